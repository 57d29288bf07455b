import { kindKey, type KubeObject } from '#contract/kube.ts'
import { refIn, type ObjectSummary } from '#contract/views.ts'
import { diagnose } from '../diagnosis/diagnose.ts'
import type { Picture } from '../diagnosis/picture.ts'
import type { WatchSight } from '../watch/watch.ts'
import type { View } from './difference.ts'
import { edgesAmong } from './edges-among.ts'
import { madeForAll } from './edges/using-edges.ts'
import { podKind } from './shown-kinds.ts'
import { isSummaryAlone, summarize } from './summarize.ts'
import type { Around } from './summaries/around.ts'

export interface Scene {
  readonly objects: readonly KubeObject[]
  readonly around: Around
  readonly kinds: View['kinds']
  readonly sight: WatchSight
}

/** A list: each object in one line. */
export function lookAtList({ objects, around, kinds, sight }: Scene): View {
  const lines = objects.map((object) => lineOf(object, around))
  return { objects: new Map(lines.map((line) => [line.id, line])), edges: new Map(), kinds, lostSince: sight.kind === 'lost' ? sight.since : undefined }
}

/** A map: what fares badly comes with its cause, and how everything leads to one another. */
export function lookAtMap(scene: Scene, now: number): View {
  const objects = scene.objects.filter(isWorthDrawing)
  const view = lookAtList({ ...scene, objects })
  const picture = pictureOf(scene.around, now)
  const told = isSeen(scene.kinds) ? [...view.objects].map(([id, line]) => [id, withCause(line, picture)] as const) : view.objects
  return { ...view, objects: new Map(told), edges: new Map(edgesAmong(objects, scene.around).map((one) => [one.id, one])) }
}

/** Old ReplicaSets without Pods are history, and what is put into every namespace says nothing of this one. */
function isWorthDrawing(object: KubeObject): boolean {
  if (object.kind === 'ConfigMap') return object.metadata.name !== madeForAll
  if (object.kind !== 'ReplicaSet') return true
  const { spec, status } = object as { readonly spec?: { readonly replicas?: number }; readonly status?: { readonly replicas?: number } }
  return (spec?.replicas ?? 0) > 0 || (status?.replicas ?? 0) > 0 || (object.metadata.ownerReferences ?? []).length === 0
}

/** The line of an object that has not changed is the one of before. */
const lines = new WeakMap<KubeObject, ObjectSummary>()

export function lineOf(object: KubeObject, around: Around): ObjectSummary {
  if (!isSummaryAlone(object)) return summarize(object, around)
  const line = lines.get(object) ?? summarize(object, around)
  lines.set(object, line)
  return line
}

/** Nothing is said of causes before all was listed, nor where Pods may not be seen: their absence would be one. */
export const isSeen = ({ coming, denied }: View['kinds']): boolean => coming.length === 0 && !denied.includes(kindKey(podKind))

/** What a container said last is in its log, which the reader is a click away from: it is not read for a picture. */
export const pictureOf = (around: Around, now: number): Picture => ({ objects: (kind, namespace) => around.objects(kind, namespace) ?? [], lastLine: () => null, firstNamespace: '', now })

export function withCause(line: ObjectSummary, picture: Picture): ObjectSummary {
  const subject = refIn(line.id)
  if (subject === undefined || (line.status.tone !== 'broken' && line.status.tone !== 'under-way')) return line
  const cause = diagnose([subject], picture)
  return cause === undefined ? line : { ...line, cause }
}

/** Something may be late by now that was only young before; see the pauses in diagnosis/diagnoser.ts. */
export const isUnsettled = ({ objects }: View): boolean => [...objects.values()].some(({ status }) => status.tone === 'under-way' || status.tone === 'broken')
