import { kindKey } from '#contract/kube.ts'
import type { Answer } from '#contract/quiz.ts'
import type { Disposable } from '#contract/lifecycle.ts'
import type { Verdict } from '#contract/verdict.ts'
import type { CheckMemory, CheckView, PreparedCheck } from '../checks/judge.ts'
import type { Sample } from '../checks/sample/sample.ts'
import { Listeners } from '../watch/listeners.ts'
import type { ClusterWatch, WatchChange } from '../watch/watch.ts'
import { systemClock, type Clock } from './clock.ts'
import type { Gatherer } from './gatherer.ts'
import { HistoryKeeper, type HistoryStore } from './history-keeper.ts'
import { MarkedCheck } from './marked-check.ts'
import { ProbedHistory } from './probed-history.ts'
import { Sampler, type Prober } from './sampler.ts'
import { SeenScopes, scopeKey } from './seen-scopes.ts'

/** A check to be marked from now on. `id` tells it from the others of this marker; `memory` is what was kept of it before. */
export interface OpenCheck {
  readonly id: string
  readonly prepared: PreparedCheck
  readonly memory?: CheckMemory
}

/** A verdict as it became. Times are milliseconds since the epoch. */
export interface Mark {
  readonly id: string
  /** Whole: cutting it to what the learner may see is done where it is shown (checks/reveal.ts). */
  readonly verdict: Verdict
  /** When the verdict's kind last changed. */
  readonly since: number
  /** When what led to this verdict arrived from the cluster (or a timer rang, or sight changed). */
  readonly arrivedAt: number
  readonly judgedAt: number
}

/**
 * Keeps the verdicts of open checks true: judges those that look at what changed, in the same tick in which the change arrived.
 * While the watch has lost sight everything is `unknown`, and right again with the first sight.
 */
export interface Marker extends Disposable {
  open(checks: readonly OpenCheck[]): void
  close(ids: readonly string[]): void
  /** Judges anew by what the learner has answered, by check. */
  answered(answers: Readonly<Record<string, Answer>>): void
  readonly marks: ReadonlyMap<string, Mark>
  /** What each open check must remember over a restart: plain JSON. */
  readonly memories: Readonly<Record<string, CheckMemory>>
  /** What was last found for each check that is, or was, open here and has something tried out. */
  readonly samples: Readonly<Record<string, Sample>>
  /** Somebody looks on from now. */
  attend(): void
  /** Has everything tried out again that the open checks try out; resolves when they are judged by what was found. */
  askNow(): Promise<void>
  /** Told each time a verdict becomes another: another kind, other evidence, a hold that begins. */
  onMark(listener: (mark: Mark) => void): Disposable
  /** Resolves when everything that the open checks look at has been listed once (or cannot be). */
  settled(signal?: AbortSignal): Promise<void>
}

export interface MarkerOptions {
  readonly watch: ClusterWatch
  readonly namespaces: CheckView['namespaces']
  readonly vars: CheckView['vars']
  readonly answers?: CheckView['answers']
  readonly checks?: readonly OpenCheck[]
  readonly clock?: Clock
  readonly log?: (line: string) => void
  /** Without one a history is forgotten when its check is closed. */
  readonly histories?: HistoryStore
  /** Does the looking that the picture does not show. */
  readonly prober?: Prober
  /** Whether anybody looks on; always, unless said. Whoever says so tells by `attend` when somebody does again. */
  readonly isAttended?: () => boolean
}

/** A timer that rings so late: this process did not run, and nobody knows how the time before its end was. */
const longestStandstill = 1_000

const noProber: Prober = { take: () => Promise.reject(new Error('there is nobody to try it out')) }

export function createMarker(options: MarkerOptions): Marker {
  return new WatchingMarker(options)
}

