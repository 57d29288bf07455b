/** A pause that can be cut short: by its signal, or by news. News that comes while nobody pauses ends the next pause at once. */
export class Rest {
  #wake: (() => void) | undefined
  #isWoken = false

  /** `Infinity` waits for news alone. */
  for(milliseconds: number, signal: AbortSignal): Promise<void> {
    const isNews = this.#isWoken
    this.#isWoken = false
    if (milliseconds <= 0 || isNews || signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = milliseconds === Infinity ? undefined : setTimeout(() => wake(), milliseconds)
      const wake = (): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', wake)
        if (this.#wake === wake) this.#wake = undefined
        resolve()
      }
      signal.addEventListener('abort', wake, { once: true })
      this.#wake = wake
    })
  }

  wake(): void {
    if (this.#wake === undefined) this.#isWoken = true
    else this.#wake()
  }
}
