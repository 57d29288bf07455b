import type { KubeObject } from '#contract/kube.ts'
import type { Diagnosis, EvidenceObject } from '#contract/verdict.ts'
import { controllerKinds, madeBy, podsIn, type Picture } from './picture.ts'
import type { Autoscaler, Claim, Controller, Pod, Service } from './shapes.ts'
import { autoscalerStory } from './stories/autoscaler-story.ts'
import { claimStory } from './stories/claim-story.ts'
import { controllerStory, newestFirst } from './stories/controller-story.ts'
import { firstOf, podStory } from './stories/pod-story.ts'
import { serviceStory } from './stories/service-story.ts'

/**
 * The door of this room: the first thing that is off in the story of what a check looks at, if there is any.
 * Walks from each object to what it depends on; says nothing of what only needs time. Pure, and never throws.
 */
export function diagnose(subjects: readonly EvidenceObject[], picture: Picture): Diagnosis | undefined {
  try {
    return firstOf(subjects, (subject) => storyOf(subject, picture))
  } catch {
    // The cluster sent something that is not shaped as its kind: better no diagnosis than a wrong one.
    return undefined
  }
}

function storyOf(subject: EvidenceObject, picture: Picture): Diagnosis | undefined {
  const { apiVersion, kind, name, namespace = '' } = subject
  switch (kind) {
    case 'EndpointSlice':
    case 'Endpoints':
      return firstOf(named(picture.objects({ apiVersion: 'v1', kind: 'Service' }, namespace), serviceOf(name)), (service) => serviceStory(service as Service, picture))
    case 'Pod':
      return podsStory(subject, picture)
    default:
      return firstOf(newestFirst(named(picture.objects({ apiVersion, kind }, namespace), name)), (object) => objectStory(object, picture))
  }
}

const named = (objects: readonly KubeObject[], name: string | undefined): readonly KubeObject[] => (name === undefined ? objects : objects.filter(({ metadata }) => metadata.name === name))

/** `web-x7k2p` → `web`; an Endpoints is called as its Service. */
const serviceOf = (name: string | undefined): string | undefined => name?.replace(/-[a-z0-9]{5}$/, '')

function objectStory(object: KubeObject, picture: Picture): Diagnosis | undefined {
  switch (object.kind) {
    case 'Service':
      return serviceStory(object as Service, picture)
    case 'PersistentVolumeClaim':
      return claimStory(object as Claim, picture)
    case 'HorizontalPodAutoscaler':
      return autoscalerStory(object as Autoscaler, picture) ?? targetStory(object as Autoscaler, picture)
    default:
      return controllerKinds.some(({ kind }) => kind === object.kind) ? controllerStory(object as Controller, picture) : ownersOf(object, picture)
  }
}

/** Of another kind (a CronJob, a custom resource): what it made may have a story. */
function ownersOf(object: KubeObject, picture: Picture): Diagnosis | undefined {
  return firstOf(newestFirst(madeBy(object, picture)), (made) => (made.kind === 'Pod' ? podStory(made as Pod, picture) : undefined))
}

function targetStory({ spec, metadata }: Autoscaler, picture: Picture): Diagnosis | undefined {
  const { apiVersion = '', kind = '', name = '' } = spec?.scaleTargetRef ?? {}
  return storyOf({ apiVersion, kind, name, ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }) }, picture)
}

/** Pods that are there tell their own story; those that are missing, the story of whoever should have made them. */
function podsStory({ name, namespace = '' }: EvidenceObject, picture: Picture): Diagnosis | undefined {
  const pods = podsIn(picture, namespace).filter(({ metadata }) => name === undefined || metadata.name === name)
  const makers = controllerKinds.flatMap((kind) => picture.objects(kind, namespace)).filter(({ metadata }) => (metadata.ownerReferences ?? []).length === 0)
  return firstOf(newestFirst(pods), (pod) => podStory(pod, picture)) ?? (pods.length > 0 && name !== undefined ? undefined : firstOf(makers, (maker) => controllerStory(maker as Controller, picture)))
}
