import type { KindRef } from './kube.ts'
import type { Diagnosis } from './verdict.ts'

/** How an object fares: it is as it should be, on its way there, in need of somebody, or nothing that could be either. */
export type Tone = 'well' | 'under-way' | 'broken' | 'neutral'

export interface ObjectRef extends KindRef {
  /** Absent for what belongs to the whole cluster. */
  readonly namespace?: string
  readonly name: string
}

/** `apps/v1/Deployment shop/web`, `v1/Node /worker`: an object as a map key and in an address. */
export const objectId = ({ apiVersion, kind, namespace = '', name }: ObjectRef): string => `${apiVersion}/${kind} ${namespace}/${name}`

/** The object that an id names; undefined where it is none. */
export function refIn(id: string): ObjectRef | undefined {
  const [, apiVersion, kind, namespace, name] = /^((?:[^/\s]+\/)?[^/\s]+)\/([^/\s]+) ([^/\s]*)\/(\S+)$/.exec(id) ?? []
  if (apiVersion === undefined || kind === undefined || name === undefined) return undefined
  return { apiVersion, kind, name, ...(namespace === '' || namespace === undefined ? {} : { namespace }) }
}

/** An object as lists and the map show it: little enough that thousands can be sent. */
export interface ObjectSummary extends ObjectRef {
  readonly id: string
  readonly uid: string
  /** When it was made, milliseconds since the epoch. */
  readonly madeAt?: number
  /** The word is Kubernetes' own, or one that `statusTexts` has; empty where there is nothing to say. */
  readonly status: { readonly word: string; readonly tone: Tone }
  readonly ready?: { readonly are: number; readonly of: number }
  readonly restarts?: number
  readonly facts: readonly Fact[]
  /** The id of whoever made it. */
  readonly owner?: string
  /** What is off behind a status that is not well, where it is known. */
  readonly cause?: Diagnosis
}

/** Something worth a column, without any words of ours in its value. */
export interface Fact {
  readonly name: FactName
  readonly value: string
}

export type FactName =
  | 'image' | 'node' | 'address' | 'ports' | 'type' | 'selector' | 'endpoints' | 'keys' | 'size' | 'class' | 'volume' | 'schedule' | 'last-run'
  | 'target' | 'metrics' | 'replicas' | 'hosts' | 'backends' | 'role' | 'subjects' | 'rules' | 'version' | 'allows' | 'revision' | 'condition'

/** How one object leads to another. */
export type EdgeKind = 'owns' | 'selects' | 'routes' | 'scales' | 'uses' | 'restricts'

export interface ObjectEdge {
  readonly id: string
  readonly kind: EdgeKind
  readonly from: string
  /** Absent where it leads to nothing: a selector without a match. May name an object that is not there. */
  readonly to?: string
  readonly fault?: EdgeFault
}

/** Why an edge does not hold; the sentences are in `messages/views.ts`. */
export interface EdgeFault {
  readonly code: EdgeFaultCode
  readonly facts: Readonly<Record<string, string | number>>
}

export type EdgeFaultCode = 'selects-nothing' | 'not-ready' | 'service-missing' | 'port-missing' | 'target-missing' | 'object-missing' | 'key-missing' | 'restricts-nothing'

/** What changed since the last word; the first one has everything in it. */
export interface ViewChange {
  /** All that was known before is forgotten. */
  readonly isWhole: boolean
  readonly objects: Difference<ObjectSummary>
  readonly edges: Difference<ObjectEdge>
  /** Of the kinds that are looked at, those not listed yet, those that the cluster does not serve, and those that may not be seen. */
  readonly kinds: { readonly coming: readonly string[]; readonly absent: readonly string[]; readonly denied: readonly string[] }
  /** Since when what is shown may be old, milliseconds since the epoch. */
  readonly lostSince?: number
}

export interface Difference<One> {
  readonly put: readonly One[]
  readonly gone: readonly string[]
}

/** Everything about one object; null once it is not there. */
export interface ObjectDetail {
  readonly summary: ObjectSummary
  /** As the cluster has it, without managedFields; of a Secret, sizes in place of values. */
  readonly yaml: string
  readonly labels: Readonly<Record<string, string>>
  readonly conditions: readonly Condition[]
  readonly relations: readonly Relation[]
  readonly events: readonly EventLine[]
  /** Of a Pod: whose logs can be read. */
  readonly containers: readonly ContainerFacts[]
}

/** What an object says of itself. */
export interface Condition {
  readonly type: string
  readonly isTrue: boolean | undefined
  readonly tone: Tone
  readonly reason: string
  readonly message: string
  readonly since?: number
}

/** Another object that this one leads to, or that leads to it. */
export interface Relation {
  readonly kind: EdgeKind
  readonly direction: 'to' | 'from'
  /** Absent where it leads to nothing. */
  readonly object?: ObjectRef
  readonly isThere: boolean
  readonly fault?: EdgeFault
}

export interface ContainerFacts {
  readonly name: string
  readonly image: string
  readonly isInit: boolean
  readonly status: { readonly word: string; readonly tone: Tone }
  readonly restarts: number
}

export interface EventLine {
  readonly id: string
  readonly at: number
  readonly firstAt: number
  readonly count: number
  readonly isWarning: boolean
  readonly reason: string
  readonly message: string
  readonly about: ObjectRef
}

/** Which log is read, and how. */
export interface LogOf {
  readonly namespace: string
  readonly pod: string
  readonly container: string
  /** Of the container before the last restart. */
  readonly previous: boolean
  readonly follow: boolean
}

export interface LogPart {
  readonly lines: readonly LogLine[]
  /** The container ended, or was to be read no further: no more will come. */
  readonly isOver?: boolean
}

export interface LogLine {
  /** Milliseconds since the epoch; absent where the line carries no time. */
  readonly at?: number
  readonly text: string
}

/** A kind that the cluster serves and that can be watched. */
export interface KindView extends KindRef {
  readonly namespaced: boolean
  readonly group: KindGroup
}

export type KindGroup = 'workloads' | 'network' | 'config' | 'storage' | 'access' | 'cluster' | 'custom'
