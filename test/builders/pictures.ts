import type { KubeObject } from '#contract/kube.ts'
import type { Json } from '#contract/check.ts'
import type { Picture } from '../../engine/diagnosis/picture.ts'
import { aPod, aReplicaSet } from './objects.ts'

/** Everything around a check, at noon of the first day of 2026 unless said. */
export function aPicture(objects: readonly KubeObject[], { lastLine, now = Date.parse('2026-01-01T12:00:00Z'), firstNamespace = 'lab-main' }: { lastLine?: string | null; now?: number; firstNamespace?: string } = {}): Picture {
  return {
    objects: ({ apiVersion, kind }, namespace) => objects.filter((one) => one.apiVersion === apiVersion && one.kind === kind && one.metadata.namespace === namespace),
    lastLine: () => lastLine,
    firstNamespace,
    now,
  }
}

export interface ContainerWish {
  readonly state?: Json
  readonly lastState?: Json
  readonly restartCount?: number
  readonly ready?: boolean
}

const ready = (isReady: boolean): Json => [{ type: 'PodScheduled', status: 'True' }, { type: 'Ready', status: isReady ? 'True' : 'False' }]

/** A Pod of the ReplicaSet `web-5d` with labels `app: web`, whose one container is in such a state. */
export function aPodWhose({ state = { running: { startedAt: '2026-01-01T11:00:00Z' } }, lastState = {}, restartCount = 0, ready: isReady = false }: ContainerWish = {}, wanted: Parameters<typeof aPod>[0] = {}): KubeObject {
  const status = { conditions: ready(isReady), containerStatuses: [{ name: 'web', state, lastState, restartCount, ready: isReady }], ...wanted.status }
  const metadata = { creationTimestamp: '2026-01-01T11:00:00Z', ownerReferences: [{ kind: 'ReplicaSet', name: 'web-5d', uid: aReplicaSet().metadata.uid ?? '', controller: true }], ...wanted.metadata }
  return aPod({ name: 'web-5d-abc', labels: { app: 'web' }, ...wanted, metadata, status })
}

export const waits = (reason: string, message = ''): ContainerWish => ({ state: { waiting: { reason, message } } })

export const crashed = (terminated: Json): ContainerWish => ({ state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated }, restartCount: 4 })

export const isWell: ContainerWish = { ready: true }

/** A Pod that no node takes, with the scheduler's own words. */
export function anUnscheduledPod(message: string, wanted: Parameters<typeof aPod>[0] = {}): KubeObject {
  return aPodWhose({}, { phase: 'Pending', ...wanted, status: { conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }], containerStatuses: [] } })
}
