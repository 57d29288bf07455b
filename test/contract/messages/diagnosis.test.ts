import { describe, expect, it } from 'vitest'
import { diagnosisTexts, sayDiagnosis } from '../../../contract/messages/diagnosis.ts'

const object = { apiVersion: 'v1', kind: 'Pod', name: 'web' }
const all = Object.entries(diagnosisTexts)

describe('what is said of a cause', () => {
  it('tells under where no name and no value but the object', () => {
    expect(all.filter(([, { where }]) => [where.en, where.ko].some((text) => text.replace('{object}', '').includes('{'))).map(([code]) => code)).toEqual([])
  })

  it('begins with the object, so that one hears at once what it is about', () => {
    expect(all.filter(([, texts]) => ![texts.where, texts.full].every(({ en, ko }) => en.startsWith('{object} ') && ko.startsWith('{object}: '))).map(([code]) => code)).toEqual([])
  })

  it('keeps away from names, in Korean, what changes with their last sound', () => {
    expect(all.filter(([, { where, full }]) => [where.ko, full.ko].some((text) => /\}(?:은|는|이|가|을|를|과|와|로|으로)(?![가-힣])/.test(text))).map(([code]) => code)).toEqual([])
  })

  it('is one sentence with an end, whatever its last value ends with', () => {
    const said = ['gone', 'gone.', 'gone?'].map((line) => sayDiagnosis({ code: 'failed', object, command: '', facts: { container: 'web', exitCode: 1, line } }, 'en').slice(-6))
    expect(said).toEqual([' gone.', ' gone.', ' gone?'])
  })
})
