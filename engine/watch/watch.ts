import type { KindRef, KubeObject } from '#contract/kube.ts'
import type { Disposable } from '#contract/lifecycle.ts'
import type { Problem } from '#contract/problem.ts'

/** One live picture of the parts of a cluster that somebody wants to see. Connects only while something is wanted. */
export interface ClusterWatch extends Disposable {
  /**
   * Starts (or shares) the watch of one kind in one namespace, or in all where none is named. Ends when disposed by its last holder.
   * Where somebody watches the scope already, its objects are there at once and no change is told again.
   */
  want(scope: WatchScope): WatchHandle
  /** Whether what the picture shows is the present. */
  readonly sight: WatchSight
  /** Asks for a sign of life, and calls back once all that the server had sent until then is in the picture. After a lost connection only when that is so again. */
  confirm(then: () => void): void
  /** API requests made so far: lists, watches and their renewals. Pings are none. */
  readonly requests: number
  onSight(listener: (sight: WatchSight) => void): Disposable
  /** Every change of any wanted scope, in the order in which each scope's came. The handle shows a change before it is told. */
  onChange(listener: (change: WatchChange) => void): Disposable
}

export interface WatchScope extends KindRef {
  readonly namespace?: string
}

export interface WatchHandle extends Disposable {
  readonly scope: WatchScope
  readonly state: ScopeState
  /** Why the state is not `live`, where there is something to say. */
  readonly problem: Problem | undefined
  /** By `namespace/name`, or `name` for cluster-scoped kinds. Objects come without `metadata.managedFields`. */
  readonly objects: ReadonlyMap<string, KubeObject>
  /** Resolves at the first complete list (or `absent`, `denied`); rejects when disposed or aborted before. */
  synced(signal?: AbortSignal): Promise<void>
}

/**
 * `syncing` until the first list arrived, and again while the server goes on refusing this scope though it answers others;
 * `absent` while it does not serve the kind (a CRD not yet installed); `denied` when we may not.
 * A lost connection changes no scope's state: `sight` tells that.
 */
export type ScopeState = 'syncing' | 'live' | 'absent' | 'denied'

export type WatchSight =
  | { readonly kind: 'live' }
  /** Not connected, or silent for longer than the limit: the picture may be old since `since`. */
  | { readonly kind: 'lost'; readonly since: number; readonly problem: Problem }

export type WatchChange =
  | { readonly kind: 'added' | 'modified' | 'deleted'; readonly scope: WatchScope; readonly object: KubeObject; readonly at: number }
  | WatchGap
  | { readonly kind: 'state'; readonly scope: WatchScope; readonly state: ScopeState; readonly at: number }

/**
 * Changes between these two moments may not have been seen, or not at their time; outside of them every change was. A lost connection alone is no gap: the watch
 * resumes after the last version it saw and the server replays all that came since, or says that it cannot (410).
 * - `relist`: it could not, or the scope was absent or denied for a while. The differences found come as ordinary changes before it;
 *   what was made and undone in between is not among them.
 * - `disconnected`: the server's own history went back (a restored snapshot): versions seen before mean nothing now. Listed anew as above.
 * - `frozen`: this process did not run (a sleeping laptop). Nothing is missing, but changes from that time were seen late, all at once.
 */
export interface WatchGap {
  readonly kind: 'gap'
  readonly scope: WatchScope
  readonly from: number
  readonly to: number
  readonly reason: 'relist' | 'disconnected' | 'frozen'
}