/** Of very many checks that name their objects, one change concerns few. What is tried out for a check heeds every change by itself. */
function isOfOthers(change: WatchChange, { prepared, gatherer }: MarkedCheck, world: Pick<CheckView, 'vars' | 'namespaces'>): boolean {
  return 'object' in change && gatherer === undefined && !prepared.concerns(change.object, world)
}

class WatchingMarker implements Marker {
  readonly #watch: ClusterWatch
  readonly #clock: Clock
  readonly #seen: SeenScopes
  #view: Omit<CheckView, 'now'>
  readonly #checks = new Map<string, MarkedCheck>()
  readonly #listeners: Listeners<Mark>
  readonly #store: HistoryStore | undefined
  readonly #prober: Prober
  readonly #isAttended: () => boolean
  readonly #samples = new Map<string, Sample>()
  readonly #subscriptions: readonly Disposable[]
  /** Until when the picture surely holds everything. */
  #seenUntil = -Infinity
  /** Checks to be judged at the end of this tick, with the arrival of the first change that concerns them. */
  readonly #due = new Map<MarkedCheck, number>()

  constructor({ watch, namespaces, vars, answers = {}, checks = [], clock = systemClock, log = () => {}, histories, prober = noProber, isAttended = () => true }: MarkerOptions) {
    this.#isAttended = isAttended
    this.#store = histories
    this.#prober = prober
    this.#watch = watch
    this.#clock = clock
    this.#seen = new SeenScopes(watch, namespaces)
    this.#view = { objects: (kind, namespace) => this.#seen.objects(kind, namespace), namespaces, vars, answers }
    this.#listeners = new Listeners(log)
    this.#subscriptions = [watch.onChange((change) => this.#changed(change)), watch.onSight(() => this.#sighted())]
    this.open(checks)
  }

