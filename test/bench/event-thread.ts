import { parentPort, workerData } from 'node:worker_threads'
import { createKubeClient } from '../../engine/kube/create-kube-client.ts'
import type { KubeAccess } from '../../engine/kube/kube-client.ts'
import { bareWatch } from './bare-watch.ts'

export interface EventThreadData {
  readonly access: KubeAccess
  readonly namespace: string
}

/** When the bytes of an event had arrived, by its value; `ready` once, when the watch is open. */
export type EventMessage = { readonly kind: 'ready' } | { readonly kind: 'arrived'; readonly value: string; readonly at: number } | { readonly kind: 'failed'; readonly why: string }

/** Changes the flag when told to, and notes when a bare watch has the event. In a thread of its own, so that nothing the engine does delays it. */
const { access, namespace } = workerData as EventThreadData // made by event-source.ts
const tell = (message: EventMessage): void => parentPort?.postMessage(message)
const kube = createKubeClient(access)
const ref = { apiVersion: 'v1', kind: 'ConfigMap', name: 'flag', namespace }

bareWatch(access, `/api/v1/namespaces/${namespace}/configmaps?watch=1`, {
  ready: () => tell({ kind: 'ready' }),
  arrived: (value, at) => tell({ kind: 'arrived', value, at }),
})
parentPort?.on('message', (value: string) => {
  kube.mergePatch(ref, { data: { on: value } }).catch((error: unknown) => tell({ kind: 'failed', why: String(error) }))
})
