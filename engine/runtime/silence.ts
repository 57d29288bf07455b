import type { Disposable } from '#contract/lifecycle.ts'

const ticks = 12

/** Watches for a silence that lasts too long: reports it as it grows, and aborts its signal at the limit. */
export class Silence implements Disposable {
  readonly #controller = new AbortController()
  readonly #limit: number
  readonly #timer: NodeJS.Timeout
  #since = Date.now()

  constructor(limit: number, report: (seconds: number) => void) {
    this.#limit = limit
    this.#timer = setInterval(() => this.#tick(report), limit / ticks)
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  broken(): void {
    this.#since = Date.now()
  }

  dispose(): void {
    clearInterval(this.#timer)
  }

  #tick(report: (seconds: number) => void): void {
    const quiet = Date.now() - this.#since
    if (quiet >= this.#limit) this.#controller.abort(new Error('silence'))
    else if (quiet >= 1_000) report(Math.round(quiet / 1_000))
  }
}
