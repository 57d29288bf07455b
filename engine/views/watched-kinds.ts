import { kindKey, type KindRef, type KubeObject } from '#contract/kube.ts'
import type { Disposable } from '#contract/lifecycle.ts'
import type { ViewChange } from '#contract/views.ts'
import type { ClusterWatch, ScopeState, WatchHandle } from '../watch/watch.ts'
import type { Around } from './summaries/around.ts'

export interface WatchedKindsOptions {
  readonly watch: ClusterWatch
  readonly kinds: readonly (KindRef & { readonly namespaced: boolean })[]
  /** None: everywhere. */
  readonly namespaces: readonly string[]
  readonly onChange: () => void
}

/** Some kinds in some namespaces, watched until disposed. */
export class WatchedKinds implements Around, Disposable {
  readonly #handles = new Map<string, readonly WatchHandle[]>()
  readonly #subscriptions: readonly Disposable[]
  /** By kind and namespace, put together when it is asked for and forgotten with the next change. */
  readonly #shelves = new Map<string, ReadonlyMap<string, readonly KubeObject[]>>()

  constructor({ watch, kinds, namespaces, onChange }: WatchedKindsOptions) {
    const keys = new Set(kinds.map(kindKey))
    const told = watch.onChange(({ scope }) => {
      if (!keys.has(kindKey(scope))) return
      this.#shelves.delete(kindKey(scope))
      onChange()
    })
    this.#subscriptions = [told, watch.onSight(onChange)]
    for (const { apiVersion, kind, namespaced } of kinds) {
      const scopes = namespaced && namespaces.length > 0 ? namespaces.map((namespace) => ({ apiVersion, kind, namespace })) : [{ apiVersion, kind }]
      this.#handles.set(kindKey({ apiVersion, kind }), scopes.map((scope) => watch.want(scope)))
    }
  }

  all(kind: KindRef): readonly KubeObject[] {
    return (this.#handles.get(kindKey(kind)) ?? []).flatMap(({ objects }) => [...objects.values()])
  }

  objects(kind: KindRef, namespace: string): readonly KubeObject[] | undefined {
    const handles = (this.#handles.get(kindKey(kind)) ?? []).filter(({ scope }) => scope.namespace === undefined || scope.namespace === namespace)
    if (handles.length === 0 || handles.some(({ state }) => state !== 'live')) return undefined
    return this.#shelf(kind).get(namespace) ?? []
  }

  /** Which kinds are not to be seen, and why. */
  get standing(): ViewChange['kinds'] {
    const inState = (state: ScopeState): readonly string[] => [...this.#handles].filter(([, handles]) => handles.some((handle) => handle.state === state)).map(([key]) => key)
    return { coming: inState('syncing'), absent: inState('absent'), denied: inState('denied') }
  }

  async synced(signal: AbortSignal): Promise<void> {
    await Promise.all([...this.#handles.values()].flat().map((handle) => handle.synced(signal)))
  }

  dispose(): void {
    for (const one of [...this.#subscriptions, ...[...this.#handles.values()].flat()]) one.dispose()
  }

  #shelf(kind: KindRef): ReadonlyMap<string, readonly KubeObject[]> {
    const key = kindKey(kind)
    const shelf = this.#shelves.get(key) ?? Map.groupBy(this.all(kind), ({ metadata }) => metadata.namespace ?? '')
    this.#shelves.set(key, shelf)
    return shelf
  }
}
