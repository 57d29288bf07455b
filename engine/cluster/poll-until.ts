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

/** The same for what one can do without: when time is up it is only told. */
export async function pollOrTell(look: () => Promise<true | NotYet>, { tell, ...timing }: Omit<PollOptions, 'otherwise'> & { readonly tell: (lastSeen: string) => void }): Promise<void> {
  await pollUntil<true>(look, { ...timing, otherwise: (lastSeen) => new OutOfPatience(lastSeen) }).catch((error: unknown) => {
    if (!(error instanceof OutOfPatience)) throw error
    tell(error.message)
  })
}

class OutOfPatience extends Error {}

function isNotYet<Found>(seen: Found | NotYet): seen is NotYet {
  return typeof seen === 'object' && seen !== null && 'notYet' in seen
}
