import type { QuizCheck } from '#contract/check.ts'
import { quizTypes, type Quiz } from '#contract/quiz.ts'
import type { Draft } from '../draft.ts'
import { mistakes } from '../mistake.ts'
import { judgeAnswer } from '../quiz/judge-answer.ts'
import { numberIn } from '../quiz/number-in.ts'
import type { Assessment, CheckKind } from './check-kind.ts'

/** A question to the learner. Nothing of the cluster is looked at, so no cluster that cannot be seen keeps it from being judged. */
export const quizKind: CheckKind<QuizCheck> = {
  prepare({ id, quiz }, draft) {
    noteMistakes(quiz, draft)
    return {
      refs: [],
      assess({ view }) {
        const answer = view.answers?.[id]
        if (answer === undefined) return failed({ verdict: 'not-yet', evidence: { code: 'not-answered' } })
        const result = judgeAnswer(quiz, answer, view)
        if (result.kind === 'right') return { failures: [], fallen: [], seen: true }
        const { explanation, parts } = result.kind === 'wrong' ? result : {}
        return failed({ verdict: 'wrong', evidence: { code: 'answer-wrong', ...(explanation === undefined ? {} : { explanation }), ...(parts === undefined ? {} : { actual: parts }) } })
      },
    }
  },
}

const failed = (failure: Assessment['failures'][number]): Assessment => ({ failures: [failure], fallen: [], seen: false })

function noteMistakes(quiz: Quiz, draft: Draft): void {
  const { single, multiple, number, text, order } = quiz
  if (quizTypes.filter((type) => quiz[type] !== undefined).length !== 1) draft.note('quiz', mistakes.oneQuizType(quizTypes))
  if (single !== undefined && single.filter(({ right }) => right).length !== 1) draft.note('quiz.single', mistakes.oneRight())
  if (multiple !== undefined && !multiple.some(({ right }) => right)) draft.note('quiz.multiple', mistakes.someRight())
  for (const [type, options] of Object.entries({ single, multiple, order })) noteRepeated(`quiz.${type}`, options ?? [], draft)
  if (number !== undefined) noteNoNumbers(number, draft)
  for (const [field, values] of Object.entries({ number, text })) draft.placeholders(`quiz.${field}`, values === undefined ? null : [values.is, ...values.mistakes.map(({ is }) => is)].flat())
  draft.placeholders('quiz', [quiz.ask, quiz.why ?? {}, quiz.explain ?? {}, ...[...(single ?? []), ...(multiple ?? []), ...(order ?? [])].map(({ text: words }) => words)])
}

function noteRepeated(field: string, options: readonly { readonly id: string }[], draft: Draft): void {
  options.forEach(({ id }, index) => {
    if (options.findIndex((one) => one.id === id) < index) draft.note(`${field}[${index}].id`, mistakes.optionTwice(id))
  })
}

function noteNoNumbers({ is, mistakes: wrong }: NonNullable<Quiz['number']>, draft: Draft): void {
  const isNumber = (value: string | number): boolean => typeof value === 'number' || value.includes('${') || numberIn(value) !== undefined
  if (!isNumber(is)) draft.note('quiz.number.is', mistakes.noNumber())
  wrong.forEach((one, index) => isNumber(one.is) || draft.note(`quiz.number.mistakes[${index}].is`, mistakes.noNumber()))
}
