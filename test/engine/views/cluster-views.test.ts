import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FakeClusterWatch } from '../../fakes/fake-cluster-watch.ts'
import { FakeKubeClient } from '../../fakes/fake-kube-client.ts'
import { createClusterViews } from '../../../engine/views/cluster-views.ts'
import type { ObjectDetail, ViewChange } from '../../../contract/views.ts'
import { aPod, anObject, workload } from './objects.ts'

const pods = { apiVersion: 'v1', kind: 'Pod' }
let watch: FakeClusterWatch
let leaving: AbortController

beforeEach(() => {
  vi.useFakeTimers()
  watch = new FakeClusterWatch()
  leaving = new AbortController()
})
afterEach(() => {
  leaving.abort()
  vi.useRealTimers()
})

const views = (): ReturnType<typeof createClusterViews> => createClusterViews({ watch, kube: new FakeKubeClient() })
const inShop = { namespaces: ['shop'] }

/** Reads a stream as it comes. */
function read<One>(stream: AsyncIterable<One>): One[] {
  const got: One[] = []
  void (async () => {
    for await (const one of stream) got.push(one)
  })()
  return got
}
const settle = (milliseconds = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds)
const names = ({ objects }: ViewChange): unknown => ({ put: objects.put.map(({ name, status }) => `${name} ${status.word}`), gone: objects.gone.map((id) => id.split('/').at(-1)) })

it('tells everything once, then only what differs', async () => {
  watch.put(aPod('a'))
  const got = read(views().list({ kind: pods, ...inShop }, leaving.signal))
  await settle()
  watch.put(aPod('b'))
  await settle(100)
  watch.remove(aPod('a'))
  await settle(100)
  expect(got.map(names)).toEqual([{ put: ['a Running'], gone: [] }, { put: ['b Running'], gone: [] }, { put: [], gone: ['a'] }])
})

it('tells a burst of changes ten times a second and no oftener', async () => {
  const got = read(views().list({ kind: pods, ...inShop }, leaving.signal))
  await settle()
  for (let number = 0; number < 100; number += 1) {
    watch.put(aPod(`pod-${number}`))
    await settle(10)
  }
  expect(got.length).toBeLessThanOrEqual(11)
  expect(got.flatMap(({ objects }) => objects.put)).toHaveLength(100)
})

it('watches a kind only while somebody looks', async () => {
  const got = read(views().list({ kind: pods, ...inShop }, leaving.signal))
  await settle()
  expect([got.length, watch.held]).toEqual([1, ['v1/Pod in shop']])
  leaving.abort()
  await settle()
  expect([watch.held, watch.listeners]).toEqual([[], 0])
})

it('shows the map’s edges break and heal', async () => {
  watch.put(anObject('Service', 'web', { spec: { selector: { app: 'web' } } }))
  const got = read(views().map(inShop, leaving.signal))
  await settle()
  watch.put(aPod('web-1', { labels: { app: 'web' } }))
  await settle(100)
  expect(got.map(({ edges }) => edges.put.map(({ kind, fault }) => `${kind} ${fault?.code ?? ''}`))).toEqual([['selects selects-nothing'], ['selects ']])
  expect(got[1]?.edges.gone).toHaveLength(1)
})

it('draws no ReplicaSet that has had its day, and no certificate that is in every namespace', async () => {
  const deployment = workload('Deployment', 'web', { spec: { replicas: 1 } })
  for (const one of [deployment, workload('ReplicaSet', 'web-old', { owner: deployment, spec: { replicas: 0 }, status: { replicas: 0 } }), workload('ReplicaSet', 'web-new', { owner: deployment, spec: { replicas: 1 } }), anObject('ConfigMap', 'kube-root-ca.crt')]) watch.put(one)
  const got = read(views().map(inShop, leaving.signal))
  await settle()
  expect(got[0]?.objects.put.map(({ name }) => name).toSorted()).toEqual(['web', 'web-new'])
})

it('says which kinds may not be seen, and since when the picture may be old', async () => {
  const got = read(views().list({ kind: pods, ...inShop }, leaving.signal))
  await settle()
  watch.enter({ ...pods, namespace: 'shop' }, 'denied')
  await settle(100)
  watch.lose()
  await settle(100)
  expect(got.map(({ kinds, lostSince }) => [kinds.denied, lostSince])).toEqual([[[], undefined], [['v1/Pod'], undefined], [['v1/Pod'], 1_000]])
})

it('tells everything of one object, and that it has gone', async () => {
  const config = anObject('ConfigMap', 'settings', { data: { colour: 'red' } })
  watch.put(config)
  watch.put(aPod('web', { spec: { containers: [{ name: 'main', image: 'nginx', envFrom: [{ configMapRef: { name: 'settings' } }] }] } }))
  watch.put(anObject('Event', 'web.1', { involvedObject: { kind: 'Pod', name: 'web', namespace: 'shop' }, reason: 'Started', message: 'Started container main', type: 'Normal', lastTimestamp: '2026-01-01T00:00:00Z' }))
  const got: (ObjectDetail | null)[] = read(views().object({ ...pods, namespace: 'shop', name: 'web' }, leaving.signal))
  await settle()
  watch.remove(aPod('web'))
  await settle(300)
  expect(got[0]).toMatchObject({
    summary: { name: 'web', status: { word: 'Running', tone: 'well' } },
    relations: [{ kind: 'uses', direction: 'to', object: { kind: 'ConfigMap', name: 'settings' }, isThere: true }],
    events: [{ reason: 'Started', count: 1, isWarning: false }],
    containers: [{ name: 'main', image: 'nginx', status: { word: 'Running', tone: 'well' } }],
  })
  expect(got.at(-1)).toBe(null)
})

it('reads what a container says, with the times that the kubelet writes before its lines', async () => {
  const kube = Object.assign(new FakeKubeClient(), {
    async *follow(): AsyncGenerator<string> {
      yield '2026-01-01T00:00:00.5Z hel'
      yield 'lo\nplain\n2026-01-01T00:00:01Z last'
    },
  })
  const got = read(createClusterViews({ watch, kube }).log({ namespace: 'shop', pod: 'web', container: 'main', previous: false, follow: true }, leaving.signal))
  await settle(200)
  expect(got.flatMap(({ lines }) => lines)).toEqual([{ at: Date.parse('2026-01-01T00:00:00.5Z'), text: 'hello' }, { text: 'plain' }, { at: Date.parse('2026-01-01T00:00:01Z'), text: 'last' }])
  expect(got.at(-1)?.isOver).toBe(true)
})
