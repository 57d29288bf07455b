import { kindKey, type KubeObject } from '#contract/kube.ts'
import type { Disposable } from '#contract/lifecycle.ts'
import type { Problem } from '#contract/problem.ts'
import { keyOf } from '../../engine/watch/picture.ts'
import type { ClusterWatch, ScopeState, WatchChange, WatchGap, WatchHandle, WatchScope, WatchSight } from '../../engine/watch/watch.ts'

const lostProblem: Problem = { code: 'watch-disconnected', params: { server: 'https://test' } }

/** A cluster's picture that a test paints: what it puts is told in the same tick, as the real watch does. */
export class FakeClusterWatch implements ClusterWatch {
  sight: WatchSight = { kind: 'live' }
  readonly requests = 0
  readonly #scopes = new Map<string, FakeScope>()
  readonly #changes = new Set<(change: WatchChange) => void>()
  readonly #sights = new Set<(sight: WatchSight) => void>()
  readonly #now: () => number
  readonly #firstState: ScopeState

  constructor({ now = () => 1_000, firstState = 'live' }: { readonly now?: () => number; readonly firstState?: ScopeState } = {}) {
    this.#now = now
    this.#firstState = firstState
  }

  want(scope: WatchScope): WatchHandle {
    const shared = this.#scope(scope)
    shared.holders += 1
    let isHeld = true
    return {
      scope: shared.scope,
      get state() {
        return shared.state
      },
      get problem() {
        return undefined
      },
      objects: shared.objects,
      synced: async () => {
        if (shared.state === 'syncing') await shared.synced.promise
      },
      dispose: () => {
        if (isHeld) shared.holders -= 1
        isHeld = false
      },
    }
  }

  /** Whether whoever asks for a sign of life gets one. */
  isSilent = false
  readonly #confirming = new Set<() => void>()

  confirm(then: () => void): void {
    if (this.isSilent) this.#confirming.add(then)
    else then()
  }

  /** Answers everybody who has asked meanwhile. */
  speak(): void {
    this.isSilent = false
    for (const then of this.#confirming) then()
    this.#confirming.clear()
  }

  onChange(listener: (change: WatchChange) => void): Disposable {
    this.#changes.add(listener)
    return { dispose: () => void this.#changes.delete(listener) }
  }

  onSight(listener: (sight: WatchSight) => void): Disposable {
    this.#sights.add(listener)
    return { dispose: () => void this.#sights.delete(listener) }
  }

  /** The object as it is now: added, or modified where it was there. */
  put(object: KubeObject): void {
    const shared = this.#scopeOf(object)
    const kind = shared.objects.has(keyOf(object)) ? 'modified' : 'added'
    shared.objects.set(keyOf(object), object)
    this.#tell({ kind, scope: shared.scope, object, at: this.#now() })
  }

  remove(object: KubeObject): void {
    const shared = this.#scopeOf(object)
    shared.objects.delete(keyOf(object))
    this.#tell({ kind: 'deleted', scope: shared.scope, object, at: this.#now() })
  }

  enter(scope: WatchScope, state: ScopeState): void {
    const shared = this.#scope(scope)
    shared.state = state
    if (state !== 'syncing') shared.synced.resolve()
    this.#tell({ kind: 'state', scope: shared.scope, state, at: this.#now() })
  }

  gap(scope: WatchScope, reason: WatchGap['reason'] = 'relist'): void {
    this.#tell({ kind: 'gap', scope, from: this.#now() - 100, to: this.#now(), reason })
  }

  lose(): void {
    this.#look({ kind: 'lost', since: this.#now(), problem: lostProblem })
  }

  restore(): void {
    this.#look({ kind: 'live' })
  }

  /** The scopes that somebody holds. */
  get held(): readonly string[] {
    return [...this.#scopes].filter(([, { holders }]) => holders > 0).map(([key]) => key)
  }

  get listeners(): number {
    return this.#changes.size + this.#sights.size
  }

  dispose(): void {
    this.#changes.clear()
    this.#sights.clear()
  }

  #look(sight: WatchSight): void {
    this.sight = sight
    for (const listener of this.#sights) listener(sight)
  }

  #tell(change: WatchChange): void {
    for (const listener of this.#changes) listener(change)
  }

  #scopeOf(object: KubeObject): FakeScope {
    const { apiVersion, kind, metadata } = object
    return this.#scope({ apiVersion, kind, ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }) })
  }

  #scope(scope: WatchScope): FakeScope {
    const key = `${kindKey(scope)}${scope.namespace === undefined ? '' : ` in ${scope.namespace}`}`
    const known = this.#scopes.get(key)
    if (known !== undefined) return known
    const shared: FakeScope = { scope, state: this.#firstState, objects: new Map(), holders: 0, synced: Promise.withResolvers<void>() }
    this.#scopes.set(key, shared)
    return shared
  }
}

interface FakeScope {
  readonly scope: WatchScope
  state: ScopeState
  readonly objects: Map<string, KubeObject>
  holders: number
  readonly synced: PromiseWithResolvers<void>
}
