import { z } from 'zod'

/**
 * The `error` of each pattern names what was expected; whoever explains a broken pack finds its words,
 * in both languages, under that name in `packExpectations`.
 */
const identifierPattern = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/** Names of packs, labs, steps, checks: they are file names, anchors and progress keys, so they stay short and plain. */
export const identifierSchema = z.string().regex(identifierPattern, { error: 'identifier' })

/** A language code: `en`, `ko`, `pt-BR`. */
export const languageSchema = z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/, { error: 'language' })

/** A text for people, by language code. Lint says which of the pack's languages is missing. */
export const textSchema = z.record(languageSchema, z.string().min(1))
export type PackText = z.infer<typeof textSchema>

/** `1.4.0`: patch for text, minor for added optional checks, major when grading changed. */
export const versionSchema = z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/, { error: 'version' })

/** RE2, found anywhere in what it is compared with: its time is linear, so none can hang a check. */
export const patternSchema = z.string().min(1).max(1_000)

const unitMilliseconds = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const

/** `5s`, `500ms`, `2m`. */
export const durationSchema = z.string().regex(/^\d{1,9}(ms|s|m|h)$/, { error: 'duration' })

/** Milliseconds of a duration that `durationSchema` accepted. */
export function millisecondsOf(duration: string): number {
  const [, amount, unit] = /^(\d+)(ms|s|m|h)$/.exec(duration) ?? []
  if (amount === undefined) throw new Error(`not a duration: ${duration}`)
  return Number(amount) * unitMilliseconds[unit as keyof typeof unitMilliseconds]
}
