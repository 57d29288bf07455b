import type { KubeObject } from '#contract/kube.ts'
import type { Diagnosis } from '#contract/verdict.ts'
import { eventsAbout, found, madeBy, type Picture } from '../picture.ts'
import type { Controller, Pod } from '../shapes.ts'
import { firstOf, podStory } from './pod-story.ts'
import { refusedPods } from './refused-pods.ts'

/** What keeps a Deployment, StatefulSet, DaemonSet or Job from having its Pods: it is paused, they are refused, one of them does not run, or it takes too long. */
export function controllerStory(controller: Controller, picture: Picture): Diagnosis | undefined {
  const made = madeBy(controller, picture)
  const makers: readonly KubeObject[] = [controller, ...made.filter(({ kind }) => kind === 'ReplicaSet')]
  const pods = made.filter((object): object is Pod => object.kind === 'Pod' && object.metadata.deletionTimestamp === undefined)
  return paused(controller, picture) ?? firstOf(makers, (maker) => refusal(maker, controller, picture)) ?? firstOf(newestFirst(pods), (pod) => podStory(pod, picture)) ?? stuck(controller, picture)
}

/** A rollout's fault is in its newest Pods; those of before may be on their way out. */
export function newestFirst<One extends KubeObject>(objects: readonly One[]): readonly One[] {
  return objects.toSorted((one, other) => (other.metadata.creationTimestamp ?? '').localeCompare(one.metadata.creationTimestamp ?? ''))
}

function paused(controller: Controller, picture: Picture): Diagnosis | undefined {
  const { spec, status, metadata, kind } = controller
  const isBehind = (status?.updatedReplicas ?? 0) < (spec?.replicas ?? 1)
  return spec?.paused === true && isBehind ? found({ code: 'rollout-paused', about: controller, command: `rollout status ${kind.toLowerCase()}/${metadata.name}` }, picture) : undefined
}

/** The maker that is refused is often a ReplicaSet; a person knows the object behind it. */
function refusal(maker: KubeObject, controller: Controller, picture: Picture): Diagnosis | undefined {
  const conditions = (maker as Controller).status?.conditions ?? []
  const condition = conditions.find(({ type, status }) => type === 'ReplicaFailure' && status === 'True')
  const event = condition ?? (lacksPods(maker) ? eventsAbout(maker, picture).find(({ reason }) => reason === 'FailedCreate') : undefined)
  return event && refusedPods(event.message ?? '', controller, picture)
}

/** An event tells of a moment: it counts only while Pods are still missing. */
function lacksPods(maker: KubeObject): boolean {
  const { spec = {}, status = {} } = maker as { readonly spec?: { readonly replicas?: number }; readonly status?: Readonly<Record<string, unknown>> }
  const made = [status['replicas'], status['currentNumberScheduled'], status['active'], status['succeeded'], status['failed']].find((one) => typeof one === 'number' && one > 0) ?? 0
  const wanted = typeof status['desiredNumberScheduled'] === 'number' ? status['desiredNumberScheduled'] : (spec.replicas ?? 1)
  return Number(made) < wanted
}

function stuck(controller: Controller, picture: Picture): Diagnosis | undefined {
  const { spec, status, metadata, kind } = controller
  const late = status?.conditions?.some((one) => one.type === 'Progressing' && one.status === 'False' && one.reason === 'ProgressDeadlineExceeded')
  if (late !== true) return undefined
  const facts = { available: status?.availableReplicas ?? 0, wanted: spec?.replicas ?? 1 }
  return found({ code: 'rollout-stuck', about: controller, command: `rollout status ${kind.toLowerCase()}/${metadata.name}`, facts }, picture)
}