  get marks(): ReadonlyMap<string, Mark> {
    return new Map([...this.#checks].flatMap(([id, { mark }]) => (mark === undefined ? [] : [[id, mark]])))
  }

  get memories(): Readonly<Record<string, CheckMemory>> {
    return Object.fromEntries([...this.#checks].map(([id, { memory }]) => [id, memory]))
  }

  attend(): void {
    for (const { gatherer } of this.#checks.values()) gatherer?.attend()
  }

  async askNow(): Promise<void> {
    await Promise.all([...this.#checks.values()].flatMap(({ gatherer }) => gatherer?.askNow() ?? []))
  }

  get samples(): Readonly<Record<string, Sample>> {
    for (const marked of this.#checks.values()) this.#keepSample(marked)
    return Object.fromEntries(this.#samples)
  }

  #keepSample({ id, gatherer }: MarkedCheck): void {
    const sample = gatherer?.gathered.sample
    if (sample !== undefined) this.#samples.set(id, sample)
  }

  open(checks: readonly OpenCheck[]): void {
    const opened = checks.map((check) => {
      // Held anew before the old one lets go, so that opening again lists nothing again.
      const scopes = this.#seen.hold(check.prepared.looksAt)
      const marked = new MarkedCheck(check, scopes)
      this.close([check.id])
      this.#checks.set(check.id, marked)
      marked.gatherer = this.#gathererFor(marked)
      return marked
    })
    // Where a scope is watched already, no change will come to say what is there.
    for (const marked of opened) this.#judge(marked, this.#clock.now())
  }

  close(ids: readonly string[]): void {
    for (const id of ids) {
      const marked = this.#checks.get(id)
      if (marked === undefined) continue
      this.#checks.delete(id)
      this.#due.delete(marked)
      this.#keepSample(marked)
      marked.dispose()
    }
  }

  answered(answers: Readonly<Record<string, Answer>>): void {
    if (JSON.stringify(answers) === JSON.stringify(this.#view.answers)) return
    this.#view = { ...this.#view, answers }
    this.#judgeAll()
  }

  onMark(listener: (mark: Mark) => void): Disposable {
    return this.#listeners.add(listener)
  }

  async settled(signal?: AbortSignal): Promise<void> {
    await Promise.all([...this.#checks.values()].flatMap(({ scopes }) => scopes.map((scope) => scope.synced(signal))))
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose()
    this.close([...this.#checks.keys()])
    this.#listeners.clear()
  }

  #gathererFor(marked: MarkedCheck): Gatherer | undefined {
    const { id, scopes, prepared: { gathers, looksAt } } = marked
    const now = (): number => this.#clock.now()
    const trying = {
      prober: this.#prober,
      clock: this.#clock,
      view: (): CheckView => ({ ...this.#view, now: now() }),
      isSeen: () => this.#watch.sight.kind === 'live',
      onSample: () => this.#judge(marked, now()),
    }
    if (gathers?.kind === 'sample') return new Sampler({ ...trying, gathering: gathers, isAttended: this.#isAttended })
    // Handles come in the order of what a check looks at.
    const handle = gathers && scopes[looksAt.findIndex((scope) => kindKey(scope) === kindKey(gathers.scope) && scope.namespace === gathers.scope.namespace)]
    if (handle === undefined || gathers === undefined) return undefined
    const keeping = { id, gathering: gathers, handle, world: this.#view, store: this.#store, now }
    return gathers.probe === undefined ? new HistoryKeeper(keeping) : new ProbedHistory({ ...trying, ...keeping, probe: gathers.probe })
  }

  #changed(change: WatchChange): void {
    const key = scopeKey(change.scope)
    this.#seen.forget(key)
    const arrivedAt = change.kind === 'gap' ? change.to : change.at
    for (const marked of this.#checks.values()) {
      if (!marked.looksAt(key) || isOfOthers(change, marked, this.#view)) continue
      marked.gatherer?.heed(change)
      if (change.kind === 'gap') marked.forgetHold()
      if (marked.prepared.remembers) this.#judge(marked, arrivedAt)
      else this.#judgeSoon(marked, arrivedAt)
    }
  }

  /** Several changes of one chunk are judged together, before anything else happens. */
  #judgeSoon(marked: MarkedCheck, arrivedAt: number): void {
    if (this.#due.size === 0) queueMicrotask(() => this.#judgeDue())
    if (!this.#due.has(marked)) this.#due.set(marked, arrivedAt)
  }

  #judgeDue(): void {
    const due = [...this.#due]
    this.#due.clear()
    for (const [marked, arrivedAt] of due) this.#judge(marked, arrivedAt)
  }

  #sighted(): void {
    for (const { gatherer } of this.#checks.values()) gatherer?.wake()
    this.#judgeAll()
  }

  #judgeAll(): void {
    const now = this.#clock.now()
    for (const marked of this.#checks.values()) this.#judge(marked, now)
  }

  #judge(marked: MarkedCheck, arrivedAt: number): void {
    // Who heard of the one before may have closed this one.
    if (this.#checks.get(marked.id) !== marked) return
    // What it is judged by is what was last found, also where something changes in the next moment.
    this.#keepSample(marked)
    const now = this.#clock.now()
    const seenUntil = marked.scopes.length === 0 ? now : this.#seenUntil
    const { mark, again } = marked.judge({ view: { ...this.#view, now, seenUntil }, sight: this.#watch.sight, arrivedAt })
    marked.judgeAgain(again === undefined ? undefined : this.#clock.after(Math.max(0, again - now), () => this.#judgeConfirmed(marked, Math.max(again, now))))
    if (mark !== undefined) this.#listeners.tell(mark)
  }

  /** What happened before a hold's end may still be on its way when its timer rings, or lie unread in a process that did not come to run. */
  #judgeConfirmed(marked: MarkedCheck, due: number): void {
    const now = this.#clock.now()
    if (now - due > longestStandstill) marked.forgetHold()
    this.#watch.confirm(() => {
      this.#seenUntil = Math.max(this.#seenUntil, now)
      this.#judge(marked, due)
    })
  }
}
