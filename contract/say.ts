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

/** `1.2 s`, `3 min 20 s`: a duration as people read it. */
export function sayDuration(milliseconds: number, locale: Locale): string {
  const units = locale === 'ko' ? { minutes: '분', seconds: '초' } : { minutes: ' min', seconds: ' s' }
  const seconds = milliseconds / 1000
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)}${units.seconds}`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}${units.minutes} ${whole % 60}${units.seconds}`
}
