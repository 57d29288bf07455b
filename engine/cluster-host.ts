import { join, resolve } from 'node:path'
import type { Capability } from '#contract/cluster.ts'
import type { DoctorResult } from '#contract/doctor.ts'
import type { Disposable } from '#contract/lifecycle.ts'
import { ProblemError, problemFrom } from '#contract/problem.ts'
import { silentProgress, type Progress } from '#contract/progress.ts'
import { clusterPlace } from './attempts/attempt-names.ts'
import type { ClusterImages } from './cluster/cluster-images.ts'
import { kindClusterLabel } from './cluster/cluster-marks.ts'
import type { ClusterProvider, ReadyCluster } from './cluster/cluster-provider.ts'
import { otherClusters } from './cluster/other-clusters.ts'
import { createKindProvider, defaultClusterName, kindCapabilities } from './cluster/kind-provider.ts'
import { createKubeconfigProvider, type KubeconfigProviderOptions, lentCapabilities, namespacesOf, poolOf } from './cluster/kubeconfig-provider.ts'
import { pooledNamespaces } from './cluster/kubeconfig-provider-namespaces.ts'
import type { NamespaceSource } from './cluster/namespace-source.ts'
import type { Components } from './components/components.ts'
import { createComponents } from './components/create-components.ts'
import { noComponents } from './components/no-components.ts'
import type { Home } from './files/home.ts'
import { ensureNodeImage, ensureTerminalImage, lookForNodeImage } from './images/ensure-images.ts'
import { ensureKind } from './images/kind-program.ts'
import { readNodeRecipe } from './images/node-recipe.ts'
import type { KubeClient } from './kube/kube-client.ts'
import type { ContainerRuntime, News } from './runtime/container-runtime.ts'
import { explainAbsence, findRuntime, openRuntime, type RuntimeQuestion } from './runtime/open-runtime.ts'
import { createContainerTerminals } from './terminals/container-terminals.ts'
import { createPodTerminals } from './terminals/pod-terminals.ts'
import { createStaticPods, type StaticPods } from './terminals/static-pods.ts'
import { learnerUser } from './terminals/terminal-container.ts'
import type { TerminalHost } from './terminals/terminal-host.ts'
import { type ClusterWatchOptions, nodeLeases } from './watch/cluster-watch.ts'

/** Where the cluster is to be had, and what is different on it. */
export interface ClusterHost {
  readonly capabilities: ReadonlySet<Capability>
  /** A cluster of somebody else's: attempts end there, the cluster does not. */
  readonly isLent: boolean
  /** The cluster's place among attempts where it is known without a look at it. */
  readonly place: string | undefined
  /** Only looks. @throws ProblemError where no Docker answers, with the way out that fits this machine. */
  find(): Promise<ClusterProvider>
  open(progress: Progress): Promise<ClusterProvider>
  /** Calls back when what exists may have changed, whoever changed it. Undefined where nobody tells. */
  follow(listener: (news: News) => void): Promise<Disposable | undefined>
  /** What works on a cluster that is ready. */
  toolsFor(cluster: ReadyCluster, kube: KubeClient): Promise<SiteTools>
  doctor(): Promise<readonly DoctorResult[]>
}

/** What differs from one host to the other of what works on a cluster. */
export interface SiteTools {
  readonly terminals: TerminalHost
  readonly heartbeat?: ClusterWatchOptions['heartbeat']
  /** Namespaces that somebody lends us. */
  readonly lent?: NamespaceSource
  readonly components: Components
  /** Absent where nodes are none of ours. */
  readonly nodes?: StaticPods
}

/** A host that has Docker, once it is found. */
export interface KindHost extends ClusterHost {
  readonly runtime: ContainerRuntime | undefined
}

export interface KindHostOptions {
  readonly home: Home
  readonly environment: NodeJS.ProcessEnv
  readonly ask?: (question: RuntimeQuestion) => Promise<boolean>
}

