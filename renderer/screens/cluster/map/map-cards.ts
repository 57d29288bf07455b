import { refIn, type EdgeFault, type EdgeKind, type ObjectEdge, type ObjectRef, type ObjectSummary } from '#contract/views.ts'

/** A box of the map: an object with what it holds, an object that should be there, or the nothing that a selector leads to. */
export type MapCard = PresentCard | { readonly kind: 'missing'; readonly id: string; readonly namespace: string; readonly object: ObjectRef } | { readonly kind: 'nothing'; readonly id: string; readonly namespace: string; readonly selector: string }

export interface PresentCard {
  readonly kind: 'object'
  readonly id: string
  readonly namespace: string
  readonly object: ObjectSummary
  /** Its Pods as squares; while a rollout is under way, those of each ReplicaSet by themselves. */
  readonly groups: readonly PodGroup[]
}

export interface PodGroup {
  readonly set: ObjectSummary | undefined
  readonly pods: readonly ObjectSummary[]
}

export interface MapLink {
  readonly id: string
  readonly kind: EdgeKind
  readonly from: string
  readonly to: string
  /** One for each that does not hold. */
  readonly faults: readonly EdgeFault[]
}

export interface ClusterMap {
  readonly cards: readonly MapCard[]
  readonly links: readonly MapLink[]
}

const holders = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job'])

/** Objects put into the boxes of those that made them: Pods and ReplicaSets are inside what a person wrote. The oldest come first, so that what is new is added at the end. */
export function clusterMap(objects: readonly ObjectSummary[], edges: readonly ObjectEdge[]): ClusterMap {
  const known = new Map(objects.map((object) => [object.id, object]))
  const boxOf = (id: string): string => boxIn(known, id)
  const held = Map.groupBy(objects, ({ id }) => boxOf(id))
  const cards = objects.filter(({ id }) => held.has(id)).toSorted(oldestFirst).map((object) => cardOf(object, held.get(object.id) ?? []))
  const ghosts = ghostsOf(edges, known)
  const ids = new Set([...cards, ...ghosts].map(({ id }) => id))
  return { cards: [...cards, ...ghosts], links: linksOf(edges, boxOf, ids) }
}

const oldestFirst = (one: ObjectSummary, other: ObjectSummary): number => (one.madeAt ?? 0) - (other.madeAt ?? 0) || one.id.localeCompare(other.id)

function boxIn(known: ReadonlyMap<string, ObjectSummary>, id: string): string {
  const owner = known.get(known.get(id)?.owner ?? '')
  return owner === undefined || !holders.has(owner.kind) || (known.get(id)?.kind !== 'Pod' && known.get(id)?.kind !== 'ReplicaSet') ? id : boxIn(known, owner.id)
}

function cardOf(object: ObjectSummary, held: readonly ObjectSummary[]): PresentCard {
  const pods = (object.kind === 'Pod' ? [object] : held.filter(({ kind }) => kind === 'Pod')).toSorted(oldestFirst)
  const sets = held.filter(({ kind, id }) => kind === 'ReplicaSet' && pods.some(({ owner }) => owner === id)).toSorted(oldestFirst)
  const groups = sets.length < 2 ? [{ set: undefined, pods }] : [...sets.map((set) => ({ set, pods: pods.filter(({ owner }) => owner === set.id) })), { set: undefined, pods: pods.filter(({ owner }) => !sets.some(({ id }) => id === owner)) }]
  return { kind: 'object', id: object.id, namespace: object.namespace ?? '', object, groups: groups.filter((group) => group.pods.length > 0) }
}

/** What a fault is about is drawn too: the one that is missing, and the nothing that is matched. */
function ghostsOf(edges: readonly ObjectEdge[], known: ReadonlyMap<string, ObjectSummary>): readonly MapCard[] {
  const ghosts = edges.flatMap((edge): readonly MapCard[] => {
    if (edge.fault === undefined) return []
    const namespace = refIn(edge.from)?.namespace ?? ''
    if (edge.to === undefined) return [{ kind: 'nothing', id: edge.id, namespace, selector: String(edge.fault.facts['selector'] ?? '') }]
    const object = known.has(edge.to) ? undefined : refIn(edge.to)
    return object === undefined ? [] : [{ kind: 'missing', id: edge.to, namespace, object }]
  })
  return [...new Map(ghosts.map((ghost) => [ghost.id, ghost])).values()].toSorted((one, other) => one.id.localeCompare(other.id))
}

/** Edges between boxes: those of the Pods in a box are one. */
function linksOf(edges: readonly ObjectEdge[], boxOf: (id: string) => string, ids: ReadonlySet<string>): readonly MapLink[] {
  const links = edges.flatMap(({ id, kind, from, to, fault }) => ({ kind, from: boxOf(from), to: to === undefined ? id : boxOf(to), faults: fault === undefined ? [] : [fault] }))
  const between = links.filter(({ from, to }) => from !== to && ids.has(from) && ids.has(to))
  return [...Map.groupBy(between, ({ kind, from, to }) => `${from} ${kind} ${to}`)].map(([id, [first, ...rest]]) => ({ id, kind: first?.kind ?? 'owns', from: first?.from ?? '', to: first?.to ?? '', faults: distinct([first, ...rest].flatMap((one) => one?.faults ?? [])) }))
}

const distinct = (faults: readonly EdgeFault[]): readonly EdgeFault[] => [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()]
