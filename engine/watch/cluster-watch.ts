import { type KindRef, kindKey, type KubeObject } from '#contract/kube.ts'
import type { Disposable } from '#contract/lifecycle.ts'
import type { KubeAccess, ResourceFacts } from '../kube/kube-client.ts'
import { crdFacts, factsFromCrd, isCrdKind } from './custom-kinds.ts'
import { Heartbeat } from './heartbeat.ts'
import type { Lane } from './lane.ts'
import { Lanes } from './lanes.ts'
import { Listeners } from './listeners.ts'
import { Reflector, type ReflectorHost } from './reflector.ts'
import { SharedScope } from './shared-scope.ts'
import { Sight } from './sight.ts'
import { usualTiming, type WatchTiming } from './timing.ts'
import type { ClusterWatch, WatchChange, WatchHandle, WatchScope, WatchSight } from './watch.ts'

export interface ClusterWatchOptions {
  readonly access: KubeAccess
  /** The resource behind a kind; undefined while the server does not serve it. */
  readonly discover: (kind: KindRef) => Promise<ResourceFacts | undefined>
  /**
   * Something that a healthy cluster renews all the time, watched while anything is wanted: sight is lost when it stands still.
   * Sees what pings cannot: an API server that lives while etcd behind it does not. For a kind cluster, `nodeLeases`.
   */
  readonly heartbeat?: { readonly scope: WatchScope; readonly silentAfter: number }
  readonly clock?: { now(): number }
  readonly log?: (line: string) => void
  readonly timing?: Partial<WatchTiming>
}

