import type { ObjectSummary, Tone } from '#contract/views.ts'
import type { Workload } from '../view-shapes.ts'

/** What a summary says beyond name and age. */
export type Standing = Pick<ObjectSummary, 'status'> & Partial<Pick<ObjectSummary, 'ready' | 'restarts' | 'facts'>>

const standing = (word: string, tone: Tone, ready?: { readonly are: number; readonly of: number }): Standing => ({ status: { word, tone }, ...(ready === undefined ? {} : { ready }) })

const holds = ({ status }: Workload, type: string, is = 'True'): boolean => status?.conditions?.some((one) => one.type === type && one.status === is) === true
const isStuck = ({ status }: Workload): boolean => status?.conditions?.some(({ reason }) => reason === 'ProgressDeadlineExceeded') === true
const isSeenByController = ({ metadata, status }: Workload): boolean => (status?.observedGeneration ?? 0) >= (metadata.generation ?? 0)

/** Deployments, ReplicaSets and StatefulSets: so many Pods are wanted, so many are ready. */
export function replicasStanding(workload: Workload): Standing {
  const { spec, status } = workload
  const ready = { are: status?.readyReplicas ?? 0, of: spec?.replicas ?? 1 }
  if (isStuck(workload)) return standing('ProgressDeadlineExceeded', 'broken', ready)
  if (holds(workload, 'ReplicaFailure')) return standing('ReplicaFailure', 'broken', ready)
  if (spec?.paused === true) return standing('Paused', 'under-way', ready)
  if (ready.of === 0 && (status?.replicas ?? 0) === 0) return standing('ScaledToZero', 'neutral', ready)
  return isRolledOut(workload, ready) ? standing('Available', 'well', ready) : standing('Progressing', 'under-way', ready)
}

/** As `kubectl rollout status` has it. A ReplicaSet updates nothing. */
function isRolledOut(workload: Workload, { are, of }: { readonly are: number; readonly of: number }): boolean {
  const { kind, status } = workload
  const isUpdated = kind === 'ReplicaSet' || (status?.updatedReplicas ?? 0) >= of
  return isSeenByController(workload) && isUpdated && are >= of && (status?.replicas ?? 0) <= of
}

export function daemonStanding(workload: Workload): Standing {
  const { status } = workload
  const ready = { are: status?.numberReady ?? 0, of: status?.desiredNumberScheduled ?? 0 }
  const isDone = isSeenByController(workload) && ready.are >= ready.of && (status?.updatedNumberScheduled ?? 0) >= ready.of
  return isDone ? standing('Available', 'well', ready) : standing('Progressing', 'under-way', ready)
}

export function jobStanding(job: Workload): Standing {
  const ready = { are: job.status?.succeeded ?? 0, of: job.spec?.completions ?? 1 }
  if (holds(job, 'Complete')) return standing('Complete', 'well', ready)
  if (holds(job, 'Failed')) return standing('Failed', 'broken', ready)
  if (job.spec?.suspend === true) return standing('Suspended', 'neutral', ready)
  return standing('Running', 'under-way', ready)
}

export function cronJobStanding({ spec, status }: Workload): Standing {
  const word = spec?.suspend === true ? 'Suspended' : 'Scheduled'
  const lastRun = status?.lastScheduleTime === undefined ? [] : [{ name: 'last-run' as const, value: status.lastScheduleTime }]
  return { status: { word, tone: 'neutral' }, facts: [{ name: 'schedule', value: spec?.schedule ?? '' }, ...lastRun] }
}
