import { z } from 'zod'

/** Names of packs, labs, steps, checks: they are file names, anchors and progress keys, so they stay short and plain. */
export const identifierSchema = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'lower-case letters, digits and dashes')

/** A text for people, by language code. Lint says which of the pack's languages is missing. */
export const textSchema = z.record(z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/), z.string().min(1))
export type PackText = z.infer<typeof textSchema>

const unitMilliseconds = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const

/** `5s`, `500ms`, `2m`. */
export const durationSchema = z.string().regex(/^\d+(ms|s|m|h)$/, 'a duration such as 5s, 500ms or 2m')

/** Milliseconds of a duration that `durationSchema` accepted. */
export function millisecondsOf(duration: string): number {
  const [, amount, unit] = /^(\d+)(ms|s|m|h)$/.exec(duration) ?? []
  if (amount === undefined) throw new Error(`not a duration: ${duration}`)
  return Number(amount) * unitMilliseconds[unit as keyof typeof unitMilliseconds]
}
