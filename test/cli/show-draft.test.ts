import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { LabDraft } from '#contract/attempt.ts'
import { draftLines } from '../../cli/show-draft.ts'

const savedAt = new Date(2026, 10, 24, 9, 5, 7).getTime()
const lines = (draft: Partial<LabDraft>, locale: 'en' | 'ko' = 'en') => draftLines({ savedAt, isWhole: true, findings: [], waiting: [], ...draft }, locale).map(stripVTControlCharacters)

describe('an author’s draft, in a terminal that watches the checks', () => {
  it('says nothing of a save that is sound', () => {
    expect(lines({})).toEqual([])
  })

  it('says what is to be mended, with its place, and what is shown meanwhile', () => {
    const findings = [{ place: '010-my-lab/lab.yaml:9:1', message: { en: 'There is no field minuts.', ko: 'minuts 필드가 없습니다.' } }]
    expect(lines({ isWhole: false, findings })).toEqual(['Your save of 09:05:07 does not load; this is the one before it.', 'Your save of 09:05:07 has 1 to mend:', '  ✗ 010-my-lab/lab.yaml:9:1: There is no field minuts.'])
    expect(lines({ findings }, 'ko').at(-1)).toBe('  ✗ 010-my-lab/lab.yaml:9:1: minuts 필드가 없습니다.')
  })

  it('names what waits for a reset', () => {
    expect(lines({ waiting: ['start', 'pod-security'] })).toEqual(['Waiting for a reset: start/, podSecurity'])
  })
})
