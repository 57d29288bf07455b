import type { Progress } from '#contract/progress.ts'
import type { KubeClient } from '../kube/kube-client.ts'
import type { ContainerFacts, ContainerRuntime } from '../runtime/container-runtime.ts'
import { holdNodes, releaseControllers, releaseKubelets } from './hold-nodes.ts'
import { usingClient } from './kind-cluster.ts'
import type { ClusterSighting } from './look-at-cluster.ts'
import { waitForApi, waitForFreshNodes } from './wait-for-ready.ts'

/** Freezes every node and terminal. What is frozen already stays so. */
export async function freeze(runtime: ContainerRuntime, { nodes, terminals }: ClusterSighting): Promise<void> {
  await holdNodes(runtime, nodes.filter(isRunning))
  await Promise.all([...nodes, ...terminals].filter(isRunning).map(({ id }) => pauseAtLast(runtime, id)))
}

/** On cgroup v1 runc gives a busy container up after some tries of its own, and has let it go again by then. */
async function pauseAtLast(runtime: ContainerRuntime, id: string, tries = 5): Promise<void> {
  try {
    await runtime.pause(id)
  } catch (error) {
    if (tries === 1 || !isTooBusy(error)) throw error
    await pauseAtLast(runtime, id, tries - 1)
  }
}

const isTooBusy = (error: unknown): boolean => error instanceof Error && error.message.includes('unable to freeze')

export interface Thawing {
  readonly runtime: ContainerRuntime
  readonly sighting: ClusterSighting
  /** Called when everything is awake: a lost kubeconfig is read from a node, which answers nothing while it is frozen. */
  readonly connect: () => Promise<KubeClient>
}

/** Wakes everything, until the API server answers and every node is known to be well. */
export async function thaw({ runtime, sighting, connect }: Thawing, progress: Progress): Promise<void> {
  const { nodes, terminals } = sighting
  await Promise.all([...nodes, ...terminals].filter(isPaused).map(({ id }) => runtime.unpause(id)))
  await releaseKubelets(runtime, nodes)
  try {
    await usingClient(await connect(), async (client) => {
      await waitForApi(client, progress, thawPatience)
      await waitForFreshNodes(client, progress, { runtime, nodes })
    })
  } finally {
    await releaseControllers(runtime, nodes)
  }
}

const thawPatience = 30_000

const isRunning = ({ state }: ContainerFacts): boolean => state === 'running'
const isPaused = ({ state }: ContainerFacts): boolean => state === 'paused'
