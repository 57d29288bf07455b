/** So that a workspace full of surprises (a checked-out repository, a log that grew) keeps the engine quick. */
export interface WorkspaceLimits {
  /** The longest file that is read or written whole. */
  readonly fileBytes: number
  /** How many files and folders a listing names, nearest first. */
  readonly entries: number
  readonly depth: number
  readonly backups: number
}

export const usualLimits: WorkspaceLimits = { fileBytes: 1_048_576, entries: 2_000, depth: 12, backups: 5 }
