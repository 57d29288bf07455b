import type { Disposable } from '#contract/lifecycle.ts'

/** Those who want to hear. One that throws is noted and disturbs neither the others nor the teller. */
export class Listeners<Event> {
  readonly #listeners = new Set<{ readonly hear: (event: Event) => void }>()
  readonly #log: (line: string) => void

  constructor(log: (line: string) => void) {
    this.#log = log
  }

  add(hear: (event: Event) => void): Disposable {
    const entry = { hear }
    this.#listeners.add(entry)
    return { dispose: () => void this.#listeners.delete(entry) }
  }

  tell(event: Event): void {
    for (const { hear } of this.#listeners) {
      try {
        hear(event)
      } catch (error) {
        this.#log(`a listener failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      }
    }
  }

  clear(): void {
    this.#listeners.clear()
  }
}
