import { silentProgress } from '#contract/progress.ts'
import { kindHost } from '../../engine/cluster-host.ts'
import type { ClusterProvider, ReadyCluster } from '../../engine/cluster/cluster-provider.ts'
import { homeFrom, type Home } from '../../engine/files/home.ts'
import { createKubeClient } from '../../engine/kube/create-kube-client.ts'
import type { KubeClient } from '../../engine/kube/kube-client.ts'
import type { ContainerRuntime } from '../../engine/runtime/container-runtime.ts'
import { openSite, type Site } from '../../engine/site.ts'

/** The cluster of this run, brought up before any part begins, and the ways to work on it. */
export interface BenchSite extends Disposable {
  readonly home: Home
  readonly provider: ClusterProvider
  readonly runtime: ContainerRuntime
  readonly cluster: ReadyCluster
  /** The engine's own rights. */
  readonly kube: KubeClient
  /** What the engine works with on a ready cluster; the caller disposes of it. */
  readonly open: () => Promise<Site>
}

export const quietly = silentProgress(new AbortController().signal)

/** Of the cluster that `KINDLAB_HOME` and `KINDLAB_CLUSTER` name. */
export async function benchSite(): Promise<BenchSite> {
  const home = homeFrom(process.env)
  const host = kindHost({ home, environment: process.env })
  const provider = await host.open(quietly)
  const cluster = await provider.up({}, quietly)
  const { runtime } = host
  if (runtime === undefined) throw new Error('a cluster without Docker')
  const kube = createKubeClient(cluster.access)
  const { capabilities } = provider
  return {
    home,
    provider,
    runtime,
    cluster,
    kube,
    open: () => openSite({ cluster, capabilities, runtime, home }, quietly),
    [Symbol.dispose]: () => kube.dispose(),
  }
}
