import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type Draft, FakeApiServer } from '../../fakes/fake-api-server.ts'
import { fakeTls } from '../../fakes/fake-tls.ts'
import { TcpProxy } from '../../fakes/tcp-proxy.ts'
import type { KubeAccess } from '../../../engine/kube/kube-client.ts'
import type { ClusterWatchOptions } from '../../../engine/watch/cluster-watch.ts'
import type { WatchTiming } from '../../../engine/watch/timing.ts'
import { quickTiming, Recording } from './recording.ts'

const configMaps = { apiVersion: 'v1', kind: 'ConfigMap' }
const aConfigMap = (name: string): Draft => ({ ...configMaps, metadata: { name, namespace: 'default' } })

/** A fake API server, a wire to it with faults, and a watch over that wire. */
async function aWatchOverAWire(timing: Partial<WatchTiming> = {}, options: Partial<ClusterWatchOptions> = {}) {
  const fake = await FakeApiServer.start()
  const wire = await TcpProxy.to({ host: '127.0.0.1', port: fake.port })
  let now = 1_000_000
  const clock = { now: () => now, leap: (milliseconds: number) => (now += milliseconds) }
  const record = new Recording({ access: { server: `http://127.0.0.1:${wire.port}`, authority: '' }, discover: fake.discover }, { clock, timing: { ...quickTiming, ...timing }, ...options })
  return {
    fake,
    wire,
    record,
    clock,
    sight: () => record.sights.map((one) => (one.kind === 'live' ? 'live' : one.problem.code)),
    [Symbol.asyncDispose]: async () => {
      record.watch.dispose()
      await wire[Symbol.asyncDispose]()
      await fake[Symbol.asyncDispose]()
    },
  }
}

describe('a connection', () => {
  it.each(['fin', 'rst'] as const)('that ends by %s is made again at once, and nobody is alarmed', async (fault) => {
    await using all = await aWatchOverAWire()
    const { fake, wire, record } = all
    record.watch.want(configMaps)
    await record.until('a watch', () => fake.watches === 1)
    wire[fault]()
    fake.put(aConfigMap('meanwhile'))
    await record.untilTold('added default/meanwhile@101')
    fake.put(aConfigMap('after'))
    await record.untilTold('added default/after@102')
    expect(record.story).toEqual(['state live', 'added default/meanwhile@101', 'added default/after@102'])
    expect(all.sight()).toEqual([])
  })

  it('that goes silent is lost, and what it kept back is neither missed nor told twice', async () => {
    await using all = await aWatchOverAWire()
    const { fake, wire, record } = all
    record.watch.want(configMaps)
    await record.until('a watch', () => fake.watches === 1)
    wire.blackHole()
    fake.put(aConfigMap('meanwhile'))
    await record.until('lost', () => record.watch.sight.kind === 'lost')
    await wire.pass()
    await record.until('live', () => record.watch.sight.kind === 'live')
    await record.untilTold('added default/meanwhile@101')
    fake.put(aConfigMap('after'))
    await record.untilTold('added default/after@102')
    expect(record.story).toEqual(['state live', 'added default/meanwhile@101', 'added default/after@102'])
    expect(all.sight()).toEqual(['watch-silent', 'live'])
  })

  it('that is refused is lost at once, tried again and again, and right when the door opens', async () => {
    await using all = await aWatchOverAWire()
    const { fake, wire, record } = all
    record.watch.want(configMaps)
    await record.until('a watch', () => fake.watches === 1)
    await wire.refuse()
    await record.until('lost', () => record.watch.sight.kind === 'lost')
    fake.put(aConfigMap('meanwhile'))
    await wire.pass()
    await record.untilTold('added default/meanwhile@101')
    await record.until('live', () => record.watch.sight.kind === 'live')
    expect(all.sight()).toEqual(['watch-disconnected', 'live'])
    expect(record.story).toEqual(['state live', 'added default/meanwhile@101'])
  })

  it('keeps the first moment of a loss however many attempts fail', async () => {
    await using all = await aWatchOverAWire()
    const { fake, wire, record, clock } = all
    record.watch.want(configMaps)
    await record.until('a watch', () => fake.watches === 1)
    await wire.refuse()
    await record.until('lost', () => record.watch.sight.kind === 'lost')
    clock.leap(500)
    await record.until('more attempts', () => record.log.filter((line) => line.includes('ECONNREFUSED')).length > 3)
    expect(record.watch.sight).toMatchObject({ kind: 'lost', since: 1_000_000 })
  })

  it('is not made, and no ping sent, while nothing is wanted', async () => {
    await using all = await aWatchOverAWire()
    const { wire, record } = all
    expect(wire.connections).toBe(0)
    const handle = record.watch.want(configMaps)
    await handle.synced()
    handle.dispose()
    await record.until('no connection', () => all.fake.sessions === 0)
    expect([wire.connections, record.watch.sight]).toEqual([1, { kind: 'live' }])
  })

  it('that was there from the first moment on never counts as lost', async () => {
    await using all = await aWatchOverAWire()
    await all.record.watch.want(configMaps).synced()
    await all.record.until('several pings', () => all.fake.pings > 5)
    expect(all.sight()).toEqual([])
  })

  it('that never comes is told as not there yet, then as silent', async () => {
    await using all = await aWatchOverAWire({ blink: 10 })
    const { wire, record } = all
    wire.blackHole()
    record.watch.want(configMaps)
    await record.until('silent', () => all.sight().includes('watch-silent'))
    expect(all.sight()).toEqual(['watch-connecting', 'watch-silent'])
  })

  it('is live though a new scope still waits for its first list: that is told by its state', async () => {
    await using all = await aWatchOverAWire({ blink: 10 })
    const { fake, wire, record } = all
    wire.blackHole()
    fake.refuse = () => 503
    const handle = record.watch.want(configMaps)
    await record.until('lost', () => record.watch.sight.kind === 'lost')
    await wire.pass()
    await record.until('live', () => record.watch.sight.kind === 'live')
    expect([handle.state, handle.problem]).toEqual(['syncing', undefined])
  })

  it('is not live again before every scope has caught up', async () => {
    await using all = await aWatchOverAWire()
    const { fake, wire, record } = all
    record.watch.want(configMaps)
    record.watch.want({ apiVersion: 'v1', kind: 'Pod' })
    await record.until('two watches', () => fake.watches === 2)
    await wire.refuse()
    await record.until('lost', () => record.watch.sight.kind === 'lost')
    let isHeld = true
    fake.refuse = (path) => (path.includes('pods') && isHeld ? 503 : undefined)
    await wire.pass()
    await record.until('one watch', () => fake.watches === 1)
    expect(record.watch.sight.kind).toBe('lost')
    isHeld = false
    await record.until('live', () => record.watch.sight.kind === 'live')
    expect(fake.watches).toBe(2)
  })
})

