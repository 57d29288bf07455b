import { describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import type { HistoryEntry } from '../../../engine/checks/history/history.ts'
import type { HistoryStore } from '../../../engine/marking/history-keeper.ts'
import { createMarker, type Marker } from '../../../engine/marking/marker.ts'
import { aDeploymentRef, aPodsRef, prepared } from '../../builders/checks.ts'
import { aRollout } from '../../builders/histories.ts'
import { aPod } from '../../builders/objects.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { FakeClusterWatch } from '../../fakes/fake-cluster-watch.ts'

const deployments = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'lab-main' }
const rolledOut = prepared({ history: { object: aDeploymentRef, since: 'settled', always: ['object.status.availableReplicas >= 2'], sequence: ['object.metadata.generation == 1', 'object.metadata.generation == 2'] } })
const ofPods = prepared({ history: { object: aPodsRef, sequence: ['true'] } })

class MemoryStore implements HistoryStore {
  entries: HistoryEntry[] = []
  kept = (): readonly HistoryEntry[] => this.entries
  add = (_: string, entries: readonly HistoryEntry[]): void => void this.entries.push(...entries)
  replace = (_: string, entries: readonly HistoryEntry[]): void => void (this.entries = [...entries])

  get told(): string[] {
    return this.entries.map((entry) => (entry.kind === 'gap' ? `gap ${entry.reason} ${entry.from}-${entry.to}` : `${entry.kind} ${entry.object.metadata.resourceVersion} at ${entry.at}`))
  }
}

interface Engine extends Disposable {
  readonly watch: FakeClusterWatch
  readonly marker: Marker
  readonly verdict: () => string | undefined
}

/** One engine after the other on the same disk and clock. */
class Machine {
  readonly store = new MemoryStore()
  readonly clock = new FakeClock()

  engine(objects: readonly KubeObject[], check = rolledOut, firstState: 'live' | 'syncing' = 'live'): Engine {
    const watch = new FakeClusterWatch({ now: () => this.clock.now(), firstState })
    for (const object of objects) watch.put(object)
    const marker = createMarker({ watch, clock: this.clock, namespaces: { main: 'lab-main' }, vars: {}, histories: this.store, checks: [{ id: 'step/it', prepared: check }] })
    return { watch, marker, verdict: () => marker.marks.get('step/it')?.verdict.kind, [Symbol.dispose]: () => marker.dispose() }
  }
}

const at = (version: string, wanted: Parameters<typeof aRollout>[0] = {}): KubeObject => {
  const object = aRollout(wanted)
  return { ...object, metadata: { ...object.metadata, resourceVersion: version } }
}
const tickEnd = async (): Promise<void> => Promise.resolve()

describe('a history that is kept', () => {
  it('holds what was there at first, then each version, with its time', async () => {
    const machine = new Machine()
    using engine = machine.engine([at('1')])
    machine.clock.advance(10)
    engine.watch.put(at('2', { revision: 2, updated: 1 }))
    engine.watch.put(at('3', { revision: 2 }))
    await tickEnd()
    expect(machine.store.told).toEqual(['gap stopped 1000-1000', 'version 1 at 1000', 'version 2 at 1010', 'version 3 at 1010'])
    expect(engine.verdict()).toBe('passed')
  })

  it('sees a version that was there for less than a tick', async () => {
    const machine = new Machine()
    using engine = machine.engine([at('1')])
    engine.watch.put(at('2', { revision: 2, available: 1 }))
    engine.watch.put(at('3', { revision: 2 }))
    await tickEnd()
    expect(engine.verdict()).toBe('spent')
  })

  it('begins with the first list where that comes later', async () => {
    const machine = new Machine()
    using engine = machine.engine([], rolledOut, 'syncing')
    expect(engine.verdict()).toBe('unknown')
    engine.watch.enter(deployments, 'live')
    engine.watch.put(at('1'))
    await tickEnd()
    expect(machine.store.told).toEqual(['gap stopped 1000-1000', 'version 1 at 1000'])
    expect(engine.verdict()).toBe('not-yet')
  })

  it('goes on after a restart of the engine as if nothing had been, where nothing changed', async () => {
    const machine = new Machine()
    machine.engine([at('1')])[Symbol.dispose]()
    machine.clock.advance(5_000)
    using engine = machine.engine([at('1')])
    expect(engine.verdict()).toBe('not-yet')
    machine.clock.advance(10)
    engine.watch.put(at('2', { revision: 2 }))
    await tickEnd()
    expect(engine.verdict()).toBe('passed')
    expect(machine.store.told).toEqual(['gap stopped 1000-1000', 'version 1 at 1000', 'gap stopped 1000-6000', 'version 2 at 6010'])
  })

  it('is unknown after a restart in which something changed, and counts what is done from then on', async () => {
    const machine = new Machine()
    machine.engine([at('1')])[Symbol.dispose]()
    machine.clock.advance(5_000)
    using engine = machine.engine([at('9', { revision: 2 })])
    expect(engine.verdict()).toBe('unknown')
    for (const [version, revision] of [['10', 1], ['11', 2]] as const) {
      machine.clock.advance(10)
      engine.watch.put(at(version, { revision }))
    }
    await tickEnd()
    expect(engine.verdict()).toBe('passed')
  })

  it('is unknown after a restart in which the first of all was made', () => {
    const machine = new Machine()
    machine.engine([])[Symbol.dispose]()
    machine.clock.advance(5_000)
    using engine = machine.engine([at('1', { revision: 2 })])
    expect(engine.verdict()).toBe('unknown')
  })

  it('notices what was deleted meanwhile', () => {
    const machine = new Machine()
    machine.engine([at('1')])[Symbol.dispose]()
    using engine = machine.engine([])
    expect(machine.store.told.at(-1)).toBe('gone 1 at 1000')
    expect(engine.verdict()).toBe('spent')
  })

  it('marks what the watch could not see', async () => {
    const machine = new Machine()
    using engine = machine.engine([at('1')])
    machine.clock.advance(1_000)
    engine.watch.put(at('2', { revision: 2 }))
    engine.watch.gap(deployments)
    await tickEnd()
    expect(machine.store.told.at(-1)).toBe('gap relist 1900-2000')
    expect(engine.verdict()).toBe('unknown')
  })

  it('leaves out objects that are not meant, and tells when one is no more', () => {
    const machine = new Machine()
    using engine = machine.engine([aPod({ name: 'other' })], ofPods)
    const pod = (version: string, app: string): KubeObject => aPod({ name: 'a', labels: { app }, metadata: { resourceVersion: version } })
    engine.watch.put(pod('1', 'web'))
    engine.watch.put(pod('2', 'db'))
    engine.watch.put(pod('3', 'db'))
    expect(machine.store.told.slice(1)).toEqual(['version 1 at 1000', 'gone 1 at 1000'])
  })

  it('ends with its check: nothing is kept of what comes later', () => {
    const machine = new Machine()
    using engine = machine.engine([at('1')])
    engine.marker.close(['step/it'])
    engine.watch.put(at('2'))
    expect(machine.store.told).toHaveLength(2)
  })

  it('has a bound, beyond which it is unknown and not half', async () => {
    const machine = new Machine()
    using engine = machine.engine([at('1')])
    for (let version = 2; version < 2_100; version += 1) engine.watch.put(at(String(version)))
    engine.watch.put(at('9999', { revision: 2 }))
    await tickEnd()
    expect(machine.store.entries.length).toBeLessThan(200)
    expect(machine.store.told[0]).toMatch(/^gap full/)
    expect(engine.verdict()).toBe('unknown')
  })
})
