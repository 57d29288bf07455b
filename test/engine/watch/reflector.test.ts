import { describe, expect, it } from 'vitest'
import { type Draft, FakeApiServer } from '../../fakes/fake-api-server.ts'
import { Recording } from './recording.ts'

const configMaps = { apiVersion: 'v1', kind: 'ConfigMap' }
const aConfigMap = (name: string, data: Record<string, string> = {}, namespace = 'default'): Draft => ({ ...configMaps, metadata: { name, namespace }, data })

describe('a watched scope', () => {
  it('is listed once, then followed from exactly there', async () => {
    await using fake = await FakeApiServer.start()
    fake.put(aConfigMap('old'))
    using record = new Recording(fake)
    const handle = record.watch.want(configMaps)
    await handle.synced()
    await record.until('a watch', () => fake.watches === 1)
    fake.put(aConfigMap('web'))
    fake.put(aConfigMap('web', { a: '1' }))
    fake.remove(aConfigMap('web'))
    await record.untilTold('deleted default/web@104')
    expect(record.story).toEqual(['added default/old@101', 'state live', 'added default/web@102', 'modified default/web@103', 'deleted default/web@104'])
    expect(handle.objects).toEqual(fake.objects(configMaps))
    expect(fake.requests).toEqual(['/api/v1/configmaps?limit=500', '/api/v1/configmaps?watch=1&allowWatchBookmarks=true&resourceVersion=101'])
    expect(record.watch.requests).toBe(2)
  })

  it('asks for one namespace where one is named', async () => {
    await using fake = await FakeApiServer.start()
    fake.put(aConfigMap('here', {}, 'team-a'))
    fake.put(aConfigMap('there', {}, 'team-b'))
    using record = new Recording(fake)
    const handle = record.watch.want({ ...configMaps, namespace: 'team-a' })
    await handle.synced()
    expect([...handle.objects.keys()]).toEqual(['team-a/here'])
    expect(fake.requests[0]).toBe('/api/v1/namespaces/team-a/configmaps?limit=500')
  })

  it('takes a long list page by page', async () => {
    await using fake = await FakeApiServer.start()
    for (let number = 0; number < 1_201; number += 1) fake.put(aConfigMap(`c${number}`))
    using record = new Recording(fake)
    const handle = record.watch.want(configMaps)
    await handle.synced()
    expect(handle.objects.size).toBe(1_201)
    expect(fake.requests.filter((path) => path.includes('limit=500'))).toHaveLength(3)
  })

  it('begins its list again where the rest of it was forgotten', async () => {
    await using fake = await FakeApiServer.start()
    for (let number = 0; number < 600; number += 1) fake.put(aConfigMap(`c${number}`))
    let isForgotten = false
    fake.refuse = (path) => (path.includes('continue') && !isForgotten ? ((isForgotten = true), 410) : undefined)
    using record = new Recording(fake)
    const handle = record.watch.want(configMaps)
    await handle.synced()
    expect(handle.objects.size).toBe(600)
    expect(record.story).not.toContain('gap relist')
  })

  it('reads events that are cut anywhere, inside a character too', async () => {
    await using fake = await FakeApiServer.start()
    fake.pieces = 3
    using record = new Recording(fake)
    const handle = record.watch.want(configMaps)
    await record.until('a watch', () => fake.watches === 1)
    fake.put(aConfigMap('web', { 인사: '안녕하세요 👋' }))
    await record.untilTold('added default/web@101')
    expect(handle.objects).toEqual(fake.objects(configMaps))
  })
})

