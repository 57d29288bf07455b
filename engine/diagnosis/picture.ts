import type { KindRef, KubeObject } from '#contract/kube.ts'
import type { Diagnosis, DiagnosisCode } from '#contract/verdict.ts'
import { refOf } from '../kube/ref-of.ts'
import type { Event, LabelSelector, Pod } from './shapes.ts'

/** What is known of the namespaces around a check: plain values, gathered by the caller. What cannot be seen is not in it. */
export interface Picture {
  objects(kind: KindRef, namespace: string): readonly KubeObject[]
  /** The last line that a container printed before it ended, '' when it printed nothing, null when its log cannot be read; undefined while it is not known yet. */
  lastLine(pod: KubeObject, container: string): string | null | undefined
  /** The namespace that the learner's terminal is in. */
  readonly firstNamespace: string
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** The kinds that stories are about; a picture holds them all. */
export const storyKinds: readonly KindRef[] = [
  { apiVersion: 'v1', kind: 'Pod' },
  { apiVersion: 'v1', kind: 'Event' },
  { apiVersion: 'v1', kind: 'Service' },
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
  { apiVersion: 'apps/v1', kind: 'Deployment' },
  { apiVersion: 'apps/v1', kind: 'ReplicaSet' },
  { apiVersion: 'apps/v1', kind: 'StatefulSet' },
  { apiVersion: 'apps/v1', kind: 'DaemonSet' },
  { apiVersion: 'batch/v1', kind: 'Job' },
  { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
]

export const controllerKinds: readonly KindRef[] = storyKinds.filter(({ apiVersion }) => apiVersion === 'apps/v1' || apiVersion === 'batch/v1')

const podKind = { apiVersion: 'v1', kind: 'Pod' }

/** Pods that are not on their way out. */
export function podsIn(picture: Picture, namespace: string): readonly Pod[] {
  // Objects of a kind have its shape; see shapes.ts.
  return picture.objects(podKind, namespace).filter(({ metadata }) => metadata.deletionTimestamp === undefined) as readonly Pod[]
}

/** Every Pod and every controller that `owner` made, directly or through others. */
export function madeBy(owner: KubeObject, picture: Picture): readonly KubeObject[] {
  const namespace = namespaceOf(owner)
  const children = [podKind, ...controllerKinds].flatMap((kind) => picture.objects(kind, namespace)).filter(({ metadata }) => metadata.ownerReferences?.some(({ uid }) => uid === owner.metadata.uid) === true)
  // Pods make nothing, and there may be thousands of them.
  return children.flatMap((child) => (child.kind === 'Pod' ? [child] : [child, ...madeBy(child, picture)]))
}

/** Events about an object, the newest first. */
export function eventsAbout({ metadata, kind }: KubeObject, picture: Picture): readonly Event[] {
  const events = picture.objects({ apiVersion: 'v1', kind: 'Event' }, metadata.namespace ?? '') as readonly Event[]
  const about = events.filter(({ involvedObject }) => involvedObject?.kind === kind && involvedObject.name === metadata.name && (involvedObject.uid === undefined || involvedObject.uid === metadata.uid))
  return about.toSorted((one, other) => timeOf(other) - timeOf(one))
}

function timeOf({ lastTimestamp, eventTime, series, metadata }: Event): number {
  return Date.parse(series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? metadata.creationTimestamp ?? '') || 0
}

export const namespaceOf = ({ metadata }: KubeObject): string => metadata.namespace ?? ''

/** Whether a label selector selects these labels; an empty one selects all. */
export function selects({ matchLabels = {}, matchExpressions = [] }: LabelSelector, labels: Readonly<Record<string, string>> = {}): boolean {
  const plain = Object.entries(matchLabels).every(([key, value]) => labels[key] === value)
  return plain && matchExpressions.every(({ key, operator, values = [] }) => isExpressed(operator, labels[key], values))
}

function isExpressed(operator: string, value: string | undefined, values: readonly string[]): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    default:
      return value === undefined
  }
}

export const shownLabels = (labels: Readonly<Record<string, string>>): string => Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(',')

interface Found {
  readonly code: DiagnosisCode
  readonly about: KubeObject
  /** What comes after `kubectl`, without the namespace. */
  readonly command: string
  readonly facts?: Readonly<Record<string, string | number>>
}

/** A diagnosis; its command names the namespace only where the learner's terminal is in another. */
export function found({ code, about, command, facts = {} }: Found, picture: Picture): Diagnosis {
  const namespace = namespaceOf(about)
  const words = ['kubectl', ...(namespace === '' || namespace === picture.firstNamespace ? [] : ['-n', namespace]), command]
  return { code, object: refOf(about), command: words.join(' '), facts: Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, typeof value === 'string' ? shortened(value) : value])) }
}

/** A cause of which no more is known than that it is one. */
export function withoutFacts({ facts: _facts, ...diagnosis }: Diagnosis): Diagnosis {
  return diagnosis
}

const longest = 160

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line
}
