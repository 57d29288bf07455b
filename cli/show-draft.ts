import pc from 'picocolors'
import type { LabDraft } from '#contract/attempt.ts'
import type { Locale } from '#contract/locale.ts'
import { sayPlacedParts } from '#contract/messages/drafts.ts'
import { say } from './texts.ts'

export const timeOf = (at: number, locale: Locale): string => new Date(at).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false })

/** For an author at work: what the newest save lacks, above what learners see. */
export function draftLines({ savedAt, isWhole, findings, waiting }: LabDraft, locale: Locale): readonly string[] {
  const time = timeOf(savedAt, locale)
  return [
    ...(isWhole ? [] : [pc.red(say('draftBroken', locale, { time }))]),
    ...(findings.length === 0 ? [] : [pc.yellow(say('draftFaults', locale, { time, count: findings.length }))]),
    ...findings.map(({ place, message }) => pc.yellow(`  ✗ ${place}: ${message[locale]}`)),
    ...(waiting.length === 0 ? [] : [pc.yellow(say('draftWaits', locale, { parts: sayPlacedParts(waiting, locale) }))]),
  ]
}
