import type { Problem } from '#contract/problem.ts'
import type { Difference, ObjectEdge, ObjectSummary, ViewChange } from '#contract/views.ts'

/** What a view of the cluster shows; `isBegun` once the engine has said anything. */
export interface Seen {
  readonly isBegun: boolean
  readonly objects: ReadonlyMap<string, ObjectSummary>
  readonly edges: ReadonlyMap<string, ObjectEdge>
  readonly kinds: ViewChange['kinds']
  readonly lostSince: number | undefined
  /** Why there is nothing to be seen. */
  readonly problem: Problem | undefined
}

export const nothingSeen: Seen = { isBegun: false, objects: new Map(), edges: new Map(), kinds: { coming: [], absent: [], denied: [] }, lostSince: undefined, problem: undefined }

/** What is to be seen after a change. What has not changed stays the very same, so that nothing is drawn anew for it. */
export function afterChange(before: Seen, { isWhole, objects, edges, kinds, lostSince }: ViewChange): Seen {
  return {
    isBegun: true,
    objects: withDifference(isWhole ? new Map() : before.objects, objects),
    edges: withDifference(isWhole ? new Map() : before.edges, edges),
    kinds,
    lostSince,
    problem: undefined,
  }
}

export function withDifference<One extends { readonly id: string }>(before: ReadonlyMap<string, One>, { put, gone }: Difference<One>): ReadonlyMap<string, One> {
  if (put.length === 0 && gone.length === 0) return before
  const after = new Map(before)
  for (const id of gone) after.delete(id)
  for (const one of put) after.set(one.id, one)
  return after
}
