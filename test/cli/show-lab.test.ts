import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { labLine } from '../../cli/show-lab.ts'
import { aSummary } from '../builders/lab-summaries.ts'

const shown = (...given: Parameters<typeof labLine>): string => stripVTControlCharacters(labLine(...given))

describe('a lab in the list', () => {
  it('tells how far its learner has come, and what was once finished', () => {
    const done = { earned: 3, of: 4, at: new Date(2026, 10, 24, 12).getTime() }
    const underWay = { attempt: 'abc', step: { number: 2, of: 3, title: { en: 'Expose it', ko: '밖에서 보기' } }, usedAt: 0 }
    const lab = aSummary('expose', { done, underWay })
    expect(shown(lab, 'en').split('\n').slice(2)).toEqual(['    ✓ Done on 11/24/2026: 3 of 4 points', '    ▸ Step 2 of 3: Expose it'])
    expect(shown(lab, 'ko').split('\n').slice(2)).toEqual(['    ✓ 2026. 11. 24.에 마침: 4점 중 3점', '    ▸ 3단계 중 2단계: 밖에서 보기'])
  })

  it('says nothing of progress where there is none', () => {
    expect(shown(aSummary('expose'), 'en').split('\n')).toHaveLength(2)
  })
})
