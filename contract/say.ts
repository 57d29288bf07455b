import { fillText, type Locale, type TextParams } from './locale.ts'
import type { PackText } from './lab-parts.ts'
import { problemTexts } from './messages/problems.ts'
import { stepTexts, type StepCode } from './messages/steps.ts'
import type { ProblemText } from './messages/text-kinds.ts'
import type { Problem } from './problem.ts'

/** A Problem in words: what happened, why it matters where that is not plain, what to do. */
export interface SpokenProblem {
  readonly says: string
  readonly why?: string
  readonly hint: string
}

export function sayProblem(problem: Problem, locale: Locale): SpokenProblem {
  const text: ProblemText = problemTexts[problem.code]
  const say = (template: ProblemText['says']): string => fillText(template[locale], problem.params)
  return { says: say(text.says), hint: say(text.hint), ...(text.why ? { why: say(text.why) } : {}) }
}

export function sayStep(code: StepCode, params: TextParams, locale: Locale): string {
  const texts: Readonly<Record<string, Readonly<Record<Locale, string>>>> = stepTexts
  return fillText(texts[code]?.[locale] ?? code, params)
}

/** A pack's text in the reader's language, else in the pack's first one: a lab without a translation is better than none. */
export function sayPackText(text: PackText, locale: Locale): string {
  return text[locale] ?? text['en'] ?? Object.values(text)[0] ?? ''
}

const unitsOf: Readonly<Record<Locale, Readonly<Record<'days' | 'hours' | 'minutes' | 'seconds', string>>>> = {
  en: { days: ' d', hours: ' h', minutes: ' min', seconds: ' s' },
  ko: { days: '일', hours: '시간', minutes: '분', seconds: '초' },
}

/** `1.2 s`, `3 min 20 s`: a duration as people read it. */
export function sayDuration(milliseconds: number, locale: Locale): string {
  const units = unitsOf[locale]
  const seconds = milliseconds / 1000
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)}${units.seconds}`
  const whole = Math.round(seconds)
  const [minutes, hours] = [Math.floor(whole / 60), Math.floor(whole / 3600)]
  if (hours >= 48) return `${Math.floor(hours / 24)}${units.days} ${hours % 24}${units.hours}`
  if (hours >= 1) return `${hours}${units.hours} ${minutes % 60}${units.minutes}`
  return `${minutes}${units.minutes} ${whole % 60}${units.seconds}`
}

/** `12 s`, `3 min`, `2 h`: how long something has been so, in the one unit that matters; `undefined` while it is too fresh, or too old, to be worth counting. */
export function sayElapsed(milliseconds: number, locale: Locale): string | undefined {
  const seconds = Math.floor(milliseconds / 1000)
  if (seconds < freshFor || seconds >= day) return undefined
  const units = unitsOf[locale]
  if (seconds < minute) return `${seconds}${units.seconds}`
  return seconds < hour ? `${Math.floor(seconds / minute)}${units.minutes}` : `${Math.floor(seconds / hour)}${units.hours}`
}

/** Until then a verdict has only just come. */
const freshFor = 5

/** `5 minutes ago`, `yesterday`, `3일 전`: as long as a person counts it, by the language's own rules. */
export function sayAgo(at: number, now: number, locale: Locale): string {
  const seconds = Math.min(0, at - now) / 1000
  const [unit, length] = agoUnits.find(([, one]) => Math.abs(seconds) >= one) ?? []
  if (unit === undefined || length === undefined) return locale === 'ko' ? '방금 전' : 'just now'
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(seconds / length), unit)
}

const [minute, hour, day] = [60, 3_600, 86_400]
const agoUnits = [
  ['year', 365 * day],
  ['month', 30 * day],
  ['week', 7 * day],
  ['day', day],
  ['hour', hour],
  ['minute', minute],
] as const

export function sayDate(at: number, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(at)
}

/** `128 MiB`, `1.5 GiB`: memory, as Kubernetes counts it. */
export function sayMemory(bytes: number): string {
  const mebibytes = bytes / 2 ** 20
  return mebibytes < 1024 ? `${Math.round(mebibytes)} MiB` : `${Number((mebibytes / 1024).toFixed(1))} GiB`
}

/** `48 MB`, `1.2 GB`: disk, as downloads are counted. */
export function saySize(bytes: number): string {
  const megabytes = bytes / 1e6
  return megabytes < 1000 ? `${Math.max(1, Math.round(megabytes))} MB` : `${Number((megabytes / 1000).toFixed(1))} GB`
}

/** A text that counts something, by the forms that its language has; a language without plural has `other` alone. */
export interface CountText {
  readonly one?: string
  readonly other: string
}

/** The form that fits, with the number in its `{count}`. */
export function sayCount(text: CountText, count: number, locale: Locale): string {
  const form = new Intl.PluralRules(locale).select(count) === 'one' ? text.one : undefined
  return fillText(form ?? text.other, { count })
}

/** `Pods, logs, and labels`; `파드, 로그 및 레이블`. */
export function sayList(items: readonly string[], locale: Locale): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(items)
}
