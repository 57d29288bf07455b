import fc from 'fast-check'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import type { WatchChange, WatchGap } from '../../../engine/watch/watch.ts'
import { type Draft, FakeApiServer } from '../../fakes/fake-api-server.ts'
import { quickTiming, Recording } from './recording.ts'

const configMaps = { apiVersion: 'v1', kind: 'ConfigMap' }
const aConfigMap = (name: string, at: number): Draft => ({ ...configMaps, metadata: { name, namespace: 'default' }, data: { at: String(at), 글: '값이 바뀌었습니다' } })

type Step =
  | { readonly do: 'put' | 'remove'; readonly name: string }
  | { readonly do: 'endWatches' | 'resetWatches' | 'cutSessions' | 'goAway' | 'forget' | 'bookmark' | 'repeat' }
  /** Let the watch come to rest, or only go on for a few turns of the event loop. */
  | { readonly do: 'settle' | 'pings' }
  | { readonly do: 'turn'; readonly turns: number }

const aName = fc.constantFrom('a', 'b', 'c')
const aStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('put' as const, 'remove' as const), name: aName }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('endWatches' as const, 'resetWatches' as const, 'cutSessions' as const, 'goAway' as const, 'forget' as const, 'bookmark' as const, 'repeat' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('turn' as const), turns: fc.integer({ min: 1, max: 12 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('settle' as const, 'pings' as const) }) },
)

describe('whatever happens to a watch', () => {
  it('its picture ends as the server is, nothing is told twice, and every change was told or lies in a gap', { timeout: 600_000 }, async () => {
    const run = fc.record({ steps: fc.array(aStep, { maxLength: 40 }), pieces: fc.constantFrom(Infinity, 7), goneAs: fc.constantFrom('status' as const, 'event' as const) })
    await fc.assert(fc.asyncProperty(run, survives), { numRuns: Number(process.env['KINDLAB_FUZZ_RUNS'] ?? 80) })
  })
})

async function survives({ steps, pieces, goneAs }: { readonly steps: readonly Step[]; readonly pieces: number; readonly goneAs: 'status' | 'event' }): Promise<void> {
  await using fake = await FakeApiServer.start()
  Object.assign(fake, { pieces, goneAs })
  // Time is the number of the step, so that a gap can be compared with when things happened.
  let now = 1
  using record = new Recording(fake, { clock: { now: () => now }, timing: { ...quickTiming, tick: 1, pingEvery: 2, frozenAfter: 1_000_000 } })
  const handle = record.watch.want(configMaps)
  await handle.synced()
  const happenings: { readonly change: WatchChange['kind']; readonly version: string; readonly at: number }[] = []
  fake.onHappening = (type, { metadata }) => happenings.push({ change: changeFor[type], version: metadata.resourceVersion ?? '', at: now })
  for (const step of steps) {
    now += 1
    await take(step, fake, record)
  }
  now += 1
  fake.put(aConfigMap('last', now))
  await record.until('the last change', () => handle.objects.has('default/last'))
  expect(handle.objects).toEqual(fake.objects(configMaps))
  expect(doubled(record.changes)).toEqual([])
  expect(unlawful(record.changes)).toEqual([])
  expect(happenings.filter((one) => !isTold(one, record.changes) && !isInGap(one.at, record.changes))).toEqual([])
}

const changeFor = { ADDED: 'added', MODIFIED: 'modified', DELETED: 'deleted' } as const

async function take(step: Step, fake: FakeApiServer, record: Recording): Promise<void> {
  switch (step.do) {
    case 'put':
      return void fake.put(aConfigMap(step.name, record.changes.length))
    case 'remove':
      return fake.remove(aConfigMap(step.name, 0))
    case 'settle':
      return record.until('rest', () => fake.watches === 1 && record.watch.sight.kind === 'live')
    case 'pings': {
      const before = fake.pings
      return record.until('pings', () => fake.pings > before + 2)
    }
    case 'turn':
      for (let turn = 0; turn < step.turns; turn += 1) await setImmediate()
      return
    default:
      return fake[step.do]()
  }
}

const isTold = (happening: { readonly change: string; readonly version: string }, changes: readonly WatchChange[]): boolean =>
  changes.some((one) => 'object' in one && one.kind === happening.change && one.object.metadata.resourceVersion === happening.version)

const isInGap = (at: number, changes: readonly WatchChange[]): boolean => changes.some((one): one is WatchGap => one.kind === 'gap' && one.from <= at && at <= one.to)

/** A version of an object is told once as it is, and an object ends once. */
function doubled(changes: readonly WatchChange[]): string[] {
  const told = changes.flatMap((one) => ('object' in one ? [one.kind === 'deleted' ? `end of ${one.object.metadata.uid}` : `${one.object.metadata.resourceVersion}`] : []))
  return told.filter((words, index) => told.indexOf(words) !== index)
}

/** Added before modified, modified before deleted, and each version newer than the one before. */
function unlawful(changes: readonly WatchChange[]): WatchChange[] {
  const alive = new Map<string, KubeObject>()
  return changes.filter((change) => 'object' in change && !isLawful(change, alive))
}

function isLawful({ kind, object }: { readonly kind: string; readonly object: KubeObject }, alive: Map<string, KubeObject>): boolean {
  const { name, uid, resourceVersion } = object.metadata
  const before = alive.get(name)
  if (kind === 'deleted') return alive.delete(name) && before?.metadata.uid === uid
  alive.set(name, object)
  if (kind === 'added') return before === undefined
  return before?.metadata.uid === uid && Number(before?.metadata.resourceVersion) < Number(resourceVersion)
}
