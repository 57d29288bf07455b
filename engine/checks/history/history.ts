import { z } from 'zod'
import type { KubeObject } from '#contract/kube.ts'

/** What was seen of the objects that a history is about, oldest first. Plain JSON, so that it can be kept on disk. */
export interface History {
  readonly entries: readonly HistoryEntry[]
}

export type HistoryEntry =
  /** Seen so at this moment; milliseconds since the epoch, like all of these. */
  | { readonly kind: 'version'; readonly at: number; readonly object: KubeObject }
  /** Deleted, or no longer one that is meant; as it was last. */
  | { readonly kind: 'gone'; readonly at: number; readonly object: KubeObject }
  | HistoryGap

/**
 * Between the two moments changes may have gone unseen. What is stamped with a time in it shows what came of them; where nothing is,
 * nothing had changed. `frozen` alone means that nothing is missing, only that it was seen late.
 */
export interface HistoryGap {
  readonly kind: 'gap'
  readonly from: number
  readonly to: number
  readonly reason: 'relist' | 'disconnected' | 'frozen' | 'stopped' | 'full'
}

const objectSchema = z.looseObject({ apiVersion: z.string(), kind: z.string(), metadata: z.looseObject({ name: z.string() }) }) as unknown as z.ZodType<KubeObject>

/** For histories that come from a file. The schema proves what every object needs; the rest of one is whatever the cluster said. */
export const historyEntrySchema: z.ZodType<HistoryEntry> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('version'), at: z.number(), object: objectSchema }),
  z.object({ kind: z.literal('gone'), at: z.number(), object: objectSchema }),
  z.object({ kind: z.literal('gap'), from: z.number(), to: z.number(), reason: z.enum(['relist', 'disconnected', 'frozen', 'stopped', 'full']) }),
])

/** One moment of a history: an object as it was from then on. What is gone has only its name. */
export interface Moment {
  readonly at: number
  readonly object: KubeObject
  readonly isGone: boolean
}

/** Moments between which nothing was missed. */
export type Stretch = readonly Moment[]

/** The history cut where something was missed: only the last of these stretches reaches the present. */
export function stretchesOf({ entries }: History): readonly Stretch[] {
  const gaps = entries.filter((entry): entry is HistoryGap => entry.kind === 'gap' && entry.reason !== 'frozen')
  const moments = entries.flatMap((entry) => (entry.kind === 'gap' ? [] : [momentOf(entry)]))
  const stretches: Moment[][] = gaps.some(({ reason }) => reason === 'full') ? [[], []] : [[]]
  let before: number | undefined
  for (const moment of moments) {
    if (before !== moment.at && gaps.some((gap) => isIn(gap, moment))) stretches.push([])
    stretches.at(-1)?.push(moment)
    before = moment.at
  }
  return stretches
}

/**
 * A gap begins where all was surely seen, which may be a little before sight was lost: between any two moments in it something may be missing,
 * except between those that were found together.
 */
function isIn({ from, to }: HistoryGap, { at }: Moment): boolean {
  return at > from && at <= to
}

function momentOf({ kind, at, object }: Exclude<HistoryEntry, HistoryGap>): Moment {
  if (kind === 'version') return { at, object, isGone: false }
  const { apiVersion, metadata } = object
  const named = { name: metadata.name, ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }) }
  return { at, object: { apiVersion, kind: object.kind, metadata: named }, isGone: true }
}

/**
 * After a gap what is there may be the outcome of something unseen. What counts begins where somebody wished for something else:
 * the first moment whose object is another, or has another spec, than the first one.
 */
export function afterGap(stretch: Stretch): Stretch {
  const wishes = new Map<string, Moment>()
  const start = stretch.findIndex((moment) => {
    const { name, namespace = '' } = moment.object.metadata
    const known = wishes.get(`${namespace}/${name}`)
    wishes.set(`${namespace}/${name}`, known ?? moment)
    return known !== undefined && !isSameWish(known, moment)
  })
  return start === -1 ? [] : stretch.slice(start)
}

function isSameWish(one: Moment, other: Moment): boolean {
  const [before, after] = [one.object.metadata, other.object.metadata]
  if (before.uid !== after.uid || one.isGone !== other.isGone) return false
  if (before.generation !== undefined || after.generation !== undefined) return before.generation === after.generation
  return wishIn(one.object) === wishIn(other.object)
}

function wishIn({ status: _status, metadata: { resourceVersion: _version, ...metadata }, ...object }: KubeObject): string {
  return JSON.stringify({ ...object, metadata })
}
