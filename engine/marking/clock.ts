import type { Disposable } from '#contract/lifecycle.ts'

/** Time as marking needs it: what it is, milliseconds since the epoch, and something to run later. */
export interface Clock {
  now(): number
  /** Runs once, not before so many milliseconds have passed, unless disposed. */
  after(milliseconds: number, run: () => void): Disposable
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds)
    return { dispose: () => clearTimeout(timer) }
  },
}
