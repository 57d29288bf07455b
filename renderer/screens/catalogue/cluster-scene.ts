import type { ClusterFacts, ClusterState } from '#contract/cluster.ts'
import { assertNever } from '#contract/lifecycle.ts'
import type { Problem } from '#contract/problem.ts'
import type { EngineStatus, Work } from '#contract/status.ts'

/** What the cluster card shows: of everything that is known, the one thing that matters now. */
export type ClusterScene =
  | { readonly kind: 'absent'; readonly wasCancelled: boolean }
  /** This engine is at work on it. */
  | { readonly kind: 'working'; readonly work: Work }
  /** Another process is. */
  | { readonly kind: 'elsewhere'; readonly doing: Extract<ClusterState, { kind: 'working' }>['doing'] }
  | { readonly kind: 'ready'; readonly facts: ClusterFacts; readonly work: Work | undefined }
  | { readonly kind: 'paused' | 'stopped'; readonly facts: ClusterFacts }
  /** `work` is what failed, where it was an operation. */
  | { readonly kind: 'problem'; readonly problem: Problem; readonly work: Work | undefined }

export function clusterScene({ cluster, work }: Pick<EngineStatus, 'cluster' | 'work'>): ClusterScene {
  if (work?.outcome.kind === 'running') return { kind: 'working', work }
  const failure = failureOf(work)
  if (work !== undefined && failure !== undefined && !isMended(cluster, work)) return { kind: 'problem', problem: failure, work }
  return sceneOf(cluster, work)
}

function sceneOf(cluster: ClusterState, work: Work | undefined): ClusterScene {
  switch (cluster.kind) {
    case 'absent':
      return { kind: 'absent', wasCancelled: work?.outcome.kind === 'failed' }
    case 'working':
      return { kind: 'elsewhere', doing: cluster.doing }
    case 'ready':
      return { kind: 'ready', facts: cluster.cluster, work: work?.doing === 'up' && work.outcome.kind === 'done' ? work : undefined }
    case 'paused':
    case 'stopped':
      return { kind: cluster.kind, facts: cluster.cluster }
    case 'outdated':
      return { kind: 'problem', problem: outdated(cluster), work: undefined }
    case 'broken':
    case 'failed':
      return { kind: 'problem', problem: cluster.problem, work: undefined }
    default:
      return assertNever(cluster)
  }
}

/** A person who cancels knows what happened. */
function failureOf(work: Work | undefined): Problem | undefined {
  return work?.outcome.kind === 'failed' && work.outcome.problem.code !== 'cancelled' ? work.outcome.problem : undefined
}

/** It did not come up then, and it is up now. */
const isMended = (cluster: ClusterState, { doing }: Work): boolean => cluster.kind === 'ready' && (doing === 'up' || doing === 'resume')

const outdated = ({ name, reason }: Extract<ClusterState, { kind: 'outdated' }>): Problem => ({ code: 'cluster-outdated', params: { name, reason }, fixes: [{ kind: 'action', action: 'recreate-cluster' }] })

/** Whether a lab can begin: the cluster is there, or what a click begins brings it up first. */
export function canBegin(scene: ClusterScene): boolean {
  if (scene.kind === 'working') return scene.work.doing === 'up' || scene.work.doing === 'resume'
  return scene.kind === 'ready' || scene.kind === 'paused' || scene.kind === 'stopped' || scene.kind === 'absent'
}
