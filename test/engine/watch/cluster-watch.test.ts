import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type Draft, FakeApiServer } from '../../fakes/fake-api-server.ts'
import { usualTiming } from '../../../engine/watch/timing.ts'
import { Recording } from './recording.ts'

const configMaps = { apiVersion: 'v1', kind: 'ConfigMap' }
const widgets = { apiVersion: 'example.dev/v1', kind: 'Widget' }
const widgetFacts = { ...widgets, plural: 'widgets', namespaced: true, verbs: ['list', 'watch'] }
const aConfigMap = (name: string): Draft => ({ ...configMaps, metadata: { name, namespace: 'default' } })

const aCrd = (isEstablished: boolean): Draft => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.dev' },
  spec: { group: 'example.dev', scope: 'Namespaced', names: { kind: 'Widget', plural: 'widgets' }, versions: [{ name: 'v1', served: true }] },
  status: { conditions: [{ type: 'Established', status: isEstablished ? 'True' : 'False' }] },
})

describe('want', () => {
  it('shares one watch among all who want the same, until the last has disposed', async () => {
    await using fake = await FakeApiServer.start()
    fake.put(aConfigMap('web'))
    using record = new Recording(fake)
    const [first, second] = [record.watch.want(configMaps), record.watch.want({ ...configMaps })]
    await Promise.all([first.synced(), second.synced()])
    await record.until('a watch', () => fake.watches === 1)
    first.dispose()
    first.dispose()
    fake.put(aConfigMap('later'))
    await record.untilTold('added default/later@102')
    expect(second.objects.size).toBe(2)
    expect(fake.requests).toHaveLength(2)
    second.dispose()
    await record.until('no watch', () => fake.watches === 0)
  })

  it('gives who comes later the objects at once, and tells no change twice', async () => {
    await using fake = await FakeApiServer.start()
    fake.put(aConfigMap('web'))
    using record = new Recording(fake)
    await record.watch.want(configMaps).synced()
    const later = record.watch.want(configMaps)
    await later.synced()
    expect([...later.objects.keys()]).toEqual(['default/web'])
    expect(record.story).toEqual(['added default/web@101', 'state live'])
  })

  it('starts anew for who comes after the last has gone', async () => {
    await using fake = await FakeApiServer.start()
    using record = new Recording(fake)
    const first = record.watch.want(configMaps)
    await first.synced()
    first.dispose()
    fake.put(aConfigMap('web'))
    const second = record.watch.want(configMaps)
    await second.synced()
    expect([...second.objects.keys()]).toEqual(['default/web'])
  })

  it('carries more scopes than one connection may have streams', async () => {
    await using fake = await FakeApiServer.start()
    using record = new Recording(fake, { timing: usualTiming })
    const namespaces = Array.from({ length: 170 }, (_, number) => `team-${number}`)
    await Promise.all(namespaces.map((namespace) => record.watch.want({ ...configMaps, namespace }).synced()))
    await record.until('all watches', () => fake.watches === 170)
    expect(fake.connections).toBe(3)
    await record.until('live', () => record.watch.sight.kind === 'live')
  })
})

