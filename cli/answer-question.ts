import type { Attempt, CheckState } from '#contract/attempt.ts'
import type { Answer, QuizView } from '#contract/quiz.ts'

export interface OpenQuestion {
  readonly step: string
  readonly check: CheckState
  readonly quiz: QuizView
}

/** What can be answered now. */
export function openQuestions({ steps }: Pick<Attempt, 'steps'>): readonly OpenQuestion[] {
  const open = steps.filter(({ state }) => state === 'open')
  return open.flatMap(({ id, checks }) => checks.flatMap((check) => (check.quiz === undefined || check.verdict.kind === 'passed' ? [] : [{ step: id, check, quiz: check.quiz }])))
}

/** Words of a command line as an answer: options by their number or their id, several apart or with commas; a text as it is. */
export function answerFrom({ options }: Pick<QuizView, 'options'>, words: readonly string[]): Answer {
  if (options.length === 0) return [words.join(' ')]
  return words.flatMap((word) => word.split(',')).flatMap((word) => (word === '' ? [] : [options[Number(word) - 1]?.id ?? word]))
}