describe('a process that stood still', () => {
  it('leaves a gap in every scope that had a picture, and asks the other side before it trusts its eyes again', async () => {
    await using all = await aWatchOverAWire()
    const { fake, record, clock } = all
    record.watch.want(configMaps)
    await record.until('a watch', () => fake.watches === 1)
    clock.leap(60_000)
    await record.until('lost and live', () => all.sight().length === 2)
    expect(record.changes.filter(({ kind }) => kind === 'gap')).toEqual([{ kind: 'gap', scope: configMaps, from: 1_000_000, to: 1_060_000, reason: 'frozen' }])
    expect(all.sight()).toEqual(['watch-frozen', 'live'])
    expect(fake.requests).toHaveLength(2)
  })

  it('makes a new connection where the old one does not answer any more', async () => {
    await using all = await aWatchOverAWire()
    const { fake, wire, record, clock } = all
    record.watch.want(configMaps)
    await record.until('a watch', () => fake.watches === 1)
    wire.blackHole()
    clock.leap(60_000)
    await record.until('silence', () => record.log.some((line) => line.includes('no answer to a ping')))
    await wire.pass()
    await record.until('live', () => record.watch.sight.kind === 'live')
    fake.put(aConfigMap('after'))
    await record.untilTold('added default/after@101')
    expect(record.story).toEqual(['state live', 'gap frozen', 'added default/after@101'])
  })
})

describe('a server whose storage went back to a snapshot', () => {
  it('is listed anew, with a gap, instead of waiting for a version that will not come', async () => {
    await using fake = await FakeApiServer.start()
    fake.put(aConfigMap('kept'))
    using record = new Recording(fake)
    const handle = record.watch.want(configMaps)
    await record.until('a watch', () => fake.watches === 1)
    for (const name of ['lost-1', 'lost-2', 'lost-3']) fake.put(aConfigMap(name))
    await record.untilTold('added default/lost-3@104')
    fake.goBack(3)
    fake.cutSessions()
    await record.untilTold('gap disconnected')
    fake.put(aConfigMap('new'))
    await record.untilTold('added default/new@102')
    expect(handle.objects).toEqual(fake.objects(configMaps))
  })
})

