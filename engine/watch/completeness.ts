import type { WatchGap } from './watch.ts'

/** Up to which moment a scope's picture surely holds everything: where its next gap will begin. */
export class Completeness {
  #until: number | undefined
  /** When the last answered ping was sent, of those sent since the watch began. */
  #heardAt: number | undefined
  #isFollowing = false
  #reason: WatchGap['reason'] = 'relist'

  /** Whether there ever was a complete list. */
  get isKnown(): boolean {
    return this.#until !== undefined
  }

  /** A complete list came, asked for at `asked`. Answers with what lies between it and the picture before. */
  listed(asked: number): { readonly from: number; readonly reason: WatchGap['reason'] } | undefined {
    const gap = this.#until === undefined ? undefined : { from: this.#until, reason: this.#reason }
    this.#until = asked
    this.#reason = 'relist'
    return gap
  }

  /** The server's versions mean nothing any more: what the next list is compared with is of a history that never was. */
  wentBack(): void {
    this.#reason = 'disconnected'
  }

  began(): void {
    this.#isFollowing = true
    this.#heardAt = undefined
  }

  ended(): void {
    this.#isFollowing = false
  }

  /**
   * A ping sent at `sentAt` was answered. The answer comes after what the server sent before it, except for what still queued there:
   * servers let pings overtake. So an answer vouches for the moment of the ping before.
   */
  heard(sentAt: number): void {
    if (!this.#isFollowing) return
    this.#until = this.#heardAt ?? this.#until
    this.#heardAt = sentAt
  }
}
