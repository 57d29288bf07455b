import { silentProgress } from '#contract/progress.ts'
import { createAttempts } from '../../engine/attempts/create-attempts.ts'
import type { Attempts } from '../../engine/attempts/attempts.ts'
import { kindHost } from '../../engine/cluster-host.ts'
import type { ClusterProvider, ReadyCluster } from '../../engine/cluster/cluster-provider.ts'
import { homeFrom, type Home } from '../../engine/files/home.ts'
import { createKubeClient } from '../../engine/kube/create-kube-client.ts'
import type { KubeClient } from '../../engine/kube/kube-client.ts'
import { createClusterProber } from '../../engine/probing/cluster-prober.ts'
import type { ContainerRuntime } from '../../engine/runtime/container-runtime.ts'
import { createContainerTerminals } from '../../engine/terminals/container-terminals.ts'
import { learnerUser } from '../../engine/terminals/terminal-container.ts'
import type { TerminalHost } from '../../engine/terminals/terminal-host.ts'
import { createClusterWatch, nodeLeases } from '../../engine/watch/cluster-watch.ts'

/** The cluster of this run, brought up before any part begins, and the ways to work on it. */
export interface BenchSite extends Disposable {
  readonly home: Home
  readonly provider: ClusterProvider
  readonly runtime: ContainerRuntime
  readonly cluster: ReadyCluster
  /** The engine's own rights. */
  readonly kube: KubeClient
  /** As an engine that has just started has them: it knows nothing of what is open. */
  readonly terminals: () => Promise<TerminalHost>
  readonly attempts: () => Promise<OpenAttempts>
}

export interface OpenAttempts extends AsyncDisposable {
  readonly attempts: Attempts
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
  const terminals = async (): Promise<TerminalHost> => createContainerTerminals({ runtime, cluster, user: learnerUser(await runtime.facts()) })
  const site = { home, provider, runtime, cluster, kube, terminals }
  return { ...site, attempts: () => openAttempts(site), [Symbol.dispose]: () => kube.dispose() }
}

/** Attempts as the engine composes them. Disposing ends those that are open. */
async function openAttempts({ home, provider, cluster, kube, terminals }: Omit<BenchSite, 'attempts' | typeof Symbol.dispose>): Promise<OpenAttempts> {
  const host = await terminals()
  const watch = createClusterWatch({ access: cluster.access, discover: (kind) => kube.resource(kind), heartbeat: nodeLeases })
  const attempts = createAttempts({ kube, prober: createClusterProber({ kube, image: 'registry.k8s.io/e2e-test-images/agnhost:2.66.1' }), cluster, capabilities: provider.capabilities, watch, home, terminals: host })
  await attempts.resume(quietly)
  return {
    attempts,
    [Symbol.asyncDispose]: async () => {
      for (const { id } of attempts.list()) await attempts.end(id, quietly)
      await attempts.dispose()
      host.dispose()
      watch.dispose()
    },
  }
}
