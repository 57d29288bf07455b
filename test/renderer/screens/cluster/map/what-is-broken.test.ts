import { expect, it } from 'vitest'
import { litObjects } from '../../../../../renderer/screens/cluster/map/lit-objects.ts'
import { nearestStop } from '../../../../../renderer/screens/cluster/map/nearest-stop.ts'
import { whatIsBroken } from '../../../../../renderer/screens/cluster/map/what-is-broken.ts'
import type { Attempt } from '../../../../../contract/attempt.ts'
import { aSummary, anEdge } from '../summaries.ts'

const service = aSummary('Service', 'web')
const astray = anEdge('selects', service, undefined, { code: 'selects-nothing', facts: { selector: 'app=wbe' } })

it('an edge that leads nowhere is told in both languages', () => {
  expect(whatIsBroken([service], [astray], 'en')).toEqual([{ object: service.id, sentence: 'Service web leads nowhere: its selector app=wbe matches no Pod.' }])
  expect(whatIsBroken([service], [astray], 'ko')[0]?.sentence).toBe('Service web: 셀렉터 app=wbe 조건에 맞는 파드가 없어 요청이 갈 곳이 없습니다.')
})

it('where the cause is known it is told instead, once for everything that it keeps from being well', () => {
  const cause = { code: 'no-pods', object: { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' }, command: 'kubectl get pods', facts: { selector: 'app=wbe' } } as const
  const broken = aSummary('Service', 'web', { status: { word: 'NoEndpoints', tone: 'broken' }, cause })
  expect(whatIsBroken([broken, { ...broken, id: 'another' }], [astray], 'en').map(({ sentence }) => sentence)).toEqual(['Service web has no endpoints: there is no Pod yet that its selector app=wbe could match.'])
})

it('what all Pods of a Deployment lack is said once, of the Deployment', () => {
  const web = aSummary('Deployment', 'web')
  const set = aSummary('ReplicaSet', 'web-1', { owner: web })
  const pods = ['a', 'b'].map((name) => aSummary('Pod', name, { owner: set }))
  const faults = pods.map((pod) => anEdge('uses', pod, aSummary('ConfigMap', 'settings'), { code: 'object-missing', facts: { kind: 'ConfigMap', name: 'settings' } }))
  expect(whatIsBroken([web, set, ...pods], faults, 'en')).toEqual([{ object: web.id, sentence: 'Deployment web lacks what it needs: there is no ConfigMap settings.' }])
})

it('what only needs time is not called broken', () => {
  expect(whatIsBroken([aSummary('Deployment', 'web', { status: { word: 'Progressing', tone: 'under-way' }, cause: { code: 'rollout-paused', object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, command: '' } })], [], 'en')).toEqual([])
})

it('lights what the checks look at that have not passed, and no others', () => {
  const check = (kind: 'passed' | 'wrong', name: string): object => ({ verdict: kind === 'passed' ? { kind } : { kind, evidence: [{ code: 'object-missing', object: { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name } }] } })
  // Only what the function reads of an attempt.
  const attempt = { steps: [{ state: 'passed', checks: [check('wrong', 'old')] }, { state: 'open', checks: [check('passed', 'done'), check('wrong', 'web')] }] } as unknown as Attempt
  expect([...litObjects(attempt, [service])]).toEqual([service.id])
  expect([...litObjects(undefined, [service])]).toEqual([])
})

it('an arrow key leads to what is nearest that way', () => {
  const at = (left: number, top: number) => ({ left, top, width: 10, height: 10 })
  const stops = [{ stop: 'right', box: at(100, 5) }, { stop: 'far right', box: at(300, 0) }, { stop: 'below', box: at(10, 80) }]
  expect(['ArrowRight', 'ArrowDown', 'ArrowLeft', 'a'].map((key) => nearestStop(at(0, 0), stops, key))).toEqual(['right', 'below', undefined, undefined])
})
