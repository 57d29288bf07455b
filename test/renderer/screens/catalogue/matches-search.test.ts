import { describe, expect, it } from 'vitest'
import { matchesSearch } from '../../../../renderer/screens/catalogue/matches-search.ts'
import { aSummary } from '../../../builders/lab-summaries.ts'

const lab = aSummary('service-in-front', { title: { en: 'A Service in front', ko: '앞에 서는 서비스' }, summary: { en: 'One address for many Pods.', ko: '여러 파드에 하나의 주소.' }, concepts: ['labels'] })
const finds = (search: string): boolean => matchesSearch(lab, search, { labels: { en: 'Labels and selectors', ko: '레이블과 셀렉터' } })

describe('a search', () => {
  it('finds a lab by its title, summary, concepts and name, in either language', () => {
    expect(['service', '서비스', 'ADDRESS', '주소', 'selectors', '셀렉터', 'in-front', ''].filter((search) => !finds(search))).toEqual([])
  })

  it('wants every word', () => {
    expect([finds('pods 서비스'), finds('pods ingress')]).toEqual([true, false])
  })
})
