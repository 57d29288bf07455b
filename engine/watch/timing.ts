/** Every limit of the watch, in milliseconds. Tests shorten them; nothing else should. */
export interface WatchTiming {
  /** How often the watch looks at the clock while something is wanted. */
  readonly tick: number
  /** Pause between a ping's answer and the next ping. */
  readonly pingEvery: number
  /** A ping unanswered for this long means silence. With `pingEvery` this keeps the promise of 15 s. */
  readonly silentAfter: number
  /** A tick that comes this late means that the process did not run. */
  readonly frozenAfter: number
  /** From the attempt to connect until HTTP/2 speaks. */
  readonly connectWithin: number
  /** A list must be complete, and a watch must have begun, within this. */
  readonly answerWithin: number
  /** A connection that is back sooner was never lost to a person. */
  readonly blink: number
  readonly firstPause: number
  readonly longestPause: number
  /** Pause before asking again for what we may not see. */
  readonly deniedPause: number
  /** A watch that lived so long ended in peace, whatever it said. */
  readonly goodLife: number
}

export const usualTiming: WatchTiming = {
  tick: 1_000,
  pingEvery: 3_000,
  silentAfter: 5_000,
  frozenAfter: 10_000,
  connectWithin: 5_000,
  answerWithin: 30_000,
  blink: 1_000,
  firstPause: 100,
  longestPause: 5_000,
  deniedPause: 30_000,
  goodLife: 5_000,
}

/** The pause before the next attempt after `failures` in a row: none after the first, then doubling, a quarter of it left to chance. */
export function pauseAfter(failures: number, timing: WatchTiming, chance: number = Math.random()): number {
  if (failures <= 1) return 0
  const pause = Math.min(timing.longestPause, timing.firstPause * 2 ** (failures - 2))
  return pause * (0.75 + 0.25 * chance)
}
