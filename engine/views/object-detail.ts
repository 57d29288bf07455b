import type { KubeObject } from '#contract/kube.ts'
import { objectId, refIn, type Condition, type ContainerFacts, type ObjectDetail, type ObjectEdge, type Relation, type Tone } from '#contract/views.ts'
import { eventsAbout } from '../diagnosis/picture.ts'
import type { ContainerStatus, Pod } from '../diagnosis/shapes.ts'
import { refOf } from '../kube/ref-of.ts'
import { edgesAmong } from './edges-among.ts'
import { eventLines } from './event-lines.ts'
import { lineOf, pictureOf, withCause } from './look-at-objects.ts'
import { objectText } from './object-text.ts'
import type { Around } from './summaries/around.ts'
import { containerStatus } from './summaries/pod-status.ts'
import type { WithConditions } from './view-shapes.ts'

export interface Neighbourhood {
  /** All objects that may lead to this one, it among them. */
  readonly objects: readonly KubeObject[]
  readonly around: Around
  readonly isSeen: boolean
  readonly now: number
}

/** Everything about one object, from what is around it. */
export function detailOf(object: KubeObject, { objects, around, isSeen, now }: Neighbourhood): ObjectDetail {
  const picture = pictureOf(around, now)
  const events = around.objects({ apiVersion: 'v1', kind: 'Event' }, object.metadata.namespace ?? 'default') === undefined ? [] : eventsAbout(object, picture)
  return {
    summary: isSeen ? withCause(lineOf(object, around), picture) : lineOf(object, around),
    yaml: objectText(object),
    labels: object.metadata.labels ?? {},
    conditions: conditionsOf(object as WithConditions),
    relations: relationsOf(object, objects, around),
    events: eventLines(events),
    containers: object.kind === 'Pod' ? containersOf(object as Pod) : [],
  }
}

function relationsOf(object: KubeObject, objects: readonly KubeObject[], around: Around): readonly Relation[] {
  const id = objectId(refOf(object))
  const there = new Set(objects.map((one) => objectId(refOf(one))))
  return edgesAmong(objects, around).flatMap((edge) => (edge.from === id ? [relation(edge, 'to', there)] : edge.to === id ? [relation(edge, 'from', there)] : []))
}

function relation({ kind, from, to, fault }: ObjectEdge, direction: Relation['direction'], there: ReadonlySet<string>): Relation {
  const other = direction === 'to' ? to : from
  const ref = other === undefined ? undefined : refIn(other)
  return { kind, direction, isThere: other !== undefined && there.has(other), ...(ref === undefined ? {} : { object: ref }), ...(fault === undefined ? {} : { fault }) }
}

/** Conditions that tell of trouble when they are true. */
const badWhenTrue = /Pressure|Unavailable|Failure|Failed|Stalled|Degraded|FailureTarget/

function conditionsOf({ status }: WithConditions): readonly Condition[] {
  const conditions = Array.isArray(status?.conditions) ? status.conditions : []
  return conditions.map(({ type, status: is, reason = '', message = '', lastTransitionTime }: NonNullable<NonNullable<WithConditions['status']>['conditions']>[number]) => ({
    type,
    isTrue: is === 'Unknown' ? undefined : is === 'True',
    tone: conditionTone(type, is),
    reason,
    message,
    ...(lastTransitionTime === undefined ? {} : { since: Date.parse(lastTransitionTime) }),
  }))
}

function conditionTone(type: string, is: string): Tone {
  if (badWhenTrue.test(type)) return is === 'True' ? 'broken' : 'well'
  return is === 'True' ? 'well' : is === 'False' ? 'broken' : 'under-way'
}

function containersOf({ spec, status }: Pod): readonly ContainerFacts[] {
  const facts = (containers: readonly { readonly name: string; readonly image?: string }[], statuses: readonly ContainerStatus[], isInit: boolean): readonly ContainerFacts[] =>
    containers.map(({ name, image = '' }) => {
      const state = statuses.find((one) => one.name === name)
      return { name, image, isInit, status: containerStatus(state ?? { name }), restarts: state?.restartCount ?? 0 }
    })
  return [...facts(spec?.containers ?? [], status?.containerStatuses ?? [], false), ...facts(spec?.initContainers ?? [], status?.initContainerStatuses ?? [], true)]
}
