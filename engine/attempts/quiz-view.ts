import { createHash } from 'node:crypto'
import type { QuizCheck } from '#contract/check.ts'
import { quizTypes, type QuizView } from '#contract/quiz.ts'
import { fillTemplate } from '../packs/fill-template.ts'
import type { AttemptState } from './attempt-state.ts'

/** A question as its learner sees it: options in an order of the attempt's own, and of the author's words only those that give nothing away. */
export function quizView(step: string, { id, quiz }: QuizCheck, { started, namespaces, answers }: AttemptState): QuizView {
  const given = answers[`${step}/${id}`]
  const type = quizTypes.find((one) => quiz[one] !== undefined) ?? 'text'
  const view: QuizView = {
    type,
    ask: quiz.ask,
    options: optionsOf(quiz, `${started.seed}/${started.lab}/${id}`),
    tries: given?.tries ?? 0,
    ...(quiz.number?.unit === undefined ? {} : { unit: quiz.number.unit }),
    ...(given?.isRight === true && quiz.explain !== undefined ? { explain: quiz.explain } : {}),
  }
  // What was typed is the learner's own.
  return { ...fillTemplate(view, { ns: namespaces, vars: started.vars }), ...(given === undefined ? {} : { answer: given.answer }) }
}

function optionsOf({ single, multiple, order }: QuizCheck['quiz'], seed: string): QuizView['options'] {
  const options = (single ?? multiple ?? order ?? []).map(({ id, text }) => ({ id, text }))
  const drawn = shuffled(options, seed)
  // An order that is shown in the right order asks nothing.
  return order !== undefined && drawn.every(({ id }, index) => id === order[index]?.id) ? [...drawn.slice(1), ...drawn.slice(0, 1)] : drawn
}

/** The same order for the same seed, whatever the texts say. */
export function shuffled<One extends { readonly id: string }>(options: readonly One[], seed: string): readonly One[] {
  const rank = ({ id }: One): string => createHash('sha256').update(`${seed}/${id}`).digest('hex')
  return options.toSorted((left, right) => (rank(left) < rank(right) ? -1 : 1))
}
