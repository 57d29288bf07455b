import type { Answer, Quiz } from '#contract/quiz.ts'

/** Answers that differ from the right one by as little as can be: every one of them must be wrong. */
export function otherAnswers({ single, multiple, order, number }: Quiz, right: Answer): readonly Answer[] {
  if (single !== undefined) return single.map(({ id }) => [id]).filter(([id]) => id !== right[0])
  if (multiple !== undefined) return multiple.map(({ id }) => toggled(right, id)).filter((answer) => answer.length > 0)
  if (order !== undefined) return right.slice(1).map((_, index) => swapped(right, index))
  const [typed = ''] = right
  return number === undefined ? [[`${typed}x`], [`x${typed}`]] : [further(typed, 1, number.within), further(typed, -1, number.within)]
}

const toggled = (answer: Answer, id: string): Answer => (answer.includes(id) ? answer.filter((one) => one !== id) : [...answer, id])

const swapped = (answer: Answer, index: number): Answer => answer.map((one, place) => (place === index ? (answer[index + 1] ?? one) : place === index + 1 ? (answer[index] ?? one) : one))

/** Twice as far off as may be, and a bit: the right answer may itself be off. */
const further = (typed: string, side: 1 | -1, within: number): Answer => [String(Number(typed) + side * (2 * within + 1))]