describe('confirm', () => {
  it('calls back when all that the server had sent is in the picture', async () => {
    await using fake = await FakeApiServer.start()
    using record = new Recording(fake)
    const handle = record.watch.want(configMaps)
    await record.until('a watch', () => fake.watches === 1 && record.watch.sight.kind === 'live')
    for (let round = 0; round < 20; round += 1) {
      fake.put(aConfigMap(`one-${round}`))
      const confirmed = Promise.withResolvers<number>()
      record.watch.confirm(() => confirmed.resolve(handle.objects.size))
      expect(await confirmed.promise).toBe(round + 1)
    }
  })

  it('waits over a lost connection until the picture is whole again', async () => {
    await using fake = await FakeApiServer.start()
    using record = new Recording(fake)
    const handle = record.watch.want(configMaps)
    await record.until('a watch', () => fake.watches === 1)
    fake.cutSessions()
    await record.until('the loss', () => fake.watches === 0)
    fake.put(aConfigMap('meanwhile'))
    const confirmed = Promise.withResolvers<number>()
    record.watch.confirm(() => confirmed.resolve(handle.objects.size))
    expect(await confirmed.promise).toBe(1)
  })

  it('waits between two watches for the next', async () => {
    await using fake = await FakeApiServer.start()
    using record = new Recording(fake)
    const handle = record.watch.want(configMaps)
    await record.until('a watch', () => fake.watches === 1)
    fake.refuse = () => 500
    fake.endWatches()
    await record.until('a refusal', () => record.log.length > 0)
    fake.put(aConfigMap('meanwhile'))
    const confirmed = Promise.withResolvers<number>()
    record.watch.confirm(() => confirmed.resolve(handle.objects.size))
    fake.refuse = () => undefined
    expect(await confirmed.promise).toBe(1)
  })

  it('calls back at once where nothing is watched', async () => {
    await using fake = await FakeApiServer.start()
    using record = new Recording(fake)
    let isConfirmed = false
    record.watch.confirm(() => (isConfirmed = true))
    expect(isConfirmed).toBe(true)
  })
})

describe('synced', () => {
  it('rejects for who disposes or aborts before the first list', async () => {
    await using fake = await FakeApiServer.start()
    fake.refuse = () => 500
    using record = new Recording(fake)
    const handle = record.watch.want(configMaps)
    const abort = new AbortController()
    const waiting = [handle.synced(abort.signal), handle.synced()]
    abort.abort(new Error('no longer'))
    await expect(waiting[0]).rejects.toThrow('no longer')
    handle.dispose()
    await expect(waiting[1]).rejects.toThrow('ended before its first list came')
  })
})

describe('listeners', () => {
  it('that throw stop neither the others nor the watch', async () => {
    await using fake = await FakeApiServer.start()
    using record = new Recording(fake)
    record.watch.onChange(() => {
      throw new Error('a fault of the listener')
    })
    const heard: string[] = []
    record.watch.onChange((change) => void heard.push(change.kind))
    await record.watch.want(configMaps).synced()
    await record.until('a watch', () => fake.watches === 1)
    fake.put(aConfigMap('web'))
    await record.untilTold('added default/web@101')
    expect(heard).toEqual(['state', 'added'])
    expect(record.log.join()).toContain('a fault of the listener')
  })

  it('see a change in the handle before they hear of it', async () => {
    await using fake = await FakeApiServer.start()
    fake.put(aConfigMap('web'))
    using record = new Recording(fake)
    const handle = record.watch.want(configMaps)
    const seen: unknown[] = []
    record.watch.onChange((change) => void seen.push([change.kind, handle.state, handle.objects.size]))
    await handle.synced()
    expect(seen).toEqual([
      ['added', 'live', 1],
      ['state', 'live', 1],
    ])
  })

  it('may dispose the watch while they are told', async () => {
    await using fake = await FakeApiServer.start()
    using record = new Recording(fake)
    const handle = record.watch.want(configMaps)
    await record.until('a watch', () => fake.watches === 1)
    record.watch.onChange(() => handle.dispose())
    fake.put(aConfigMap('one'))
    fake.put(aConfigMap('two'))
    await record.until('no watch', () => fake.watches === 0)
    expect(record.story).toEqual(['state live', 'added default/one@101'])
  })
})

