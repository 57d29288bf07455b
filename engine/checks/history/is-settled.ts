import { kindKey, type KubeObject } from '#contract/kube.ts'
import { staleStatus } from '../match/stale-status.ts'

interface Condition {
  readonly type?: unknown
  readonly status?: unknown
}

type Fields = Readonly<Record<string, unknown>>

/**
 * Whether what is written is what runs, nothing under way: as `kubectl rollout status` and kstatus tell it.
 * A kind of which nothing is known is settled unless its own `Ready` condition denies it.
 */
export function isSettled(object: KubeObject): boolean {
  if (object.metadata.deletionTimestamp !== undefined || staleStatus(object) !== undefined) return false
  const [spec, status] = [fieldsIn(object['spec']), fieldsIn(object['status'])]
  switch (kindKey(object)) {
    case 'apps/v1/Deployment':
      return areAll(numberIn(spec, 'replicas', 1), status, ['replicas', 'updatedReplicas', 'readyReplicas', 'availableReplicas'])
    case 'apps/v1/StatefulSet':
      return areAll(numberIn(spec, 'replicas', 1), status, ['replicas', 'readyReplicas']) && status['currentRevision'] === status['updateRevision']
    case 'apps/v1/ReplicaSet':
      return areAll(numberIn(spec, 'replicas', 1), status, ['replicas', 'readyReplicas', 'availableReplicas'])
    case 'apps/v1/DaemonSet':
      return areAll(numberIn(status, 'desiredNumberScheduled'), status, ['updatedNumberScheduled', 'numberReady', 'numberAvailable'])
    case 'v1/Pod':
      return status['phase'] === 'Succeeded' || isCondition(status, 'Ready') === true
    case 'batch/v1/Job':
      return isCondition(status, 'Complete') === true || isCondition(status, 'Failed') === true
    default:
      return isCondition(status, 'Ready') !== false
  }
}

/** Kubernetes leaves zero counters out. */
function areAll(wanted: number, status: Fields, counters: readonly string[]): boolean {
  return counters.every((counter) => numberIn(status, counter) === wanted)
}

function isCondition({ conditions }: Fields, type: string): boolean | undefined {
  const found = Array.isArray(conditions) ? (conditions as readonly (Condition | null)[]).find((one) => one?.type === type) : undefined
  return found ? found.status === 'True' : undefined
}

function numberIn(fields: Fields, name: string, otherwise = 0): number {
  const value = fields[name]
  return typeof value === 'number' ? value : otherwise
}

function fieldsIn(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}
