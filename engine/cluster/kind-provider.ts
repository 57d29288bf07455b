import type { Capability } from '#contract/cluster.ts'
import { ProblemError, problemFrom } from '#contract/problem.ts'
import type { Progress } from '#contract/progress.ts'
import type { Home } from '../files/home.ts'
import type { KubeClient } from '../kube/kube-client.ts'
import type { ContainerRuntime } from '../runtime/container-runtime.ts'
import { bringUp, resume } from './bring-up.ts'
import { clusterFiles, forgetAccess } from './cluster-files.ts'
import type { ClusterImages } from './cluster-images.ts'
import { type Doing, type HeldLock, underLock } from './cluster-lock.ts'
import { marksFrom } from './cluster-marks.ts'
import type { ClusterProvider, ReadyCluster } from './cluster-provider.ts'
import { factsOf, standingOf, stateOf } from './cluster-state.ts'
import { endOrphans } from './end-orphans.ts'
import { exportLogs } from './export-logs.ts'
import { freeze } from './freeze.ts'
import { connect, internalServer, type KindCluster } from './kind-cluster.ts'
import { type ClusterSighting, lookAtCluster } from './look-at-cluster.ts'
import { type OperationLog, openOperationLog } from './operation-log.ts'
import { refuseForeign, removeCluster, removeCutOff } from './remove-cluster.ts'

export interface KindProviderParts {
  readonly runtime: ContainerRuntime
  readonly images: ClusterImages
  readonly home: Home
  /** Of the cluster, its network and the beginning of its containers' names. */
  readonly name?: string
}

export const defaultClusterName = 'kindlab'

export const kindCapabilities: ReadonlySet<Capability> = new Set(['namespaces', 'cluster-scope', 'nodes', 'node-shell', 'docker', 'network-policy', 'pause'])

/** A kind cluster of our own. What it is doing is read from its containers each time; the home holds only what may be lost. */
export function createKindProvider({ runtime, images, home, name = defaultClusterName }: KindProviderParts): ClusterProvider {
  const cluster: KindCluster = { name, runtime, images, files: clusterFiles(home, name) }
  return {
    kind: 'kind',
    capabilities: kindCapabilities,
    state: () => stateOf(cluster).catch((error: unknown) => ({ kind: 'failed', problem: problemFrom(error) })),
    up: (options, progress) =>
      operate(cluster, 'resuming', progress, async (log, lock) => {
        const interrupted = lock.cutOff === 'creating'
        const { sighting, standing } = await standingOf(cluster, interrupted)
        const client = await bringUp({ cluster, sighting, standing, options, interrupted, lock }, log)
        return readyCluster(cluster, client, log.progress)
      }),
    pause: (progress) =>
      operate(cluster, 'pausing', progress, async (log) => {
        log.progress.step('cluster-pause')
        await freeze(runtime, await existing(cluster))
      }),
    resume: (progress) =>
      operate(cluster, 'resuming', progress, async (log) => {
        const sighting = await existing(cluster)
        await resume(cluster, sighting, log.progress)
        return readyCluster(cluster, await connect(cluster, log.progress), log.progress)
      }),
    stop: (progress) =>
      operate(cluster, 'stopping', progress, async (log) => {
        log.progress.step('cluster-stop')
        await stopAll(cluster, await existing(cluster))
      }),
    down: (progress) =>
      operate(cluster, 'deleting', progress, async (log, lock) => {
        log.progress.step('cluster-delete', { name })
        refuseForeign(await lookAtCluster(runtime, name))
        if (lock.cutOff === 'creating') await endOrphans(cluster.files.config)
        await (lock.cutOff === 'creating' ? removeCutOff : removeCluster)(runtime, name)
        await forgetAccess(cluster.files)
      }),
    exportLogs: (progress) => exportLogs(cluster, progress),
  }
}

/** One long operation: alone at work on the cluster, with everything it reports kept in the log file. */
async function operate<Result>(cluster: KindCluster, doing: Doing, progress: Progress, work: (log: OperationLog, lock: HeldLock) => Promise<Result>): Promise<Result> {
  progress.signal.throwIfAborted()
  return underLock(cluster.files, doing, async (lock) => {
    const log = await openOperationLog(cluster.files, progress)
    try {
      return await work(log, lock)
    } finally {
      await log.close()
    }
  })
}

/** A cluster of ours with nodes, for operations that need one. */
async function existing(cluster: KindCluster): Promise<ClusterSighting> {
  const sighting = await lookAtCluster(cluster.runtime, cluster.name)
  refuseForeign(sighting)
  if (sighting.nodes.length === 0) throw new ProblemError({ code: 'cluster-absent', params: { name: cluster.name } })
  return sighting
}

/** A paused container does not hear that it shall stop, and would be killed when its time is up. */
async function stopAll({ runtime }: KindCluster, { nodes, terminals }: ClusterSighting): Promise<void> {
  const all = [...terminals, ...nodes]
  await Promise.all(all.filter(({ state }) => state === 'paused').map(({ id }) => runtime.unpause(id)))
  await Promise.all(all.map(({ id }) => runtime.stop(id)))
}

async function readyCluster(cluster: KindCluster, client: KubeClient, progress: Progress): Promise<ReadyCluster> {
  const { name, runtime, images } = cluster
  const sighting = await lookAtCluster(runtime, name)
  const marks = sighting.network && marksFrom(sighting.network.labels)
  client.dispose()
  if (marks === undefined) throw new ProblemError({ code: 'cluster-incomplete', params: { name, missing: name } })
  return {
    facts: await factsOf(cluster, marks, sighting),
    access: client.access,
    internalServer: internalServer(name),
    network: name,
    images: { terminal: await images.terminalImage(progress) },
  }
}
