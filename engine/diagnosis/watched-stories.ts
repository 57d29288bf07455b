import { kindKey, type KindRef, type KubeObject } from '#contract/kube.ts'
import type { Disposable } from '#contract/lifecycle.ts'
import type { ClusterWatch, WatchHandle } from '../watch/watch.ts'
import { storyKinds } from './picture.ts'

/** The kinds that stories are about, watched in the namespaces that are wanted. */
export class WatchedStories implements Disposable {
  readonly #watch: ClusterWatch
  readonly #held = new Map<string, ReadonlyMap<string, WatchHandle>>()
  readonly #subscription: Disposable

  constructor(watch: ClusterWatch, onChange: () => void) {
    this.#watch = watch
    this.#subscription = watch.onChange(({ scope }) => {
      if (this.#held.get(scope.namespace ?? '')?.has(kindKey(scope)) === true) onChange()
    })
  }

  /** Watches these namespaces and no others. */
  hold(namespaces: ReadonlySet<string>): void {
    for (const [namespace, handles] of this.#held) if (!namespaces.has(namespace)) this.#release(namespace, handles)
    for (const namespace of namespaces) {
      if (this.#held.has(namespace)) continue
      this.#held.set(namespace, new Map(storyKinds.map((kind) => [kindKey(kind), this.#watch.want({ ...kind, namespace })])))
    }
  }

  /** Whether all was listed once, the Pods among it: where we may not see them, their absence says nothing. */
  get isSeen(): boolean {
    const namespaces = [...this.#held.values()]
    return namespaces.every((handles) => [...handles.values()].every(({ state }) => state !== 'syncing') && handles.get('v1/Pod')?.state === 'live')
  }

  /** What we may not see, and what the cluster does not serve, is not there. */
  objects(kind: KindRef, namespace: string): readonly KubeObject[] {
    const handle = this.#held.get(namespace)?.get(kindKey(kind))
    return handle?.state === 'live' ? [...handle.objects.values()] : []
  }

  async synced(signal: AbortSignal): Promise<void> {
    await Promise.all([...this.#held.values()].flatMap((handles) => [...handles.values()].map((handle) => handle.synced(signal))))
  }

  dispose(): void {
    this.#subscription.dispose()
    this.hold(new Set())
  }

  #release(namespace: string, handles: ReadonlyMap<string, WatchHandle>): void {
    this.#held.delete(namespace)
    for (const handle of handles.values()) handle.dispose()
  }
}
