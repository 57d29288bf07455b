import type { Progress } from '#contract/progress.ts'
import type { KubeClient } from '../kube/kube-client.ts'
import type { ContainerFacts, ContainerRuntime } from '../runtime/container-runtime.ts'
import { isControlPlane } from './cluster-marks.ts'
import type { ClusterSighting } from './look-at-cluster.ts'
import { waitForApi, waitForFreshNodes } from './wait-for-ready.ts'

/**
 * Pausing freezes every process (the cgroup freezer), but not the clock. The controller manager, woken together with the rest,
 * would find that no node has renewed its Lease for as long as the pause was, call the nodes lost and their Pods not ready.
 * So it is held by a signal before the freeze, and let go after the thaw when the kubelets have renewed their Leases.
 * Should nobody let it go (`docker unpause` by hand), its own liveness probe restarts it.
 */
export async function freeze(runtime: ContainerRuntime, { nodes, terminals }: ClusterSighting): Promise<void> {
  await signalControllers(runtime, nodes, 'STOP')
  try {
    await Promise.all([...nodes, ...terminals].filter(isRunning).map(({ id }) => runtime.pause(id)))
  } catch (error) {
    await signalControllers(runtime, nodes, 'CONT').catch(() => {})
    throw error
  }
}

export interface Thawing {
  readonly runtime: ContainerRuntime
  readonly sighting: ClusterSighting
  readonly client: KubeClient
}

export async function thaw({ runtime, sighting, client }: Thawing, progress: Progress): Promise<void> {
  const { nodes, terminals } = sighting
  // Workers first: their renewals then wait at the API server's door when it wakes.
  await unpauseAll(runtime, nodes.filter((node) => !isControlPlane(node)))
  await unpauseAll(runtime, [...nodes.filter(isControlPlane), ...terminals])
  try {
    await waitForApi(client, progress, thawPatience)
    await waitForFreshNodes(client, progress, { runtime, nodes })
  } finally {
    await signalControllers(runtime, nodes, 'CONT')
  }
}

const thawPatience = 30_000
async function unpauseAll(runtime: ContainerRuntime, containers: readonly ContainerFacts[]): Promise<void> {
  await Promise.all(containers.filter(({ state }) => state === 'paused').map(({ id }) => runtime.unpause(id)))
}

/** The name is as long as Linux keeps of a process's. */
async function signalControllers(runtime: ContainerRuntime, nodes: readonly ContainerFacts[], signal: 'STOP' | 'CONT'): Promise<void> {
  const controlPlanes = nodes.filter((node) => isControlPlane(node) && (signal === 'CONT' || isRunning(node)))
  await Promise.all(controlPlanes.map(({ id }) => runtime.exec(id, ['pkill', `-${signal}`, '-x', 'kube-controller'])))
}

const isRunning = ({ state }: ContainerFacts): boolean => state === 'running'
