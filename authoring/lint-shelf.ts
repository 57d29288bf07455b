import type { Text } from '#contract/locale.ts'
import type { PackShelf } from '../engine/packs/list-packs.ts'
import type { PackProblem } from '../engine/packs/pack-problem.ts'
import type { LoadedPack } from '../engine/packs/pack-store.ts'
import { lintPack, type LintResult } from './lint-lab.ts'
import { placeFindings } from './place-findings.ts'
import { readRecordings } from './recording.ts'
import { tryExpressions } from './try-expressions.ts'

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

export async function lintShelf({ packs, refused }: PackShelf): Promise<readonly LintedPack[]> {
  return [
    ...refused.map(({ folder, problems }) => ({ folder, problems: problems.map(placed), results: [] })),
    ...(await Promise.all(packs.map(async (pack) => ({ folder: pack.folder, problems: [], results: await placeFindings(pack, [...lintPack(pack), ...(await lintExpressions(pack))]) })))),
  ]
}

/** The expressions of a pack, run on what was recorded of its labs; a lab without recordings has nothing to run them on. */
export async function lintExpressions({ labs }: LoadedPack): Promise<readonly LintResult[]> {
  const results = labs.map(async ({ lab, folder }): Promise<readonly LintResult[]> => {
    const failed = tryExpressions(lab, await readRecordings(folder))
    if (failed.length === 0) return [{ rule: 'expression-runs', place: lab.id, held: true }]
    return failed.map(({ place, found }) => ({ rule: 'expression-runs', place: `${lab.id} ${place}`, held: false, found }))
  })
  return (await Promise.all(results)).flat()
}

function placed({ file, line, column, field, message }: PackProblem): PlacedProblem {
  const place = [file, line, column].filter((part) => part !== undefined).join(':')
  return { place, ...(field === undefined ? {} : { field }), message }
}
