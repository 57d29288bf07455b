/** Tells when something that should move regularly has not. Begins to wait at the first beat. */
export class Heartbeat {
  readonly #silentAfter: number
  readonly #onSilent: (silence: number) => void
  #timer: NodeJS.Timeout | undefined
  isSilent = false

  constructor(silentAfter: number, onSilent: (silence: number) => void) {
    this.#silentAfter = silentAfter
    this.#onSilent = onSilent
  }

  beat(): void {
    this.stop()
    this.#timer = setTimeout(() => {
      this.isSilent = true
      this.#onSilent(this.#silentAfter)
    }, this.#silentAfter)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.isSilent = false
  }
}
