import { describe, expect, it } from 'vitest'
import { createMarker, type Marker, type OpenCheck } from '../../../engine/marking/marker.ts'
import type { ClusterWatch } from '../../../engine/watch/watch.ts'
import { prepared } from '../../builders/checks.ts'
import { aConfigMap } from '../../builders/objects.ts'
import { FakeApiServer } from '../../fakes/fake-api-server.ts'
import { Recording } from '../watch/recording.ts'

const map = { apiVersion: 'v1', kind: 'ConfigMap', name: 'web' }
const on: OpenCheck = { id: 'on', prepared: prepared({ object: map, match: { data: { on: 'yes' } } }) }
const never: OpenCheck = { id: 'never', prepared: prepared({ object: map, unless: ["object.data.on == 'never'"] }) }

function markerOver(watch: ClusterWatch, checks: readonly OpenCheck[]): { marker: Marker; told: string[] } {
  const told: string[] = []
  const marker = createMarker({ watch, namespaces: { main: 'lab-main' }, vars: {} })
  marker.onMark(({ id, verdict }) => told.push(`${id}: ${verdict.kind}`))
  marker.open(checks)
  return { marker, told }
}

describe('a marker over the real watch', () => {
  it('has the verdict out before anything else happens after the change', async () => {
    await using fake = await FakeApiServer.start()
    using record = new Recording(fake)
    const { marker } = markerOver(record.watch, [on])
    await marker.settled()
    const after: (string | undefined)[] = []
    record.watch.onChange(() => queueMicrotask(() => after.push(marker.marks.get('on')?.verdict.kind)))
    fake.put(aConfigMap({ data: { on: 'no' } }))
    await record.until('a first change', () => after.length === 1)
    fake.put(aConfigMap({ data: { on: 'yes' } }))
    await record.until('a second change', () => after.length === 2)
    expect(after).toEqual(['wrong', 'passed'])
  })

  it('sees each of several changes that come at once', async () => {
    await using fake = await FakeApiServer.start()
    using record = new Recording(fake)
    const { marker } = markerOver(record.watch, [never])
    await marker.settled()
    for (const value of ['yes', 'never', 'yes']) fake.put(aConfigMap({ data: { on: value } }))
    await record.until('all three', () => record.changes.filter(({ kind }) => kind === 'added' || kind === 'modified').length === 3)
    expect(marker.marks.get('never')?.verdict.kind).toBe('spent')
  })

  it('is right again after the server forgot the history and the map went meanwhile', async () => {
    await using fake = await FakeApiServer.start()
    fake.put(aConfigMap({ data: { on: 'yes' } }))
    using record = new Recording(fake)
    const { marker, told } = markerOver(record.watch, [on])
    await record.until('the map', () => told.includes('on: passed'))
    fake.endWatches()
    fake.remove(aConfigMap())
    fake.forget()
    await record.until('its end', () => told.at(-1) === 'on: not-yet')
    expect(marker.marks.get('on')?.verdict).toMatchObject({ evidence: [{ code: 'object-missing' }] })
  })

  it('is unknown once the server is gone', async () => {
    const fake = await FakeApiServer.start()
    fake.put(aConfigMap({ data: { on: 'yes' } }))
    using record = new Recording(fake)
    const { told } = markerOver(record.watch, [on])
    await record.until('the map', () => told.includes('on: passed'))
    await fake[Symbol.asyncDispose]()
    await record.until('the loss', () => told.at(-1) === 'on: unknown')
    expect(record.watch.sight.kind).toBe('lost')
  })
})
