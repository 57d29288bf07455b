import type { Disposable } from '#contract/lifecycle.ts'
import type { Verdict } from '#contract/verdict.ts'
import type { CheckMemory, CheckView, PreparedCheck } from '../checks/judge.ts'
import type { WatchHandle, WatchSight } from '../watch/watch.ts'
import type { Gatherer } from './gatherer.ts'
import type { Mark, OpenCheck } from './marker.ts'
import { scopeKey } from './seen-scopes.ts'

export interface Occasion {
  readonly view: CheckView
  readonly sight: WatchSight
  readonly arrivedAt: number
}

/** One open check: what it looks at, what it remembers, what its mark is. */
export class MarkedCheck implements Disposable {
  readonly id: string
  readonly prepared: PreparedCheck
  readonly scopes: readonly WatchHandle[]
  memory: CheckMemory
  mark: Mark | undefined
  gatherer: Gatherer | undefined
  readonly #keys: ReadonlySet<string>
  #timer: Disposable | undefined

  constructor({ id, prepared, memory = {} }: OpenCheck, scopes: readonly WatchHandle[]) {
    this.id = id
    this.prepared = prepared
    this.memory = memory
    this.scopes = scopes
    this.#keys = new Set(scopes.map(({ scope }) => scopeKey(scope)))
  }

  looksAt(key: string): boolean {
    return this.#keys.has(key)
  }

  /** Something happened unseen: whether it held meanwhile nobody knows. */
  forgetHold(): void {
    const { holdsSince: _holdsSince, ...memory } = this.memory
    this.memory = memory
  }

  /** The new mark where it differs from the one before, and when to judge again. */
  judge({ view, sight, arrivedAt }: Occasion): { readonly mark: Mark | undefined; readonly again: number | undefined } {
    const judgement = this.prepared.judge(this.gatherer === undefined ? view : { ...view, ...this.gatherer.gathered }, this.memory)
    this.memory = judgement.memory
    // What looks at nothing of the cluster is told whether that can be seen or not.
    if (sight.kind === 'live' || this.scopes.length === 0) return { mark: this.#become(judgement.verdict, arrivedAt, view.now), again: judgement.again }
    // Judged all the same: what is replayed before sight is back may let a guard fall.
    this.forgetHold()
    return { mark: this.#become({ kind: 'unknown', problem: sight.problem }, arrivedAt, view.now), again: undefined }
  }

  judgeAgain(timer: Disposable | undefined): void {
    this.#timer?.dispose()
    this.#timer = timer
  }

  dispose(): void {
    this.judgeAgain(undefined)
    this.gatherer?.dispose()
    for (const scope of this.scopes) scope.dispose()
  }

  #become(verdict: Verdict, arrivedAt: number, judgedAt: number): Mark | undefined {
    const before = this.mark
    if (before !== undefined && JSON.stringify(before.verdict) === JSON.stringify(verdict)) return undefined
    const since = before?.verdict.kind === verdict.kind ? before.since : judgedAt
    this.mark = { id: this.id, verdict, since, arrivedAt, judgedAt }
    return this.mark
  }
}
