import type { Json } from '#contract/check.ts'
import type { PackText } from '#contract/lab-parts.ts'
import type { Answer, Quiz } from '#contract/quiz.ts'
import { fillText, type PlaceholderValues } from '../placeholders.ts'
import { numberIn } from './number-in.ts'

/** `unfit`: it is no answer to this question at all; it names no option, or is no number. */
export type AnswerResult =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong'; readonly explanation?: PackText; readonly parts?: Json }
  | { readonly kind: 'unfit' }

const right: AnswerResult = { kind: 'right' }
const unfit: AnswerResult = { kind: 'unfit' }

/** Whether an answer is right, and where not, what its author tells and how much of it is. Pure. */
export function judgeAnswer(quiz: Quiz, answer: Answer, values: PlaceholderValues): AnswerResult {
  const { single, multiple, number, text, order } = quiz
  if (single !== undefined) return answer.length === 1 ? judgeChoice(quiz, single, answer) : unfit
  if (multiple !== undefined) return judgeChoice(quiz, multiple, answer)
  if (order !== undefined) return judgeOrder(quiz, order, answer)
  const [typed = ''] = answer
  if (answer.length !== 1 || typed.trim() === '') return unfit
  if (number !== undefined) return judgeNumber(quiz, number, { typed, values })
  return text === undefined ? unfit : judgeText(quiz, text, { typed, values })
}

const wrong = (explanation: PackText | undefined, parts?: Json): AnswerResult => ({ kind: 'wrong', ...(explanation === undefined ? {} : { explanation }), ...(parts === undefined ? {} : { parts }) })

const isUnique = (answer: Answer): boolean => new Set(answer).size === answer.length

function judgeChoice({ why, single }: Quiz, options: NonNullable<Quiz['multiple']>, answer: Answer): AnswerResult {
  const chosen = options.filter(({ id }) => answer.includes(id))
  if (chosen.length !== answer.length || !isUnique(answer)) return unfit
  const [hits, of] = [chosen.filter((option) => option.right).length, options.filter((option) => option.right).length]
  const misses = chosen.filter((option) => !option.right)
  if (misses.length === 0 && hits === of) return right
  return wrong(misses.find((option) => option.why !== undefined)?.why ?? why, single === undefined ? { right: hits, of, wrong: misses.length } : undefined)
}

function judgeOrder({ why }: Quiz, items: NonNullable<Quiz['order']>, answer: Answer): AnswerResult {
  if (answer.length !== items.length || !isUnique(answer) || !items.every(({ id }) => answer.includes(id))) return unfit
  const inPlace = items.filter(({ id }, index) => answer[index] === id).length
  return inPlace === items.length ? right : wrong(why, { right: inPlace, of: items.length, wrong: items.length - inPlace })
}

interface Typed {
  readonly typed: string
  readonly values: PlaceholderValues
}

function judgeNumber({ why }: Quiz, { is, within, mistakes }: NonNullable<Quiz['number']>, { typed, values }: Typed): AnswerResult {
  const given = numberIn(typed)
  if (given === undefined) return unfit
  const wanted = numberOf(is, values)
  // A hair more: 0.1 + 0.2 is within 0.3 of nothing.
  if (Math.abs(given - wanted) <= within + Math.abs(wanted) * 1e-12) return right
  return wrong(mistakes.find((one) => numberOf(one.is, values) === given)?.why ?? why, given < wanted ? 'low' : 'high')
}

const numberOf = (value: string | number, values: PlaceholderValues): number => numberIn(fillText(String(value), values)) ?? Number.NaN

function judgeText({ why }: Quiz, { is, exact, mistakes }: NonNullable<Quiz['text']>, { typed, values }: Typed): AnswerResult {
  const same = (value: string | number): boolean => plain(fillText(String(value), values), exact) === plain(typed, exact)
  if ([is].flat().some(same)) return right
  return wrong(mistakes.find((one) => same(one.is))?.why ?? why)
}

/** As people mean it: no blanks around it, one between words, no quotes about it, and Hangul however it is composed. */
function plain(text: string, exact: boolean): string {
  const trimmed = text.normalize('NFC').trim().replaceAll(/\s+/g, ' ')
  const bare = /^(["'`]).*\1$/.test(trimmed) ? trimmed.slice(1, -1).trim() : trimmed
  return exact ? bare : bare.toLowerCase()
}
