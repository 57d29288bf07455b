import type { Text } from '#contract/locale.ts'
import type { PackShelf } from '../engine/packs/list-packs.ts'
import type { PackProblem } from '../engine/packs/pack-problem.ts'
import { lintPack, type LintResult } from './lint-lab.ts'

/** A pack with everything that keeps it from loading, or the rules of good labs where it does load. */
export interface LintedPack {
  readonly folder: string
  readonly problems: readonly PlacedProblem[]
  readonly results: readonly LintResult[]
}

/** `place` is `file:line:column`, relative to the pack's folder. */
export interface PlacedProblem {
  readonly place: string
  readonly field?: string
  readonly message: Text
}

export function lintShelf({ packs, refused }: PackShelf): readonly LintedPack[] {
  return [
    ...refused.map(({ folder, problems }) => ({ folder, problems: problems.map(placed), results: [] })),
    ...packs.map((pack) => ({ folder: pack.folder, problems: [], results: lintPack(pack) })),
  ]
}

function placed({ file, line, column, field, message }: PackProblem): PlacedProblem {
  const place = [file, line, column].filter((part) => part !== undefined).join(':')
  return { place, ...(field === undefined ? {} : { field }), message }
}
