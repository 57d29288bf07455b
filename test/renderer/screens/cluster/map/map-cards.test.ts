import { describe, expect, it } from 'vitest'
import { clusterMap, type MapCard } from '../../../../../renderer/screens/cluster/map/map-cards.ts'
import { aSummary, anEdge } from '../summaries.ts'

const web = aSummary('Deployment', 'web')
const set = aSummary('ReplicaSet', 'web-1', { owner: web })
const pods = ['a', 'b'].map((name) => aSummary('Pod', name, { owner: set }))
const service = aSummary('Service', 'web')

const told = (card: MapCard): string => (card.kind === 'object' ? `${card.object.kind} ${card.object.name} [${card.groups.map((group) => `${group.set?.name ?? ''}:${group.pods.map(({ name }) => name).join(',')}`).join(' ')}]` : card.kind === 'missing' ? `no ${card.object.kind} ${card.object.name}` : `nothing with ${card.selector}`)

describe('boxes', () => {
  it('hold the Pods that a Deployment’s ReplicaSet made', () => {
    expect(clusterMap([web, set, ...pods], []).cards.map(told)).toEqual(['Deployment web [:a,b]'])
  })

  it('keep those of each ReplicaSet apart while a rollout is under way', () => {
    const next = aSummary('ReplicaSet', 'web-2', { owner: web, madeAt: 1 })
    expect(clusterMap([web, set, next, ...pods, aSummary('Pod', 'c', { owner: next })], []).cards.map(told)).toEqual(['Deployment web [web-1:a,b web-2:c]'])
  })

  it('are a Pod’s own where nobody who is drawn made it', () => {
    expect(clusterMap([aSummary('Pod', 'alone'), aSummary('Pod', 'made', { owner: aSummary('PyTorchJob', 'train') })], []).cards.map(told)).toEqual(['Pod alone [:alone]', 'Pod made [:made]'])
  })

  it('come in the order in which they were made, so that what is new stands at the end', () => {
    expect(clusterMap([aSummary('Service', 'b', { madeAt: 2 }), aSummary('Service', 'a', { madeAt: 3 }), aSummary('Service', 'c', { madeAt: 1 })], []).cards.map(told)).toEqual(['Service c []', 'Service b []', 'Service a []'])
  })
})

describe('lines', () => {
  const lines = (map: ReturnType<typeof clusterMap>): string[] => map.links.map(({ from, kind, to, faults }) => `${from.split('/').at(-1)} ${kind} ${to.split('/').at(-1)}${faults.map(({ code }) => ` ${code}`).join('')}`)

  it('from a Service to each of a Deployment’s Pods are one', () => {
    expect(lines(clusterMap([web, set, ...pods, service], pods.map((pod) => anEdge('selects', service, pod))))).toEqual(['web selects web'])
  })

  it('say once what is off with several', () => {
    const fault = { code: 'not-ready', facts: {} } as const
    expect(lines(clusterMap([web, set, ...pods, service], pods.map((pod) => anEdge('selects', service, pod, fault))))).toEqual(['web selects web not-ready'])
  })

  it('lead to a box for what is missing, and to one for the nothing that a selector matches', () => {
    const missing = anEdge('uses', pods[0] ?? web, aSummary('ConfigMap', 'settings'), { code: 'object-missing', facts: { kind: 'ConfigMap', name: 'settings' } })
    const astray = anEdge('selects', service, undefined, { code: 'selects-nothing', facts: { selector: 'app=wbe' } })
    const map = clusterMap([web, set, ...pods, service], [missing, astray])
    expect(map.cards.map(told)).toEqual(['Deployment web [:a,b]', 'Service web []', 'no ConfigMap settings', 'nothing with app=wbe'])
    expect(map.links).toHaveLength(2)
  })

  it('do not lead to what may be absent, nor within a box', () => {
    expect(clusterMap([web, set, ...pods], [anEdge('uses', pods[0] ?? web, aSummary('ConfigMap', 'optional')), anEdge('owns', set, pods[0])]).links).toEqual([])
  })
})