/** A kind cluster of our own: Docker is looked for when somebody asks, and started or installed only to bring a cluster up. */
export function kindHost({ home, environment, ask }: KindHostOptions): KindHost {
  const name = environment['KINDLAB_CLUSTER'] ?? defaultClusterName
  let runtime: ContainerRuntime | undefined
  const provider = (found: ContainerRuntime): ClusterProvider => createKindProvider({ runtime: found, images: clusterImages(found, cacheOf(home, environment)), home, name })
  const find = async (): Promise<ClusterProvider> => {
    runtime ??= await findRuntime(environment)
    if (runtime === undefined) throw new ProblemError(await explainAbsence(environment))
    return provider(runtime)
  }
  return {
    capabilities: kindCapabilities,
    isLent: false,
    place: clusterPlace({ provider: 'kind', name }),
    get runtime() {
      return runtime
    },
    find,
    open: async (progress) => {
      runtime ??= await openRuntime({ environment, progress, ...(ask === undefined ? {} : { ask }) })
      return provider(runtime)
    },
    follow: async (listener) =>
      runtime?.follow({ [kindClusterLabel]: name }, (news) => {
        // It may come back elsewhere: it is looked for anew.
        if (news === 'lost') runtime = undefined
        listener(news)
      }),
    toolsFor: async (cluster, kube) => {
      if (runtime === undefined) throw new Error('a kind cluster without a container engine')
      return kindTools({ runtime, cluster, kube, cache: cacheOf(home, environment) })
    },
    doctor: async () => {
      runtime ??= await findRuntime(environment).catch(() => undefined)
      const { runDoctor } = await import('./doctor/run-doctor.ts')
      return runDoctor({
        runtime,
        home: home.root,
        nodeImage: () => lookForNodeImage({ runtime, cache: cacheOf(home, environment) }),
        otherClusters: async () => (runtime === undefined ? [] : otherClusters(runtime, name)),
        environment,
      })
    },
  }
}

export interface KindSite {
  readonly runtime: ContainerRuntime
  readonly cluster: ReadyCluster
  readonly kube: KubeClient
  readonly cache: string
}

export async function kindTools({ runtime, cluster, kube, cache }: KindSite): Promise<SiteTools> {
  const user = learnerUser(await runtime.facts())
  const components = createComponents({ runtime, kube, cache, cluster: cluster.facts.name })
  return { terminals: createContainerTerminals({ runtime, cluster, user }), heartbeat: nodeLeases, components, nodes: createStaticPods(runtime, cluster.facts.name) }
}

/** A Kubernetes that somebody lends us: no Docker, nothing to bring up. Its nodes' Leases are none of ours to see. */
export function lentHost({ kubeconfig, ...chosen }: KubeconfigProviderOptions): ClusterHost {
  const options = { kubeconfig: resolve(kubeconfig), ...chosen }
  const provider = createKubeconfigProvider(options)
  return {
    capabilities: lentCapabilities,
    isLent: true,
    place: undefined,
    find: async () => provider,
    open: async () => provider,
    follow: async () => undefined,
    toolsFor: async ({ images }, kube) => {
      const pool = await poolOf(options)
      return {
        terminals: createPodTerminals({ kube, image: images.terminal, namespaces: () => namespacesOf(kube, pool) }),
        lent: pooledNamespaces({ kube, pool }),
        components: noComponents,
      }
    },
    doctor: async () => [{ id: 'lent-cluster', outcome: await examineLent(provider) }],
  }
}

async function examineLent(provider: ClusterProvider): Promise<DoctorResult['outcome']> {
  try {
    const { facts } = await provider.up({}, silentProgress(new AbortController().signal))
    return { kind: 'passed', note: `${facts.name}, Kubernetes ${facts.kubernetes}` }
  } catch (error) {
    return { kind: 'problem', problem: problemFrom(error) }
  }
}

/** Builds are large and of no one home: `KINDLAB_CACHE` lets several share them. */
export const cacheOf = (home: Home, environment: NodeJS.ProcessEnv): string => environment['KINDLAB_CACHE'] ?? join(home.cache)

/** What provisioning needs of the images' room, bound to one container engine. */
export function clusterImages(runtime: ContainerRuntime, cache: string): ClusterImages {
  const request = (progress: Progress) => ({ runtime, cache, progress })
  return {
    kubernetes: readNodeRecipe().kubernetes,
    kind: (progress) => ensureKind({ cache, progress }),
    nodeImage: async (progress) => {
      const { reference, kind } = await ensureNodeImage(request(progress))
      return { reference, source: kind }
    },
    terminalImage: async (progress) => {
      const node = await ensureNodeImage(request(progress))
      const { reference } = await ensureTerminalImage({ ...request(progress), node })
      return reference
    },
  }
}
