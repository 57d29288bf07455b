import type { Difference, ObjectEdge, ObjectSummary, ViewChange } from '#contract/views.ts'

/** What a view of many objects shows at one moment. */
export interface View {
  readonly objects: ReadonlyMap<string, ObjectSummary>
  readonly edges: ReadonlyMap<string, ObjectEdge>
  readonly kinds: ViewChange['kinds']
  readonly lostSince: number | undefined
}

/** What is to be told of a view to somebody who knows the one before; nothing where nothing differs. */
export function changeBetween(before: View | undefined, after: View): ViewChange | undefined {
  const objects = differenceOf(before?.objects ?? new Map(), after.objects)
  const edges = differenceOf(before?.edges ?? new Map(), after.edges)
  const change: ViewChange = { isWhole: before === undefined, objects, edges, kinds: after.kinds, ...(after.lostSince === undefined ? {} : { lostSince: after.lostSince }) }
  const isSame = before !== undefined && isEmpty(objects) && isEmpty(edges) && before.lostSince === after.lostSince && JSON.stringify(before.kinds) === JSON.stringify(after.kinds)
  return isSame ? undefined : change
}

export function differenceOf<One>(before: ReadonlyMap<string, One>, after: ReadonlyMap<string, One>): Difference<One> {
  const put = [...after].flatMap(([id, one]) => (isSame(before.get(id), one) ? [] : [one]))
  return { put, gone: [...before.keys()].filter((id) => !after.has(id)) }
}

/** Lines of objects that have not changed are the very same. */
const isSame = (one: unknown, other: unknown): boolean => one === other || (one !== undefined && JSON.stringify(one) === JSON.stringify(other))

export const isEmpty = ({ put, gone }: Difference<unknown>): boolean => put.length === 0 && gone.length === 0
