import type { Problem } from './problem.ts'

/** What a cluster is doing, as read from what exists (labels on containers), never from a memory beside it. */
export type ClusterState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'working'; readonly doing: 'creating' | 'resuming' | 'repairing' | 'pausing' | 'stopping' | 'deleting' | 'adding' | 'removing' }
  | { readonly kind: 'ready'; readonly cluster: ClusterFacts }
  | { readonly kind: 'paused'; readonly cluster: ClusterFacts }
  | { readonly kind: 'stopped'; readonly cluster: ClusterFacts }
  /** Made by an earlier Kindlab in a way this one does not continue. `reason` names what differs. */
  | { readonly kind: 'outdated'; readonly name: string; readonly reason: string }
  /** Begun and not finished, or containers that cannot become a cluster again. */
  | { readonly kind: 'broken'; readonly problem: Problem }
  | { readonly kind: 'failed'; readonly problem: Problem }

export interface ClusterFacts {
  readonly name: string
  readonly provider: 'kind' | 'kubeconfig'
  /** `v1.37.0`; empty when the API server could not be asked (paused, stopped). */
  readonly kubernetes: string
  readonly nodes: number
  readonly image: 'official' | 'built' | 'unknown'
  readonly cgroup: 'v1' | 'v2' | 'unknown'
  readonly cni: string
}

/** What a lab may need of where it runs, and what a provider says it has. */
export type Capability = 'namespaces' | 'cluster-scope' | 'nodes' | 'node-shell' | 'docker' | 'network-policy' | 'pause'
