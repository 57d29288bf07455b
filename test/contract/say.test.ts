import { describe, expect, it } from 'vitest'
import { fillText, localeFrom } from '../../contract/locale.ts'
import { sayDuration, sayPackText, sayProblem } from '../../contract/say.ts'

describe('words', () => {
  it('fill the places that are named and leave the others visible', () => {
    expect(fillText('{a} and {b}', { a: 1 })).toBe('1 and {b}')
  })

  it('say a problem in the language asked for', () => {
    const problem = { code: 'unexpected', params: { message: 'boom' } } as const
    expect([sayProblem(problem, 'en').says, sayProblem(problem, 'ko').says]).toEqual([
      'Something happened that Kindlab did not expect: boom',
      '예상하지 못한 일이 일어났습니다: boom',
    ])
  })

  it('take the language from the environment, English for what we do not speak', () => {
    expect(['ko_KR.UTF-8', 'KO', 'en_GB', 'fr', undefined].map(localeFrom)).toEqual(['ko', 'ko', 'en', 'en', 'en'])
  })

  it('say durations as people read them', () => {
    expect([900, 9_940, 59_400, 200_000].map((ms) => sayDuration(ms, 'en'))).toEqual(['0.9 s', '9.9 s', '59 s', '3 min 20 s'])
    expect(sayDuration(200_000, 'ko')).toBe('3분 20초')
  })

  it('fall back to a language that the pack has', () => {
    expect([sayPackText({ ko: '파드' }, 'en'), sayPackText({ en: 'Pod', ko: '파드' }, 'ko')]).toEqual(['파드', '파드'])
  })
})
