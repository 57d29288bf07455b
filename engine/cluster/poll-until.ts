import { setTimeout as pause } from 'node:timers/promises'

/** A look that did not find what is awaited yet, and what it saw instead. */
export interface NotYet {
  readonly notYet: string
}

export interface PollOptions {
  readonly signal: AbortSignal
  /** Milliseconds. */
  readonly every: number
  readonly within: number
  /** The error to throw when time is up. */
  readonly otherwise: (lastSeen: string) => Error
}

/** Looks again and again until a look finds what it is for. For things that send no event; everything else should wait on one. */
export async function pollUntil<Found>(look: () => Promise<Found | NotYet>, { signal, every, within, otherwise }: PollOptions): Promise<Found> {
  const deadline = performance.now() + within
  for (;;) {
    signal.throwIfAborted()
    const seen = await look()
    if (!isNotYet(seen)) return seen
    if (performance.now() >= deadline) throw otherwise(seen.notYet)
    await pause(every, undefined, { signal }).catch(() => signal.throwIfAborted())
  }
}

function isNotYet<Found>(seen: Found | NotYet): seen is NotYet {
  return typeof seen === 'object' && seen !== null && 'notYet' in seen
}
