import { describe, expect, it } from 'vitest'
import { quizSchema } from '#contract/quiz.ts'
import { otherAnswers } from '../../authoring/other-answers.ts'
import { judgeAnswer } from '../../engine/checks/quiz/judge-answer.ts'

const option = (id: string, right = false) => ({ id, text: { en: id }, right })

describe('answers that are nearly right', () => {
  it.each([
    ['one of several', { single: [option('a', true), option('b'), option('c')] }, ['a'], [['b'], ['c']]],
    ['all that are right', { multiple: [option('a', true), option('b', true), option('c')] }, ['a', 'b'], [['b'], ['a'], ['a', 'b', 'c']]],
    ['an order', { order: [option('a'), option('b'), option('c')].map(({ id, text }) => ({ id, text })) }, ['a', 'b', 'c'], [['b', 'a', 'c'], ['a', 'c', 'b']]],
    ['a number', { number: { is: 10, within: 2 } }, ['10'], [['15'], ['5']]],
    ['a text', { text: { is: 'blue' } }, ['blue'], [['bluex'], ['xblue']]],
  ])('to %s are all wrong', (_, written, right, others) => {
    const quiz = quizSchema.parse({ ask: { en: '?' }, ...written })
    const values = { vars: {}, namespaces: {} }
    expect(judgeAnswer(quiz, right, values).kind).toBe('right')
    expect(otherAnswers(quiz, right)).toEqual(others)
    expect(otherAnswers(quiz, right).map((answer) => judgeAnswer(quiz, answer, values).kind)).toEqual(others.map(() => 'wrong'))
  })
})
