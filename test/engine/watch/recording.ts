import type { KubeObject } from '#contract/kube.ts'
import { createClusterWatch, type ClusterWatchOptions } from '../../../engine/watch/cluster-watch.ts'
import type { WatchTiming } from '../../../engine/watch/timing.ts'
import type { ClusterWatch, WatchChange, WatchSight } from '../../../engine/watch/watch.ts'

/** Short enough for tests that make real connections on this machine, long enough for one that is busy. */
export const quickTiming: Partial<WatchTiming> = {
  tick: 10,
  pingEvery: 20,
  silentAfter: 150,
  frozenAfter: 2_000,
  connectWithin: 500,
  firstPause: 5,
  longestPause: 40,
  deniedPause: 50,
}

/** A watch and all that it told, with a way to wait for what it will tell. */
export class Recording implements Disposable {
  readonly watch: ClusterWatch
  readonly changes: WatchChange[] = []
  readonly sights: WatchSight[] = []
  readonly log: string[] = []
  readonly #waiting = new Set<() => void>()

  /** Of the server that `source` gives access to. */
  constructor({ access, discover }: Pick<ClusterWatchOptions, 'access' | 'discover'>, options: Partial<ClusterWatchOptions> = {}) {
    this.watch = createClusterWatch({ timing: quickTiming, log: (line) => void this.log.push(line), access, discover, ...options })
    this.watch.onChange((change) => this.#noted(this.changes, change))
    this.watch.onSight((sight) => this.#noted(this.sights, sight))
  }

  /** As `added default/web@101`, `gap relist`, `state live`. */
  get story(): string[] {
    return this.changes.map(inWords)
  }

  async until(what: string, isSo: () => boolean, within = 5_000): Promise<void> {
    if (isSo()) return
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const look = (): void => void (isSo() && resolve())
    const deadline = setTimeout(() => reject(new Error(`waited ${within} ms for ${what}; ${this.#lastSeen()}`)), within)
    // What a server does is no change of the watch, so look now and then as well.
    const pulse = setInterval(look, 2)
    this.#waiting.add(look)
    await promise.finally(() => {
      clearTimeout(deadline)
      clearInterval(pulse)
      this.#waiting.delete(look)
    })
  }

  untilTold(words: string): Promise<void> {
    return this.until(words, () => this.story.includes(words))
  }

  [Symbol.dispose](): void {
    this.watch.dispose()
  }

  #noted<Event>(notes: Event[], event: Event): void {
    notes.push(event)
    for (const look of this.#waiting) look()
  }

  #lastSeen(): string {
    return `told: ${this.story.slice(-10).join(', ')}; sight: ${JSON.stringify(this.watch.sight)}; log: ${this.log.slice(-5).join(' | ')}`
  }
}

export function inWords(change: WatchChange): string {
  switch (change.kind) {
    case 'gap':
      return `gap ${change.reason}`
    case 'state':
      return `state ${change.state}`
    case 'added':
    case 'modified':
    case 'deleted':
      return `${change.kind} ${nameOf(change.object)}@${change.object.metadata.resourceVersion}`
  }
}

const nameOf = ({ metadata: { namespace, name } }: KubeObject): string => (namespace === undefined ? name : `${namespace}/${name}`)
