import { packLimits } from '../pack-limits.ts'

/** What a pack may cost while it is fetched. What it may be once it is here is in `packLimits`. */
export const travelLimits = {
  /** A zip file, a layer. Nothing that is smaller unpacked is larger packed. */
  archiveBytes: packLimits.packBytes,
  /** Unpacked to packed. Text and pictures come to 20 at most; deflate itself to a thousand. */
  ratio: 100,
  /** Below this nothing is a bomb: a few empty lines compress beyond every ratio. */
  ratioFrom: 4 * 1024 * 1024,
  /** A repository with the history of one commit. */
  repositoryBytes: 256 * 1024 * 1024,
  /** What a registry says of an artefact. */
  manifestBytes: 1024 * 1024,
  /** Looked at and not yet decided upon; the oldest goes when there are more. */
  laidAside: 8,
  /** Milliseconds that a server may be silent. */
  silence: 30_000,
} as const
