import type { Attempt, CheckState } from '#contract/attempt.ts'
import type { LabSummary, PackSummary } from '#contract/lab-summary.ts'
import type { PackText } from '#contract/lab-parts.ts'
import { doneAt } from './step-gates.ts'

/** What there is to say of an attempt that is done. */
export interface DebriefFacts {
  readonly points: Attempt['points']
  /** From the start to the last pass, milliseconds. */
  readonly took: number
  readonly hints: number
  readonly skipped: number
  /** Checks that turned out wrong on the way, the hardest first. */
  readonly hard: readonly CheckState[]
}

/** So many of the hard ones are worth another look; a longer list would be a reproach. */
const mostHard = 3

export function debriefFacts({ points, startedAt, steps }: Attempt): DebriefFacts {
  const stumbled = steps.flatMap(({ checks }) => checks).filter(({ stumbles = 0 }) => stumbles > 0)
  return {
    points,
    took: Math.max(0, ...steps.map((step) => doneAt(step) - startedAt)),
    hints: steps.reduce((sum, { hints }) => sum + hints.shown, 0),
    skipped: steps.filter(({ state }) => state === 'skipped').length,
    hard: stumbled.toSorted((left, right) => (right.stumbles ?? 0) - (left.stumbles ?? 0)).slice(0, mostHard),
  }
}

interface Catalogue {
  readonly packs: readonly PackSummary[]
  readonly labs: readonly LabSummary[]
}

type LabName = Pick<Attempt, 'pack' | 'lab'>

/** The names of what a lab teaches. */
export function conceptsOf({ packs, labs }: Catalogue, { pack, lab }: LabName): readonly PackText[] {
  const names = packs.find((one) => one.pack === pack)?.concepts ?? {}
  const ids = labs.find((one) => one.pack === pack && one.lab === lab)?.concepts ?? []
  return ids.map((id) => names[id] ?? { en: id })
}

/** The lab that comes after this one on the pack's paths and can be run here; undefined at their end. */
export function nextLab({ packs, labs }: Catalogue, { pack, lab }: LabName): LabSummary | undefined {
  const path = packs.find((one) => one.pack === pack)?.tracks.flatMap((track) => track.labs) ?? []
  const later = path.slice(path.indexOf(lab) + 1).map((id) => labs.find((one) => one.pack === pack && one.lab === id))
  return path.includes(lab) ? later.find((one) => one !== undefined && one.cannotRunHere === undefined) : undefined
}
