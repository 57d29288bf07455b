/** How long the first restarts wait, in milliseconds; who dies more often within a minute stays dead. */
const pauses = [0, 250, 1_000, 2_000, 4_000]
const window = 60_000

/** How long to wait before the next start after these deaths (milliseconds since the epoch), or undefined: give up. */
export function restartPause(deaths: readonly number[], now: number): number | undefined {
  const recent = deaths.filter((at) => now - at < window)
  return pauses[Math.max(0, recent.length - 1)]
}
