import type { Disposable } from '#contract/lifecycle.ts'

export interface Looking<View> {
  /** Begins to watch; what it calls rings for the next look. */
  readonly begin: (ring: () => void) => Disposable & { look(): View }
  /** Milliseconds between two looks, at least. */
  readonly pace: number
  /** Some things come to be so with time alone: when to look again though nothing has changed, milliseconds. */
  readonly lookAgainAfter?: (view: View) => number | undefined
}

/** What is to be seen now, and after every change; a burst of changes, and whatever came while the reader was busy, is one look. Watches until the signal or the reader ends. */
export async function* lookOn<View>({ begin, pace, lookAgainAfter = () => undefined }: Looking<View>, signal: AbortSignal): AsyncGenerator<View, void> {
  const bell = new Bell(signal)
  const watching = begin(() => bell.ring())
  try {
    while (!signal.aborted) {
      bell.hush()
      const view = watching.look()
      yield view
      await Promise.all([bell.rung(lookAgainAfter(view)), bell.pause(pace)])
    }
  } finally {
    watching.dispose()
  }
}

class Bell {
  readonly #signal: AbortSignal
  #isRung = false
  #wake = (): void => {}

  constructor(signal: AbortSignal) {
    this.#signal = signal
  }

  ring(): void {
    this.#isRung = true
    this.#wake()
  }

  hush(): void {
    this.#isRung = false
  }

  rung(orAfter: number | undefined): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer)
        this.#signal.removeEventListener('abort', end)
        resolve()
      }
      const timer = orAfter === undefined ? undefined : setTimeout(end, orAfter)
      this.#wake = end
      this.#signal.addEventListener('abort', end, { once: true })
      if (this.#isRung || this.#signal.aborted) end()
    })
  }

  pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer)
        this.#signal.removeEventListener('abort', end)
        resolve()
      }
      const timer = setTimeout(end, milliseconds)
      this.#signal.addEventListener('abort', end, { once: true })
    })
  }
}
