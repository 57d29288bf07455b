import type { Capability, ClusterFacts, ClusterState } from '#contract/cluster.ts'
import type { Progress } from '#contract/progress.ts'
import type { KubeAccess } from '../kube/kube-client.ts'

/** Where labs run: a kind cluster of our own, or a Kubernetes that somebody lends us. */
export interface ClusterProvider {
  readonly kind: 'kind' | 'kubeconfig'
  readonly capabilities: ReadonlySet<Capability>
  /** Reads what exists now; never remembers. */
  state(): Promise<ClusterState>
  /** Makes it ready from whatever state it is in; ready already is quick. */
  up(options: UpOptions, progress: Progress): Promise<ReadyCluster>
  pause(progress: Progress): Promise<void>
  resume(progress: Progress): Promise<ReadyCluster>
  stop(progress: Progress): Promise<void>
  /** Removes everything that we made and nothing else. */
  down(progress: Progress): Promise<void>
  /** Everything the nodes can tell and the log of the last operation, as a folder whose path is given back. */
  exportLogs(progress: Progress): Promise<string>
}

export interface UpOptions {
  readonly nodes?: number
  /** Delete and make anew what is broken or outdated. */
  readonly recreate?: boolean
  /** Keep what could not be finished, for a look. */
  readonly retain?: boolean
}

export interface ReadyCluster {
  readonly facts: ClusterFacts
  /** The engine's own rights, from this machine. */
  readonly access: KubeAccess
  /** The API server's address as terminals reach it. */
  readonly internalServer?: string
  /** Who vouches for it there, where it is not the authority of `access`. */
  readonly internalAuthority?: string
  /** Docker network of the nodes (kind only). */
  readonly network?: string
  /** Images that terminals and labs on this cluster use. */
  readonly images: { readonly terminal: string }
}
