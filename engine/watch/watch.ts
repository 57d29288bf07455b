import type { KindRef, KubeObject } from '#contract/kube.ts'
import type { Disposable } from '#contract/lifecycle.ts'
import type { Problem } from '#contract/problem.ts'

/** One live picture of the parts of a cluster that somebody wants to see. */
export interface ClusterWatch extends Disposable {
  /** Starts (or shares) the watch of one kind in one namespace, or in all where none is named. Ends when disposed by its last holder. */
  want(scope: WatchScope): WatchHandle
  /** Whether what the picture shows is the present. */
  readonly sight: WatchSight
  onSight(listener: (sight: WatchSight) => void): Disposable
  /** Every change of any wanted scope, in the order in which each scope's came. */
  onChange(listener: (change: WatchChange) => void): Disposable
}

export interface WatchScope extends KindRef {
  readonly namespace?: string
}

export interface WatchHandle extends Disposable {
  readonly scope: WatchScope
  /** `syncing` until the first list arrived; `absent` while the server does not serve the kind (a CRD not yet installed); `denied` when we may not. */
  readonly state: 'syncing' | 'live' | 'absent' | 'denied'
  /** By `namespace/name`, or `name` for cluster-scoped kinds. */
  readonly objects: ReadonlyMap<string, KubeObject>
  /** Resolves at the first complete list (or `absent`, `denied`); rejects when disposed or aborted before. */
  synced(signal?: AbortSignal): Promise<void>
}

export type WatchSight =
  | { readonly kind: 'live' }
  /** Not connected, or silent for longer than the limit: the picture may be old since `since`. */
  | { readonly kind: 'lost'; readonly since: number; readonly problem: Problem }

export type WatchChange =
  | { readonly kind: 'added' | 'modified' | 'deleted'; readonly scope: WatchScope; readonly object: KubeObject; readonly at: number }
  /** Changes between these two moments may not have been seen; what the relist found comes as ordinary changes before it. */
  | { readonly kind: 'gap'; readonly scope: WatchScope; readonly from: number; readonly to: number; readonly reason: 'relist' | 'disconnected' | 'frozen' }
  | { readonly kind: 'state'; readonly scope: WatchScope; readonly state: WatchHandle['state']; readonly at: number }
