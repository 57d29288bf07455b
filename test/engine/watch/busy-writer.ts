import type { KubeObject } from '#contract/kube.ts'
import type { KubeClient } from '../../../engine/kube/kube-client.ts'
import type { WatchChange } from '../../../engine/watch/watch.ts'
import { aConfigMap } from './on-cluster.ts'

interface Write {
  readonly kind: 'added' | 'modified' | 'deleted'
  readonly name: string
  /** Of the object as written; a deletion's is not told to the one who deletes. */
  readonly version: string | undefined
  readonly from: number
  readonly to: number
}

/** Makes, changes and deletes ConfigMaps one after the other until stopped, and keeps what the server confirmed. */
export class BusyWriter {
  readonly confirmed: Write[] = []
  readonly #kube: KubeClient
  readonly #namespace: string
  readonly #writing: Promise<void>
  #isStopped = false

  constructor(kube: KubeClient, namespace: string) {
    this.#kube = kube
    this.#namespace = namespace
    this.#writing = this.#write()
  }

  stop(): Promise<void> {
    this.#isStopped = true
    return this.#writing
  }

  async #write(): Promise<void> {
    for (let number = 0; !this.#isStopped; number += 1) {
      const name = `w${number}`
      await this.#attempt('added', name, () => this.#kube.create(aConfigMap(this.#namespace, name)))
      await this.#attempt('modified', name, () => this.#kube.mergePatch(this.#ref(name), { data: { changed: 'yes' } }))
      if (number % 3 === 0) await this.#attempt('deleted', name, () => this.#kube.delete(this.#ref(name)).then(() => undefined))
      // The pace of the load; nothing is awaited by it.
      await new Promise((resolve) => setTimeout(resolve, 60))
    }
  }

  /** What fails may have happened or not: only the server's word counts. */
  async #attempt(kind: Write['kind'], name: string, write: () => Promise<KubeObject | undefined>): Promise<void> {
    const from = Date.now()
    try {
      const object = await write()
      this.confirmed.push({ kind, name, version: object?.metadata.resourceVersion, from, to: Date.now() })
    } catch {
      // The server is away: that is what these tests are about.
    }
  }

  #ref(name: string) {
    return { apiVersion: 'v1', kind: 'ConfigMap', namespace: this.#namespace, name }
  }
}

/** What the server confirmed, the watch did not tell, and no gap covers. */
export function missedBy(changes: readonly WatchChange[], confirmed: readonly Write[]): Write[] {
  const told = new Set(changes.flatMap((one) => ('object' in one ? [toldAs(one.kind, one.object)] : [])))
  const isCovered = ({ from, to }: Write): boolean => changes.some((one) => one.kind === 'gap' && one.from <= to && from <= one.to)
  return confirmed.filter((write) => !told.has(`${write.kind} ${write.name} ${write.version ?? ''}`) && !isCovered(write))
}

function toldAs(kind: Write['kind'], { metadata }: KubeObject): string {
  return `${kind} ${metadata.name} ${kind === 'deleted' ? '' : metadata.resourceVersion}`
}
