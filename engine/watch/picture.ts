import type { KubeObject } from '#contract/kube.ts'
import { isSeen } from './resource-version.ts'
import type { WatchEvent } from './watch-event.ts'

export interface ObjectChange {
  readonly kind: 'added' | 'modified' | 'deleted'
  readonly object: KubeObject
}

/** What one scope looks like, and up to which version that is so. */
export class Picture {
  readonly objects = new Map<string, KubeObject>()
  /** Undefined until there is a list. */
  version: string | undefined

  /** What an event changes; nothing when its version was seen already. */
  apply(event: WatchEvent): readonly ObjectChange[] {
    if (this.version !== undefined && isSeen(event.version, this.version)) return []
    this.version = event.version
    if (event.type === 'BOOKMARK') return []
    return event.type === 'DELETED' ? this.#remove(event.object) : this.#put(event.object)
  }

  /** Takes a complete list in place of what was, and tells the differences: what is gone first. */
  replace(items: readonly KubeObject[], version: string): readonly ObjectChange[] {
    const now = new Map(items.map((item) => [keyOf(item), item]))
    const gone = [...this.objects].flatMap(([key, object]) => (now.has(key) ? [] : [deleted(object)]))
    const others = [...now].flatMap(([key, object]) => differences(this.objects.get(key), object))
    this.objects.clear()
    for (const [key, object] of now) this.objects.set(key, object)
    this.version = version
    return [...gone, ...others]
  }

  /** The kind is gone, and all its objects with it. */
  clear(): readonly ObjectChange[] {
    const gone = [...this.objects.values()].map(deleted)
    this.objects.clear()
    this.version = undefined
    return gone
  }

  #put(object: KubeObject): readonly ObjectChange[] {
    const key = keyOf(object)
    const changes = differences(this.objects.get(key), object)
    this.objects.set(key, object)
    return changes
  }

  /** The event's object is the last state there was; an older namesake is gone from the picture already. */
  #remove(object: KubeObject): readonly ObjectChange[] {
    const key = keyOf(object)
    if (this.objects.get(key)?.metadata.uid !== object.metadata.uid) return []
    return this.objects.delete(key) ? [deleted(object)] : []
  }
}

/** `namespace/name`, or `name` for cluster-scoped objects. */
export function keyOf({ metadata: { namespace, name } }: KubeObject): string {
  return namespace === undefined ? name : `${namespace}/${name}`
}

/** From one state under a name to the next. Another uid is another object: the old one was deleted, whether we saw it or not. */
function differences(before: KubeObject | undefined, after: KubeObject): readonly ObjectChange[] {
  if (before === undefined) return [{ kind: 'added', object: after }]
  if (before.metadata.uid !== after.metadata.uid) return [deleted(before), { kind: 'added', object: after }]
  return before.metadata.resourceVersion === after.metadata.resourceVersion ? [] : [{ kind: 'modified', object: after }]
}

const deleted = (object: KubeObject): ObjectChange => ({ kind: 'deleted', object })
