import type { ObjectSummary, Tone } from '#contract/views.ts'

/** Namespaces that Kubernetes and what it is made of live in. */
export const isSystem = (namespace: string): boolean => /^(kube-.*|local-path-storage|kindlab-system)$/.test(namespace)

export interface Scope {
  readonly chosen: readonly string[]
  /** Of the lab that one comes from. */
  readonly labs: readonly string[]
}

/** The namespaces to ask the engine for; none: everywhere. */
export const namespacesIn = ({ chosen, labs }: Scope): readonly string[] => (chosen.length > 0 ? chosen : labs)

/** Whether an object is shown: where nothing was chosen, Kubernetes' own are left out, as long as they are in a namespace. */
export function isShown({ namespace, name, status }: ObjectSummary, { scope, filter, tone }: { readonly scope: Scope; readonly filter: string; readonly tone: Tone | undefined }): boolean {
  if (namespacesIn(scope).length === 0 && namespace !== undefined && isSystem(namespace)) return false
  if (tone !== undefined && status.tone !== tone) return false
  return name.toLowerCase().includes(filter.trim().toLowerCase())
}

export const tones: readonly Tone[] = ['broken', 'under-way', 'well', 'neutral']

/** How many objects fare how. */
export function tallyOf(objects: readonly ObjectSummary[]): Readonly<Record<Tone, number>> {
  const tally = { well: 0, 'under-way': 0, broken: 0, neutral: 0 }
  for (const { status } of objects) tally[status.tone] += 1
  return tally
}

export type SortColumn = 'name' | 'status' | 'restarts' | 'age'

export interface Sorting {
  readonly column: SortColumn
  readonly isDown: boolean
}

/** In the order of a column; what is equal there, by namespace and name. */
export function sorted(objects: readonly ObjectSummary[], { column, isDown }: Sorting): readonly ObjectSummary[] {
  const turn = isDown ? -1 : 1
  return objects.toSorted((one, other) => turn * (compared(one, other, column) || 0) || collator.compare(one.namespace ?? '', other.namespace ?? '') || collator.compare(one.name, other.name))
}

/** `web-2` before `web-10`. */
const collator = new Intl.Collator('en', { numeric: true })

function compared(one: ObjectSummary, other: ObjectSummary, column: SortColumn): number {
  switch (column) {
    case 'name':
      return collator.compare(one.name, other.name)
    case 'status':
      return tones.indexOf(one.status.tone) - tones.indexOf(other.status.tone)
    case 'restarts':
      return (one.restarts ?? 0) - (other.restarts ?? 0)
    case 'age':
      return (other.madeAt ?? 0) - (one.madeAt ?? 0)
  }
}

/** `12s`, `5m`, `3h`, `8d`: as short as kubectl writes it. */
export function shortAge(madeAt: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - madeAt) / 1000))
  if (seconds < 120) return `${seconds}s`
  if (seconds < 7_200) return `${Math.floor(seconds / 60)}m`
  return seconds < 172_800 ? `${Math.floor(seconds / 3_600)}h` : `${Math.floor(seconds / 86_400)}d`
}
