const units: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }
const partPattern = /(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g
const wholePattern = /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/

/** Milliseconds of a duration as Go writes it (`90s`, `1m30s`); `undefined` for everything else. */
export function durationMilliseconds(value: unknown): number | undefined {
  if (typeof value !== 'string' || value.length > 64 || !wholePattern.test(value)) return undefined
  return [...value.matchAll(partPattern)].reduce((sum, [, amount, unit]) => sum + Number(amount) * (units[unit ?? ''] ?? Number.NaN), 0)
}
