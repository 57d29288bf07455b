import type { Problem } from '#contract/problem.ts'
import type { WatchSight } from './watch.ts'

/** Turns what happens to connections into what a person is told: a blink is not told, a loss keeps its first moment. */
export class Sight {
  readonly #blink: number
  readonly #tell: (sight: WatchSight) => void
  #now: WatchSight = { kind: 'live' }
  #doubt: NodeJS.Timeout | undefined

  constructor(blink: number, tell: (sight: WatchSight) => void) {
    this.#blink = blink
    this.#tell = tell
  }

  get now(): WatchSight {
    return this.#now
  }

  /** Lost, unless it is restored within a blink. */
  doubt(since: number, problem: Problem): void {
    if (this.#now.kind === 'lost') return
    this.#doubt ??= setTimeout(() => this.lose(since, problem), this.#blink)
  }

  lose(since: number, problem: Problem): void {
    this.#settle()
    const first = this.#now.kind === 'lost' ? Math.min(this.#now.since, since) : since
    if (this.#now.kind === 'lost' && this.#now.since === first && this.#now.problem.code === problem.code) return
    this.#now = { kind: 'lost', since: first, problem }
    this.#tell(this.#now)
  }

  restore(): void {
    this.#settle()
    if (this.#now.kind === 'live') return
    this.#now = { kind: 'live' }
    this.#tell(this.#now)
  }

  dispose(): void {
    this.#settle()
  }

  #settle(): void {
    clearTimeout(this.#doubt)
    this.#doubt = undefined
  }
}
