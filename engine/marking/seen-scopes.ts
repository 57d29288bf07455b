import { kindKey, type KindRef, type KubeObject } from '#contract/kube.ts'
import type { Problem } from '#contract/problem.ts'
import type { CheckView, PreparedCheck } from '../checks/judge.ts'
import type { ClusterWatch, WatchHandle, WatchScope } from '../watch/watch.ts'

export function scopeKey(scope: WatchScope): string {
  return `${kindKey(scope)} ${scope.namespace ?? ''}`
}

/** The scopes that open checks hold, as what a check may look at. */
export class SeenScopes {
  readonly #watch: ClusterWatch
  readonly #namespaces: CheckView['namespaces']
  readonly #handles = new Map<string, WatchHandle>()
  /** Lists of the scopes' objects, kept until one of them changes. */
  readonly #lists = new Map<string, readonly KubeObject[]>()

  constructor(watch: ClusterWatch, namespaces: CheckView['namespaces']) {
    this.#watch = watch
    this.#namespaces = namespaces
  }

  /** Wants everything that a check looks at, with the namespaces' real names. The caller disposes of it. */
  hold(looksAt: PreparedCheck['looksAt']): readonly WatchHandle[] {
    return looksAt.map(({ namespace, ...kind }) => {
      const handle = this.#watch.want({ ...kind, ...(namespace === undefined ? {} : { namespace: this.#realName(namespace) }) })
      // Any holder's handle shows the same objects, but a disposed one need not: the newest is kept.
      this.#handles.set(scopeKey(handle.scope), handle)
      this.forget(scopeKey(handle.scope))
      return handle
    })
  }

  forget(key: string): void {
    this.#lists.delete(key)
  }

  objects(kind: KindRef, namespace: string | undefined): readonly KubeObject[] | { readonly problem: Problem } {
    const key = scopeKey({ ...kind, ...(namespace === undefined ? {} : { namespace }) })
    const handle = this.#handles.get(key)
    switch (handle?.state) {
      case 'live':
        return this.#list(key, handle)
      case 'absent':
        return []
      case 'denied':
        return { problem: handle.problem ?? { code: 'kind-denied', params: { kind: kind.kind } } }
      default:
        return { problem: handle?.problem ?? { code: 'kind-syncing', params: { kind: kind.kind } } }
    }
  }

  #list(key: string, handle: WatchHandle): readonly KubeObject[] {
    const known = this.#lists.get(key)
    if (known !== undefined) return known
    const list = [...handle.objects.values()]
    this.#lists.set(key, list)
    return list
  }

  #realName(namespace: string): string {
    return Object.hasOwn(this.#namespaces, namespace) ? (this.#namespaces[namespace] ?? namespace) : namespace
  }
}
