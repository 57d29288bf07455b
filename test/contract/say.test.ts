import { describe, expect, it } from 'vitest'
import { fillText, localeFrom } from '../../contract/locale.ts'
import { sayAgo, sayCount, sayDuration, sayElapsed, sayList, sayMemory, sayPackText, sayProblem, saySize } from '../../contract/say.ts'

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
    expect([3_900_000, 190_000_000].map((ms) => sayDuration(ms, 'en'))).toEqual(['1 h 5 min', '2 d 4 h'])
    expect(sayDuration(3_900_000, 'ko')).toBe('1시간 5분')
  })

  it('fall back to a language that the pack has', () => {
    expect([sayPackText({ ko: '파드' }, 'en'), sayPackText({ en: 'Pod', ko: '파드' }, 'ko')]).toEqual(['파드', '파드'])
  })
})

describe('how long something has been so', () => {
  it('is one whole number of what matters', () => {
    expect([5_000, 12_900, 59_999, 60_000, 185_000, 7_300_000].map((ms) => [sayElapsed(ms, 'en'), sayElapsed(ms, 'ko')])).toEqual([
      ['5 s', '5초'],
      ['12 s', '12초'],
      ['59 s', '59초'],
      ['1 min', '1분'],
      ['3 min', '3분'],
      ['2 h', '2시간'],
    ])
  })

  it('is not counted while it is fresh, nor when nobody can have looked on all the time', () => {
    expect([-1_000, 0, 4_999, 86_400_000].map((ms) => sayElapsed(ms, 'en'))).toEqual([undefined, undefined, undefined, undefined])
  })
})

describe('how long ago', () => {
  const now = Date.UTC(2026, 10, 24, 12)
  const ago = (seconds: number): readonly string[] => (['en', 'ko'] as const).map((locale) => sayAgo(now - seconds * 1000, now, locale))

  it('is said by each language’s own rules', () => {
    expect([5, 61, 300, 3_600, 7_300, 86_400, 3 * 86_400, 8 * 86_400].map(ago)).toEqual([
      ['just now', '방금 전'],
      ['1 minute ago', '1분 전'],
      ['5 minutes ago', '5분 전'],
      ['1 hour ago', '1시간 전'],
      ['2 hours ago', '2시간 전'],
      ['yesterday', '어제'],
      ['3 days ago', '3일 전'],
      ['last week', '지난주'],
    ])
  })

  it('is never in the future, whatever two clocks say', () => {
    expect(ago(-90)).toEqual(['just now', '방금 전'])
  })
})

describe('figures', () => {
  it('are counted with the plural that the language has', () => {
    const checks = { one: '{count} check', other: '{count} checks' }
    expect([0, 1, 2].map((count) => sayCount(checks, count, 'en'))).toEqual(['0 checks', '1 check', '2 checks'])
    expect([1, 2].map((count) => sayCount({ other: '확인 {count}개' }, count, 'ko'))).toEqual(['확인 1개', '확인 2개'])
  })

  it('are memory as Kubernetes counts it, and disk as downloads are', () => {
    expect([128 * 2 ** 20, 1.5 * 2 ** 30, 2 ** 30].map(sayMemory)).toEqual(['128 MiB', '1.5 GiB', '1 GiB'])
    expect([48e6, 1.25e9, 10].map(saySize)).toEqual(['48 MB', '1.3 GB', '1 MB'])
  })

  it('stand in lists as the language joins them', () => {
    expect([sayList(['Pod', 'Service'], 'en'), sayList(['파드', '서비스'], 'ko')]).toEqual(['Pod and Service', '파드 및 서비스'])
  })
})
