import { describe, expect, it } from 'vitest'
import { isShown, namespacesIn, shortAge, sorted, tallyOf } from '../../../../renderer/screens/cluster/where-to-look.ts'
import { aSummary } from './summaries.ts'

const everywhere = { chosen: [], labs: [] }
const all = { filter: '', tone: undefined }

describe('where one looks', () => {
  it('is the lab’s namespaces, until others are chosen', () => {
    expect(namespacesIn({ chosen: [], labs: ['shop-1'] })).toEqual(['shop-1'])
    expect(namespacesIn({ chosen: ['kube-system'], labs: ['shop-1'] })).toEqual(['kube-system'])
  })

  it('leaves out Kubernetes’ own where nothing was chosen', () => {
    const dns = aSummary('Pod', 'coredns', { namespace: 'kube-system' })
    expect([isShown(dns, { scope: everywhere, ...all }), isShown(dns, { scope: { chosen: ['kube-system'], labs: [] }, ...all }), isShown(aSummary('Pod', 'web'), { scope: everywhere, ...all })]).toEqual([false, true, true])
  })

  it('is narrowed by name and by how things fare', () => {
    const web = aSummary('Pod', 'web-1', { status: { word: 'Running', tone: 'well' } })
    expect([isShown(web, { scope: everywhere, filter: ' WEB', tone: 'well' }), isShown(web, { scope: everywhere, filter: 'db', tone: undefined }), isShown(web, { scope: everywhere, filter: '', tone: 'broken' })]).toEqual([true, false, false])
  })
})

describe('a list', () => {
  const pods = [aSummary('Pod', 'web-10', { restarts: 1, madeAt: 5 }), aSummary('Pod', 'web-2', { restarts: 4, madeAt: 9, status: { word: 'Error', tone: 'broken' } })]
  const names = (column: Parameters<typeof sorted>[1]['column'], isDown = false): string[] => sorted(pods, { column, isDown }).map(({ name }) => name)

  it('is sorted as people count, and with what is broken first', () => {
    expect([names('name'), names('status'), names('restarts', true), names('age')]).toEqual([['web-2', 'web-10'], ['web-2', 'web-10'], ['web-2', 'web-10'], ['web-2', 'web-10']])
    expect([names('name', true), names('age', true)]).toEqual([['web-10', 'web-2'], ['web-10', 'web-2']])
  })

  it('is counted by how things fare', () => {
    expect(tallyOf(pods)).toEqual({ well: 0, 'under-way': 0, broken: 1, neutral: 1 })
  })
})

it('ages are as short as kubectl writes them', () => {
  const second = 1_000
  expect([0, 119, 120, 7_200, 172_800].map((seconds) => shortAge(0, seconds * second))).toEqual(['0s', '119s', '2m', '2h', '2d'])
})
