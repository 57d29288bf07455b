import type { WatchTiming } from './timing.ts'

/**
 * What a tick finds. `frozen`: this process did not run since `since`. `silent`: a ping went unanswered for too long.
 * `ping`: it is time for the next one.
 */
export type Pulse = 'quiet' | 'ping' | 'silent' | 'frozen'

/**
 * Whether the other side is there, judged at regular ticks. Pings cost the API server nothing: its HTTP/2 layer answers them.
 * Waiting is counted in ticks that came, not by the clock: while this process stands still, nobody could have answered.
 */
export class Liveness {
  readonly #timing: WatchTiming
  #lastTick: number
  #waited: number | undefined
  #sinceAnswer = 0
  #pingedAt = 0
  /** When the last question was asked that the other side has answered. */
  heardAt: number

  constructor(timing: WatchTiming, now: number) {
    this.#timing = timing
    this.#lastTick = now
    this.heardAt = now
  }

  get lastTick(): number {
    return this.#lastTick
  }

  tick(now: number): Pulse {
    const late = now - this.#lastTick - this.#timing.tick
    this.#lastTick = now
    if (late > this.#timing.frozenAfter) return 'frozen'
    if (this.#waited === undefined) return this.#rest()
    this.#waited += this.#timing.tick
    return this.#waited > this.#timing.silentAfter ? 'silent' : 'quiet'
  }

  pinged(now: number): void {
    this.#waited ??= 0
    this.#pingedAt = now
  }

  answered(): void {
    this.#waited = undefined
    this.#sinceAnswer = 0
    this.heardAt = this.#pingedAt
  }

  /** There is a new connection, or none: no ping is under way. */
  restart(now: number): void {
    this.#waited = undefined
    this.#sinceAnswer = 0
    this.heardAt = now
  }

  #rest(): Pulse {
    this.#sinceAnswer += this.#timing.tick
    return this.#sinceAnswer >= this.#timing.pingEvery ? 'ping' : 'quiet'
  }
}
