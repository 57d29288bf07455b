import type { KubeObject } from '#contract/kube.ts'
import type { History, HistoryEntry, HistoryGap } from '../checks/history/history.ts'
import type { CheckView, HistoryGathering } from '../checks/judge.ts'
import { keyOf } from '../watch/picture.ts'
import type { WatchChange, WatchHandle } from '../watch/watch.ts'
import type { Gatherer } from './gatherer.ts'
import { scopeKey } from './seen-scopes.ts'

/** Where histories outlive the engine. What is told is written in its order, soon; a line that a crash swallows is found missing and becomes a gap. */
export interface HistoryStore {
  /** What was kept of a check's history, by the id of the check; nothing where it begins now. */
  kept(id: string): readonly HistoryEntry[]
  add(id: string, entries: readonly HistoryEntry[]): void
  /** In place of all that was kept. */
  replace(id: string, entries: readonly HistoryEntry[]): void
}

export interface KeeperOptions {
  readonly id: string
  readonly gathering: HistoryGathering
  readonly handle: WatchHandle
  readonly world: Pick<CheckView, 'vars' | 'namespaces'>
  readonly store: HistoryStore | undefined
  readonly now: () => number
}

/** So many versions make some megabytes, and a rolling update some thirty. */
const mostEntries = 2_000

/** Keeps one check's history: what its objects were when it opened, then every change, with a mark wherever one may have gone unseen. */
export class HistoryKeeper implements Gatherer {
  readonly #options: KeeperOptions
  readonly #key: string
  /** What each object was last, by its name. */
  readonly #last = new Map<string, KubeObject>()
  #entries: HistoryEntry[] = []
  #history: History | undefined

  constructor(options: KeeperOptions) {
    this.#options = options
    this.#key = scopeKey(options.handle.scope)
    this.#beginOnceSeen()
  }

  /** Nothing until the scope was seen for the first time. */
  get gathered(): Pick<CheckView, 'history'> {
    return this.#history === undefined ? {} : { history: this.#history }
  }

  heed(change: WatchChange): void {
    if (scopeKey(change.scope) !== this.#key) return
    if (this.#history === undefined) return this.#beginOnceSeen()
    if (change.kind === 'gap') return this.#add([gapOf(change)])
    if (change.kind !== 'state') this.#heedObject(change.object, change.kind === 'deleted', change.at)
  }

  /** The watch tells what was missed, if anything was. */
  wake(): void {}

  /** A change is heeded whether anybody looks on or not. */
  attend(): void {}

  async askNow(): Promise<void> {}

  dispose(): void {}

  #beginOnceSeen(): void {
    const { handle, store, id, now } = this.#options
    if (handle.state !== 'live' && handle.state !== 'absent') return
    const kept = store?.kept(id) ?? []
    const at = now()
    this.#history = { entries: this.#entries }
    if (kept.length === 0) this.#add([{ kind: 'gap', from: at, to: at, reason: 'stopped' }])
    else this.#resume(kept, at)
    for (const object of handle.objects.values()) this.#heedObject(object, false, at)
    for (const object of this.#last.values()) if (!handle.objects.has(keyOf(object))) this.#heedObject(object, true, at)
  }

  /** Since the last of what was kept anything may have happened. */
  #resume(kept: readonly HistoryEntry[], at: number): void {
    this.#entries = [...kept]
    for (const entry of kept) {
      if (entry.kind === 'version') this.#last.set(keyOf(entry.object), entry.object)
      if (entry.kind === 'gone') this.#last.delete(keyOf(entry.object))
    }
    this.#add([{ kind: 'gap', from: lastTimeIn(kept), to: at, reason: 'stopped' }])
  }

  #heedObject(object: KubeObject, isDeleted: boolean, at: number): void {
    const { gathering, world } = this.#options
    const key = keyOf(object)
    const last = this.#last.get(key)
    if (isDeleted || !gathering.isMeant(object, world)) {
      if (last === undefined) return
      this.#last.delete(key)
      return this.#add([{ kind: 'gone', at, object: last }])
    }
    if (last !== undefined && isSameVersion(last, object)) return
    this.#last.set(key, object)
    this.#add([{ kind: 'version', at, object }])
  }

  #add(entries: readonly HistoryEntry[]): void {
    const { store, id } = this.#options
    this.#entries.push(...entries)
    if (this.#entries.length > mostEntries) {
      this.#entries = shortened(this.#entries, this.#last)
      store?.replace(id, this.#entries)
    } else store?.add(id, entries)
    this.#history = { entries: this.#entries }
  }
}

/** Only what is there now, behind a mark: what the rest would have shown counts as unseen. */
function shortened(entries: readonly HistoryEntry[], last: ReadonlyMap<string, KubeObject>): HistoryEntry[] {
  const to = lastTimeIn(entries)
  return [{ kind: 'gap', from: firstTimeIn(entries), to, reason: 'full' }, ...[...last.values()].map((object) => ({ kind: 'version', at: to, object }) as const)]
}

const timeOf = (entry: HistoryEntry): number => (entry.kind === 'gap' ? entry.to : entry.at)
const lastTimeIn = (entries: readonly HistoryEntry[]): number => entries.reduce((latest, entry) => Math.max(latest, timeOf(entry)), 0)
const firstTimeIn = (entries: readonly HistoryEntry[]): number => entries.reduce((earliest, entry) => Math.min(earliest, timeOf(entry)), Infinity)

const gapOf = ({ from, to, reason }: Extract<WatchChange, { kind: 'gap' }>): HistoryGap => ({ kind: 'gap', from, to, reason })

function isSameVersion(one: KubeObject, other: KubeObject): boolean {
  const [before, after] = [one.metadata, other.metadata]
  return one === other || (before.uid === after.uid && before.resourceVersion !== undefined && before.resourceVersion === after.resourceVersion)
}
