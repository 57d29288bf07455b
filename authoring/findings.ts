import type { Text } from '#contract/locale.ts'
import type { PackResult } from '../engine/packs/pack-store.ts'
import { lintShelf } from './lint-shelf.ts'

/** One mistake of an author's, where it stands. */
export interface PlacedFinding {
  /** `010-first-pod/lab.yaml:12:7`, from the pack's folder. */
  readonly place: string
  /** The lab whose it is; the whole pack's where it is nobody's. */
  readonly lab: string | undefined
  readonly message: Text
}

/** Everything that is wrong with a pack: what keeps it from loading, else the rules of good labs that it breaks. */
export async function findingsOf(result: PackResult): Promise<readonly PlacedFinding[]> {
  const shelf = result.kind === 'loaded' ? { packs: [result.pack], refused: [] } : { packs: [], refused: [{ folder: '', problems: result.problems }] }
  const linted = await lintShelf(shelf)
  return linted.flatMap(({ problems, results }) => [
    ...problems.map(({ place, field, message }) => placed(place, { en: withField(field, message.en), ko: withField(field, message.ko) })),
    ...results.filter(({ held }) => !held).map(({ rule, place, at, found = '' }) => placed(at ?? place, { en: `${rule}: ${found}`, ko: `${rule}: ${found}` })),
  ])
}

const placed = (place: string, message: Text): PlacedFinding => ({ place, lab: /^\d{3}-([^/]+)\//.exec(place)?.[1], message })

const withField = (field: string | undefined, message: string): string => (field === undefined ? message : `${field}: ${message}`)
