import { expect, it } from 'vitest'
import { answerFrom } from '../../cli/answer-question.ts'

const options = ['image', 'name', 'label'].map((id) => ({ id, text: {} }))

it('takes options by their number or their id, and a text as it is', () => {
  expect(answerFrom({ options }, ['3', 'image'])).toEqual(['label', 'image'])
  expect(answerFrom({ options }, ['1,2'])).toEqual(['image', 'name'])
  expect(answerFrom({ options }, ['9'])).toEqual(['9'])
  expect(answerFrom({ options: [] }, ['blue', 'heron'])).toEqual(['blue heron'])
})