/** Kubelets renew their node's Lease every ten seconds. Not for labs that stop a cluster's only kubelet. */
export const nodeLeases = {
  scope: { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', namespace: 'kube-node-lease' },
  silentAfter: 14_000,
} as const

/** Nothing happens, and no connection is made, before the first `want`. */
export function createClusterWatch(options: ClusterWatchOptions): ClusterWatch {
  return new SharedWatch(options)
}

class SharedWatch implements ClusterWatch {
  readonly #options: ClusterWatchOptions
  readonly #timing: WatchTiming
  readonly #scopes = new Map<string, SharedScope>()
  readonly #lanes: Lanes
  readonly #sight: Sight
  readonly #heartbeat: Heartbeat | undefined
  readonly #heartbeatKey: string | undefined
  readonly #changes: Listeners<WatchChange>
  readonly #sights: Listeners<WatchSight>
  readonly #confirming = new Set<() => void>()
  #requests = 0
  #isDisposed = false

  constructor(options: ClusterWatchOptions) {
    this.#options = options
    this.#timing = { ...usualTiming, ...options.timing }
    this.#changes = new Listeners(this.#log)
    this.#sights = new Listeners(this.#log)
    this.#sight = new Sight(this.#timing.blink, (sight) => this.#sights.tell(sight))
    this.#heartbeat = options.heartbeat && new Heartbeat(options.heartbeat.silentAfter, (silence) => this.#loseHeartbeat(silence))
    this.#heartbeatKey = options.heartbeat && scopeKey(options.heartbeat.scope)
    this.#lanes = this.#layLanes()
  }

  get sight(): WatchSight {
    return this.#sight.now
  }

  get requests(): number {
    return this.#requests
  }

  want(scope: WatchScope): WatchHandle {
    if (this.#isDisposed) throw new Error('the watch has ended')
    const handle = this.#share(scope).hold()
    this.#wantForOurselves()
    return handle
  }

  confirm(then: () => void): void {
    this.#confirming.add(then)
    this.#askToConfirm()
  }

  onChange(listener: (change: WatchChange) => void): Disposable {
    return this.#changes.add(listener)
  }

  onSight(listener: (sight: WatchSight) => void): Disposable {
    return this.#sights.add(listener)
  }

  dispose(): void {
    this.#isDisposed = true
    this.#confirming.clear()
    this.#changes.clear()
    this.#sights.clear()
    for (const shared of this.#scopes.values()) shared.dispose()
    this.#heartbeat?.stop()
    this.#sight.dispose()
  }

  readonly #now = (): number => this.#options.clock?.now() ?? Date.now()
  readonly #log = (line: string): void => this.#options.log?.(line)

  #share(scope: WatchScope): SharedScope {
    const key = scopeKey(scope)
    const known = this.#scopes.get(key)
    if (known !== undefined) return known
    const reflector: Reflector = new Reflector(scope, this.#hostFor(() => shared, () => lane))
    const shared = new SharedScope(key, reflector, () => this.#end(key, reflector))
    this.#scopes.set(key, shared)
    if (this.#scopes.size === 1) this.#sight.doubt(this.#now(), { code: 'watch-connecting', params: { server: this.#options.access.server } })
    const lane: Lane = this.#lanes.add(reflector)
    return shared
  }

  #end(key: string, reflector: Reflector): void {
    if (!this.#scopes.delete(key)) return
    this.#lanes.remove(reflector)
    this.#wantForOurselves()
    this.#restoreSight()
  }

  #hostFor(shared: () => SharedScope, lane: () => Lane): ReflectorHost {
    return {
      timing: this.#timing,
      now: this.#now,
      log: this.#log,
      changed: (change) => this.#changed(shared(), change),
      settled: () => this.#settled(shared()),
      answered: () => lane().answered(),
      unauthorized: (reason) => lane().fail(reason),
      resolve: async (kind) => (isCrdKind(kind) ? crdFacts : (this.#factsFromCrds(kind) ?? (await this.#options.discover(kind)))),
      isComing: (kind) => this.#factsFromCrds(kind) !== undefined,
    }
  }

  #layLanes(): Lanes {
    return new Lanes({
      access: this.#options.access,
      timing: this.#timing,
      now: this.#now,
      log: this.#log,
      onRequest: () => (this.#requests += 1),
      listener: {
        lost: ({ isSure, since, problem }) => {
          // Without a connection nothing can beat, and the reason is known.
          this.#heartbeat?.stop()
          if (isSure) this.#sight.lose(since, problem)
          else this.#sight.doubt(since, problem)
        },
        frozen: (reflectors, from, to) => {
          for (const reflector of reflectors) reflector.froze(from, to)
          this.#sight.lose(from, { code: 'watch-frozen', params: { seconds: Math.round((to - from) / 1000) } })
        },
        opened: () => {
          this.#heartbeat?.beat()
          this.#restoreSight()
        },
      },
    })
  }

  #changed(shared: SharedScope, change: WatchChange): void {
    if (change.kind === 'state') shared.noticeState()
    if (shared.isHeld) this.#changes.tell(change)
    if (shared.key === crdKey && (change.kind === 'added' || change.kind === 'modified')) this.#heedCrd(change.object)
    if (shared.key === this.#heartbeatKey) this.#heedHeartbeat(change)
    if (change.kind === 'state') this.#wantForOurselves()
  }

  /** CustomResourceDefinitions while some kind is absent, and the heartbeat while anybody looks. */
  #wantForOurselves(): void {
    const scopes = [...this.#scopes.values()]
    const isAnythingAbsent = scopes.some(({ reflector, isHeld }) => isHeld && reflector.state === 'absent')
    this.#wantOurs(crdFacts, isAnythingAbsent)
    if (this.#options.heartbeat) this.#wantOurs(this.#options.heartbeat.scope, scopes.some(({ isHeld }) => isHeld))
  }

  #wantOurs(scope: WatchScope, isOurs: boolean): void {
    if (isOurs && !this.#isDisposed) this.#share(scope).isOurs = true
    else {
      const shared = this.#scopes.get(scopeKey(scope))
      if (shared !== undefined) shared.isOurs = false
    }
  }

  #heedCrd(crd: KubeObject): void {
    for (const { reflector } of this.#scopes.values()) {
      if (reflector.state !== 'live' && factsFromCrd(crd, reflector.scope) !== undefined) reflector.retry()
    }
  }

  #settled({ key, reflector }: SharedScope): void {
    this.#restoreSight()
    if (key === crdKey && reflector.state === 'denied') this.#askForAbsent()
  }

  /** Where CRDs may not be watched, each denial is the moment to ask discovery again. */
  #askForAbsent(): void {
    for (const { reflector } of this.#scopes.values()) if (reflector.state === 'absent') reflector.retry()
  }

  #factsFromCrds(kind: KindRef): ResourceFacts | undefined {
    const crds = this.#scopes.get(crdKey)?.reflector.picture.objects.values() ?? []
    return [...crds].map((crd) => factsFromCrd(crd, kind)).find((facts) => facts !== undefined)
  }

  #heedHeartbeat(change: WatchChange): void {
    if (change.kind === 'state' && change.state !== 'live') return this.#heartbeat?.stop()
    if (change.kind !== 'added' && change.kind !== 'modified') return
    const wasSilent = this.#heartbeat?.isSilent ?? false
    this.#heartbeat?.beat()
    if (wasSilent) this.#restoreSight()
  }

  #loseHeartbeat(silence: number): void {
    const params = { server: this.#options.access.server, seconds: Math.round(silence / 1000) }
    this.#sight.lose(this.#now() - silence, { code: 'watch-heartbeat', params })
  }

  /** Live again once every connection is sure and every scope that was synced has caught up over it. */
  #restoreSight(): void {
    if (!this.#isWhole) return
    this.#sight.restore()
    // What was asked of a connection that is gone was never answered.
    this.#askToConfirm()
  }

  get #isWhole(): boolean {
    const isAnyBehind = [...this.#scopes.values()].some(({ reflector }) => reflector.isBehind)
    return this.#lanes.areLive && !isAnyBehind && !this.#heartbeat?.isSilent
  }

  /** A ping's answer comes after all that the server sent before it. */
  #askToConfirm(): void {
    const isAnyWaiting = [...this.#scopes.values()].some(({ reflector }) => reflector.isBetweenWatches)
    if (this.#confirming.size === 0 || !this.#isWhole || isAnyWaiting) return
    const asking = [...this.#confirming]
    this.#lanes.ping(() => {
      for (const then of asking) if (this.#confirming.delete(then)) then()
    })
  }
}

const crdKey = scopeKey(crdFacts)

function scopeKey(scope: WatchScope): string {
  return `${kindKey(scope)} ${scope.namespace ?? '*'}`
}