describe('a kind that is not served', () => {
  it('is absent, costs no requests, and comes to life with its CRD', async () => {
    await using fake = await FakeApiServer.start()
    using record = new Recording(fake)
    const handle = record.watch.want(widgets)
    await handle.synced()
    expect([handle.state, handle.problem?.code]).toEqual(['absent', 'watch-absent'])
    await record.until('a watch of CRDs', () => fake.watches === 1)
    const before = fake.requests.length
    fake.put(aCrd(false))
    fake.kinds = [...fake.kinds, widgetFacts]
    fake.put(aCrd(true))
    fake.put({ ...widgets, metadata: { name: 'blue', namespace: 'default' } })
    await record.untilTold('added default/blue@103')
    await record.until('only the watch of widgets', () => fake.watches === 1 && fake.requests.length === before + 2)
    expect(fake.requests.slice(before)).toEqual([
      '/apis/example.dev/v1/widgets?limit=500',
      '/apis/example.dev/v1/widgets?watch=1&allowWatchBookmarks=true&resourceVersion=103',
    ])
    expect(record.story).toEqual(['state absent', 'added default/blue@103', 'state live'])
  })

  it('comes to life also where its paths follow its CRD late', async () => {
    await using fake = await FakeApiServer.start()
    using record = new Recording(fake)
    const handle = record.watch.want(widgets)
    await record.until('a watch of CRDs', () => fake.watches === 1)
    fake.put(aCrd(true))
    await record.until('a first try', () => fake.requests.some((path) => path.includes('widgets')))
    fake.kinds = [...fake.kinds, widgetFacts]
    await record.until('live', () => handle.state === 'live')
  })

  it('becomes absent when its CRD goes, and its objects are told as deleted', async () => {
    await using fake = await FakeApiServer.start()
    const builtIn = fake.kinds
    fake.kinds = [...builtIn, widgetFacts]
    fake.put({ ...widgets, metadata: { name: 'blue', namespace: 'default' } })
    using record = new Recording(fake)
    const handle = record.watch.want(widgets)
    await record.until('a watch', () => fake.watches === 1)
    fake.kinds = builtIn
    fake.endWatches()
    await record.until('absent', () => handle.state === 'absent')
    fake.kinds = [...builtIn, widgetFacts]
    fake.put(aCrd(true))
    await record.untilTold('gap relist')
    expect(record.story).toEqual([
      'added default/blue@101',
      'state live',
      'deleted default/blue@101',
      'state absent',
      'added default/blue@101',
      'gap relist',
      'state live',
    ])
  })

  it('is asked for now and then where CRDs may not be watched', async () => {
    await using fake = await FakeApiServer.start()
    let denials = 0
    fake.refuse = (path) => (path.includes('customresourcedefinitions') ? ((denials += 1), 403) : undefined)
    using record = new Recording(fake)
    const handle = record.watch.want(widgets)
    await record.until('more than one denial', () => denials > 1)
    expect(handle.state).toBe('absent')
    fake.kinds = [...fake.kinds, widgetFacts]
    await record.until('live', () => handle.state === 'live')
  })
})

describe('a kind that we may not see', () => {
  it('is denied, and seen as soon as it is allowed', async () => {
    await using fake = await FakeApiServer.start()
    fake.refuse = () => 403
    using record = new Recording(fake)
    const handle = record.watch.want(configMaps)
    await handle.synced()
    expect([handle.state, handle.problem?.code, record.watch.sight.kind]).toEqual(['denied', 'watch-denied', 'live'])
    fake.refuse = () => undefined
    await record.until('live', () => handle.state === 'live')
    expect(record.story).toEqual(['state denied', 'state live'])
  })

  it('is not given up for a refusal that a starting server takes back', async () => {
    await using fake = await FakeApiServer.start()
    using record = new Recording(fake)
    record.watch.want(configMaps)
    await record.until('a watch', () => fake.watches === 1)
    let refusals = 2
    fake.refuse = () => (refusals-- > 0 ? 403 : undefined)
    fake.cutSessions()
    await record.until('a watch again', () => refusals < 0 && fake.watches === 1)
    expect(record.story).toEqual(['state live'])
  })
})

describe('dispose', () => {
  it('ends connections, waiting and telling', async () => {
    await using fake = await FakeApiServer.start()
    using record = new Recording(fake)
    const handle = record.watch.want(configMaps)
    await record.until('a watch', () => fake.watches === 1)
    record.watch.dispose()
    record.watch.dispose()
    await record.until('no connection', () => fake.sessions === 0)
    fake.put(aConfigMap('web'))
    await setImmediate()
    expect(record.story).toEqual(['state live'])
    expect(() => record.watch.want(configMaps)).toThrow('the watch has ended')
    expect(handle.objects.size).toBe(0)
  })
})
