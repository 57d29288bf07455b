import type { Disposable } from '#contract/lifecycle.ts'
import type { Clock } from '../../engine/marking/clock.ts'

/** Time that stands still until it is told to go on; what is due then runs in its order. */
export class FakeClock implements Clock {
  #now: number
  readonly #timers = new Set<{ readonly at: number; readonly run: () => void }>()

  constructor(now = 1_000) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  after(milliseconds: number, run: () => void): Disposable {
    const timer = { at: this.#now + milliseconds, run }
    this.#timers.add(timer)
    return { dispose: () => void this.#timers.delete(timer) }
  }

  /** How many timers wait. */
  get waiting(): number {
    return this.#timers.size
  }

  /** As after a time in which nothing ran: what was due meanwhile runs now, late. */
  oversleep(milliseconds: number): void {
    this.#now += milliseconds
    this.advance(0)
  }

  advance(milliseconds: number): void {
    const until = this.#now + milliseconds
    for (;;) {
      const [next] = [...this.#timers].filter(({ at }) => at <= until).toSorted((one, other) => one.at - other.at)
      if (next === undefined) break
      this.#timers.delete(next)
      this.#now = Math.max(this.#now, next.at)
      next.run()
    }
    this.#now = until
  }
}