describe('credentials', () => {
  it('that are not accepted are told, and tried again', async () => {
    await using fake = await FakeApiServer.start()
    fake.refuse = () => 401
    using record = new Recording(fake)
    const handle = record.watch.want(configMaps)
    await record.until('lost', () => record.watch.sight.kind === 'lost')
    expect(record.watch.sight).toMatchObject({ kind: 'lost', problem: { code: 'watch-unauthorized' } })
    fake.refuse = () => undefined
    await record.until('live', () => handle.state === 'live' && record.watch.sight.kind === 'live')
  })

  it('are a client certificate, checked against the authority and the name that the access gives', async () => {
    await using fake = await FakeApiServer.start({ cert: fakeTls.serverCertificate, key: fakeTls.serverKey, ca: fakeTls.authority, requestCert: true, rejectUnauthorized: true })
    const access = {
      server: `https://127.0.0.1:${fake.port}`,
      authority: fakeTls.authority,
      certificate: fakeTls.clientCertificate,
      key: fakeTls.clientKey,
      serverName: 'kubernetes',
    }
    using record = new Recording({ access, discover: fake.discover })
    await record.watch.want(configMaps).synced()
    using stranger = new Recording({ access: { ...access, serverName: 'somebody-else' }, discover: fake.discover })
    stranger.watch.want(configMaps)
    await stranger.until('lost', () => stranger.watch.sight.kind === 'lost')
    expect(stranger.watch.sight).toMatchObject({ problem: { code: 'watch-untrusted' } })
  })

  it('are a bearer token where there is one', async () => {
    await using fake = await FakeApiServer.start()
    fake.accepts = (authorization) => authorization === 'Bearer secret'
    using record = new Recording({ access: { ...fake.access, token: 'secret' }, discover: fake.discover })
    await record.watch.want(configMaps).synced()
    await setImmediate()
    expect(record.story).toEqual(['state live'])
  })

  it('that were refused are renewed where they can be, and nobody notices', async () => {
    await using fake = await FakeApiServer.start()
    fake.accepts = (authorization) => authorization === 'Bearer renewed'
    const access: KubeAccess & { token: string } = {
      ...fake.access,
      token: 'old',
      renew: async (refused) => {
        if (refused?.token === 'old') access.token = 'renewed'
      },
    }
    using record = new Recording({ access, discover: fake.discover })
    await record.watch.want(configMaps).synced()
    await setImmediate()
    expect(record.story).toEqual(['state live'])
  })

  it('that cannot be renewed are told with what their plugin says', async () => {
    await using fake = await FakeApiServer.start()
    using record = new Recording({ access: { ...fake.access, renew: () => Promise.reject(new Error('log in first')) }, discover: fake.discover })
    record.watch.want(configMaps)
    await record.until('lost', () => record.watch.sight.kind === 'lost')
    expect(record.watch.sight).toMatchObject({ problem: { code: 'watch-unauthorized', detail: expect.stringContaining('log in first') } })
  })
})

describe('a heartbeat', () => {
  const lease: Draft = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'node', namespace: 'kube-node-lease' } }
  const heartbeat = { scope: { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', namespace: 'kube-node-lease' }, silentAfter: 60 }

  it('that stops takes sight though pings are answered, and gives it back with its next beat', async () => {
    await using fake = await FakeApiServer.start()
    using record = new Recording(fake, { heartbeat })
    record.watch.want(configMaps)
    await record.until('two watches', () => fake.watches === 2)
    await record.until('lost', () => record.watch.sight.kind === 'lost')
    expect(record.watch.sight).toMatchObject({ problem: { code: 'watch-heartbeat' } })
    fake.put(lease)
    await record.until('live', () => record.watch.sight.kind === 'live')
    expect(record.story).toEqual(['state live'])
  })

  it('is not missed while there is no connection: the reason stays the connection', async () => {
    await using all = await aWatchOverAWire({ longestPause: 200 }, { heartbeat: { ...heartbeat, silentAfter: 400 } })
    const { fake, wire, record } = all
    record.watch.want(configMaps)
    await record.until('two watches', () => fake.watches === 2)
    await wire.refuse()
    const before = record.log.length
    await record.until('attempts over more than a beat', () => record.log.length > before + 9)
    expect(all.sight()).toEqual(['watch-disconnected'])
  })

  it('is watched only while anybody looks', async () => {
    await using fake = await FakeApiServer.start()
    using record = new Recording(fake, { heartbeat })
    const handle = record.watch.want(configMaps)
    await record.until('two watches', () => fake.watches === 2)
    handle.dispose()
    await record.until('no connection', () => fake.sessions === 0)
    expect(record.watch.sight.kind).toBe('live')
  })
})
