import { describe, expect, it } from 'vitest'
import type { Answer } from '#contract/quiz.ts'
import { sayEvidence } from '#contract/messages/checks.ts'
import { revealed } from '../../../../engine/checks/reveal.ts'
import { aView, mistakesOf, prepared } from '../../../builders/checks.ts'

const multiple = [
  { id: 'image', text: { en: 'the image' }, right: true },
  { id: 'name', text: { en: 'the name' }, why: { en: 'Names differ.', ko: '이름은 다릅니다.' } },
]
const quiz = { ask: { en: 'What is the same?' }, multiple }

const judge = (answer?: Answer) => prepared({ quiz }).judge({ ...aView([]), ...(answer === undefined ? {} : { answers: { it: answer } }) }, {}).verdict

describe('a question', () => {
  it('looks at nothing of the cluster', () => {
    expect(prepared({ quiz }).looksAt).toEqual([])
  })

  it('is not yet passed without an answer, passed with the right one, and wrong with the author’s words otherwise', () => {
    expect(judge()).toMatchObject({ kind: 'not-yet', evidence: [{ code: 'not-answered' }] })
    expect(judge(['image'])).toEqual({ kind: 'passed' })
    expect(judge(['image', 'name'])).toMatchObject({ kind: 'wrong', evidence: [{ code: 'answer-wrong', explanation: { en: 'Names differ.' }, actual: { right: 1, of: 1, wrong: 1 } }] })
  })

  it('shows its explanation where more than nothing is revealed, and how much is right where all is', () => {
    const wrong = judge(['image', 'name'])
    const shown = (['none', 'where', 'full'] as const).map((reveal) => revealed(wrong, reveal)).map((verdict) => ('evidence' in verdict ? verdict.evidence : []))
    expect(shown.map((evidence) => evidence.map((one) => [one.explanation?.['en'], sayEvidence(one, 'en')]))).toEqual([[], [['Names differ.', 'That is not it yet.']], [['Names differ.', 'Right so far: 1 of 1; wrong: 1.']]])
  })
})

describe('a question with mistakes in it', () => {
  it.each([
    ['two ways to answer', { text: { is: 'x' } }, 'quiz', 'A question is answered in one way: exactly one of `single`, `multiple`, `number`, `text`, `order`.'],
    ['nothing right', { multiple: multiple.slice(1).concat(multiple.slice(1)) }, 'quiz.multiple', 'At least one of these must be `right: true`.'],
    ['two right where one is chosen', { multiple: undefined, single: [multiple[0], { ...multiple[1], right: true }] }, 'quiz.single', 'Exactly one of these must be `right: true`.'],
    ['an id twice', { multiple: [multiple[0], multiple[1], multiple[1]] }, 'quiz.multiple[2].id', 'The id `name` is used twice.'],
    ['no number', { multiple: undefined, number: { is: 'three' } }, 'quiz.number.is', 'This is no number, no quantity and no variable.'],
    ['a variable that is none', { multiple: undefined, number: { is: '${vars.prot}' } }, 'quiz.number', '`vars.prot` is not known here; there are `port`, `name`.'],
  ])('is told of %s', (_, changes, field, says) => {
    expect(mistakesOf({ quiz: { ...quiz, ...changes } })).toContainEqual({ field, says })
  })
})