describe('a watch that the server ended', () => {
  it.each(['endWatches', 'resetWatches', 'cutSessions', 'goAway'] as const)('goes on where it was after %s: nothing twice, nothing missed, no list, no gap', async (fault) => {
    await using fake = await FakeApiServer.start()
    fake.put(aConfigMap('old'))
    using record = new Recording(fake)
    const handle = record.watch.want(configMaps)
    await record.until('a watch', () => fake.watches === 1)
    fake[fault]()
    fake.put(aConfigMap('web'))
    fake.put(aConfigMap('web', { a: '1' }))
    await record.untilTold('modified default/web@103')
    expect(record.story).toEqual(['added default/old@101', 'state live', 'added default/web@102', 'modified default/web@103'])
    expect(handle.objects).toEqual(fake.objects(configMaps))
    expect(fake.requests.filter((path) => path.includes('limit=500'))).toHaveLength(1)
  })

  it('goes on from its last bookmark', async () => {
    await using fake = await FakeApiServer.start()
    using record = new Recording(fake)
    record.watch.want(configMaps)
    await record.until('a watch', () => fake.watches === 1)
    fake.put({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'other', namespace: 'default' } })
    fake.bookmark()
    fake.endWatches()
    await record.until('a second watch', () => fake.requests.length === 3)
    expect(fake.requests.at(-1)).toContain('resourceVersion=101')
  })

  it('goes on after a line that is no JSON', async () => {
    await using fake = await FakeApiServer.start()
    using record = new Recording(fake)
    record.watch.want(configMaps)
    await record.until('a watch', () => fake.watches === 1)
    fake.say('{"type":"ADDED","object":{"metad')
    await record.until('a second watch', () => fake.requests.length === 3)
    fake.put(aConfigMap('web'))
    await record.untilTold('added default/web@101')
  })

  it('drops what a server sends again', async () => {
    await using fake = await FakeApiServer.start()
    const object = fake.put(aConfigMap('web'))
    using record = new Recording(fake)
    record.watch.want(configMaps)
    await record.until('a watch', () => fake.watches === 1)
    fake.say(JSON.stringify({ type: 'ADDED', object }))
    fake.say(JSON.stringify({ type: 'MODIFIED', object }))
    fake.put(aConfigMap('web', { a: '1' }))
    await record.untilTold('modified default/web@102')
    expect(record.story).toEqual(['added default/web@101', 'state live', 'modified default/web@102'])
  })

  it('does not hammer a server that ends every watch at once', async () => {
    await using fake = await FakeApiServer.start()
    using record = new Recording(fake)
    fake.refuse = (path) => (path.includes('watch') ? 500 : undefined)
    const handle = record.watch.want(configMaps)
    await record.until('the scope to be given up for now', () => handle.state === 'syncing' && handle.problem !== undefined)
    expect(handle.problem?.code).toBe('watch-failing')
    expect(fake.requests.length).toBeLessThan(15)
    fake.refuse = () => undefined
    await record.until('live again', () => handle.state === 'live')
    expect(handle.problem).toBeUndefined()
  })
})

describe('a history that the server has forgotten', () => {
  it.each(['status', 'event'] as const)('is listed anew when 410 comes as %s: differences first, then the gap', async (goneAs) => {
    await using fake = await FakeApiServer.start()
    fake.goneAs = goneAs
    fake.put(aConfigMap('gone'))
    fake.put(aConfigMap('again'))
    fake.put(aConfigMap('same'))
    using record = new Recording(fake)
    const handle = record.watch.want(configMaps)
    await record.until('a watch', () => fake.watches === 1)
    missed(fake)
    await record.untilTold('gap relist')
    expect(record.story.slice(4)).toEqual(['deleted default/gone@101', 'deleted default/again@102', 'added default/again@106', 'added default/made@107', 'gap relist'])
    expect(handle.objects).toEqual(fake.objects(configMaps))
  })

  it('leaves a gap from the last moment that is surely complete: an answered ping vouches for the one before', async () => {
    await using fake = await FakeApiServer.start()
    let now = 1_000
    using record = new Recording(fake, { clock: { now: () => now } })
    record.watch.want(configMaps)
    await record.until('a watch', () => fake.watches === 1)
    now = 2_000
    await afterPings(fake, record, 2)
    now = 3_000
    missed(fake)
    await record.untilTold('gap relist')
    expect(record.changes.find(({ kind }) => kind === 'gap')).toEqual({ kind: 'gap', scope: configMaps, from: 2_000, to: 3_000, reason: 'relist' })
  })
})

async function afterPings(fake: FakeApiServer, record: Recording, count: number): Promise<void> {
  const before = fake.pings
  await record.until(`${count} pings more`, () => fake.pings > before + count)
}

/** Changes that come while the watch is cut off, and that the server cannot replay. */
function missed(fake: FakeApiServer): void {
  fake.cutSessions()
  fake.remove(aConfigMap('gone'))
  fake.remove(aConfigMap('again'))
  fake.put(aConfigMap('again'))
  fake.put(aConfigMap('made'))
  fake.forget()
}
