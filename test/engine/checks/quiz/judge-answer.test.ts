import { describe, expect, it } from 'vitest'
import { quizSchema, type Answer } from '#contract/quiz.ts'
import { judgeAnswer } from '../../../../engine/checks/quiz/judge-answer.ts'

const values = { vars: { port: 8443, token: 'Blue Heron' }, namespaces: {} }
const judge = (written: Readonly<Record<string, unknown>>, ...answer: Answer) => judgeAnswer(quizSchema.parse({ ask: { en: '?' }, why: { en: 'Think.' }, ...written }), answer, values)

const option = (id: string, right = false, why?: string) => ({ id, text: { en: id }, right, ...(why === undefined ? {} : { why: { en: why } }) })
const single = { single: [option('yes', true), option('no', false, 'Not so.'), option('perhaps')] }
const multiple = { multiple: [option('image', true), option('label', true), option('name', false, 'Names differ.'), option('age')] }
const order = { order: ['server', 'scheduler', 'kubelet'].map((id) => ({ id, text: { en: id } })) }

describe('one of several', () => {
  it('is right, or wrong with what is said of the choice', () => {
    expect(judge(single, 'yes')).toEqual({ kind: 'right' })
    expect(judge(single, 'no')).toEqual({ kind: 'wrong', explanation: { en: 'Not so.' } })
    expect(judge(single, 'perhaps')).toEqual({ kind: 'wrong', explanation: { en: 'Think.' } })
  })

  it('is no answer when it is none of them, or two', () => {
    expect([judge(single, 'maybe'), judge(single, 'yes', 'no')].map(({ kind }) => kind)).toEqual(['unfit', 'unfit'])
  })
})

describe('all that are right', () => {
  it('is right in any order', () => {
    expect(judge(multiple, 'label', 'image')).toEqual({ kind: 'right' })
  })

  it('tells of a wrong choice first, and how much is right', () => {
    expect(judge(multiple, 'image', 'name')).toEqual({ kind: 'wrong', explanation: { en: 'Names differ.' }, parts: { right: 1, of: 2, wrong: 1 } })
    expect(judge(multiple, 'image')).toEqual({ kind: 'wrong', explanation: { en: 'Think.' }, parts: { right: 1, of: 2, wrong: 0 } })
  })

  it('is no answer when a choice stands twice', () => {
    expect(judge(multiple, 'image', 'image').kind).toBe('unfit')
  })
})

describe('an order', () => {
  it('is right as it was written, else tells how many stand in their place', () => {
    expect(judge(order, 'server', 'scheduler', 'kubelet')).toEqual({ kind: 'right' })
    expect(judge(order, 'server', 'kubelet', 'scheduler')).toEqual({ kind: 'wrong', explanation: { en: 'Think.' }, parts: { right: 1, of: 3, wrong: 2 } })
    expect(judge(order, 'server', 'kubelet').kind).toBe('unfit')
  })
})

describe('a number', () => {
  const number = { number: { is: '${vars.port}', mistakes: [{ is: 80, why: { en: 'That is the Service’s.' } }] } }

  it.each(['8443', ' 8,443 ', '8443.0', '+8443'])('is right however it is written: %s', (typed) => {
    expect(judge(number, typed)).toEqual({ kind: 'right' })
  })

  it('tells on which side the right one is, and of a mistake that many make', () => {
    expect(judge(number, '80')).toEqual({ kind: 'wrong', explanation: { en: 'That is the Service’s.' }, parts: 'low' })
    expect(judge(number, '9000')).toEqual({ kind: 'wrong', explanation: { en: 'Think.' }, parts: 'high' })
  })

  it('may be a quantity, and be a bit off where that is allowed', () => {
    expect(judge({ number: { is: 0.5 } }, '500m')).toEqual({ kind: 'right' })
    expect([judge({ number: { is: 0.3, within: 0.1 } }, '0.4'), judge({ number: { is: 10, within: 1 } }, '11.5')].map(({ kind }) => kind)).toEqual(['right', 'wrong'])
  })

  it.each(['many', '', ' '])('is no answer when it is none: “%s”', (typed) => {
    expect(judge(number, typed).kind).toBe('unfit')
  })
})

describe('a text', () => {
  const text = { text: { is: ['${vars.token}', '왜가리'], mistakes: [{ is: 'heron', why: { en: 'Which one?' } }] } }

  it.each(['Blue Heron', '  blue   heron ', '"Blue Heron"', '`blue heron`', '왜가리'.normalize('NFD')])('is right as people mean it: %s', (typed) => {
    expect(judge(text, typed)).toEqual({ kind: 'right' })
  })

  it('is wrong otherwise', () => {
    expect(judge(text, 'Heron')).toEqual({ kind: 'wrong', explanation: { en: 'Which one?' } })
    expect(judge({ text: { is: 'Pod', exact: true } }, 'pod').kind).toBe('wrong')
  })
})
