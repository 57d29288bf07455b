import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Attempt } from '#contract/attempt.ts'
import type { KubeObject } from '#contract/kube.ts'
import { aLab, aLoadedLab } from '../../builders/labs.ts'
import { aDeployment, aReplicaSet } from '../../builders/objects.ts'
import { aPodWhose, waits } from '../../builders/pictures.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { type Engine, Machine, start } from './in-memory.ts'

let machine: Machine
let clock: FakeClock
let engine: Engine

beforeEach(async () => {
  machine = await Machine.make()
  clock = new FakeClock(Date.parse('2026-01-01T12:00:00Z'))
  engine = machine.engine({ clock })
})

afterEach(async () => {
  await machine[Symbol.asyncDispose]()
})

const running = (reveal: string) =>
  aLoadedLab({
    lab: aLab({ steps: [{ id: 'run', title: { en: 'Run' }, checks: [{ id: 'up', title: { en: 'Up' }, object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, match: { status: { availableReplicas: 1 } }, reveal }] }] }),
  })

/** A Deployment whose image cannot be pulled, in the attempt's namespace; each object of it made by the one before. */
function breakIn(attempt: Attempt): void {
  const namespace = attempt.namespaces['main'] ?? ''
  let owner: KubeObject | undefined
  for (const object of [aDeployment({ replicas: 1 }), aReplicaSet(), aPodWhose(waits('ImagePullBackOff'))]) {
    const ownerReferences = owner === undefined ? [] : [{ kind: owner.kind, name: owner.metadata.name, uid: owner.metadata.uid ?? '', controller: true }]
    owner = machine.cluster.put({ ...object, metadata: { ...object.metadata, namespace, ownerReferences } })
  }
}

const diagnosisOf = ({ steps }: Attempt) => {
  const verdict = steps[0]?.checks[0]?.verdict
  return verdict?.kind === 'not-yet' ? verdict.diagnosis : undefined
}

const tickEnd = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
}

describe('an attempt whose check stays not yet passed', () => {
  it('says why, ten seconds after it came to that, to whoever looks on', async () => {
    const attempt = await start(engine, running('full'))
    const told: (string | undefined)[] = []
    engine.attempts.subscribe(attempt.id, (now) => told.push(diagnosisOf(now)?.code))
    breakIn(attempt)
    await tickEnd()
    clock.advance(9_999)
    await tickEnd()
    expect(told.filter((code) => code !== undefined)).toEqual([])
    clock.advance(1)
    await tickEnd()
    expect(told.at(-1)).toBe('image-pull')
  })

  it('watches no more than its checks need while nobody looks on', async () => {
    const attempt = await start(engine, running('full'))
    breakIn(attempt)
    await tickEnd()
    clock.advance(60_000)
    await tickEnd()
    const alone = engine.watch.held.length
    const looking = engine.attempts.subscribe(attempt.id, () => {})
    await tickEnd()
    expect(engine.watch.held.length).toBeGreaterThan(alone + 5)
    looking.dispose()
    expect(engine.watch.held).toHaveLength(alone)
  })

  it('lets go of it all with the step', async () => {
    const attempt = await start(engine, running('full'))
    breakIn(attempt)
    engine.attempts.subscribe(attempt.id, () => {})
    await tickEnd()
    clock.advance(10_000)
    await engine.attempts.dispose()
    expect({ held: engine.watch.held, timers: clock.waiting }).toEqual({ held: [], timers: 0 })
  })

  it.each([
    ['full', { code: 'image-pull', facts: { container: 'web', image: 'agnhost:2.53' } }],
    ['where', { code: 'image-pull' }],
    ['none', undefined],
  ])('is told at once where somebody asks, as far as the check reveals: %s', async (reveal, expected) => {
    const attempt = await start(engine, running(reveal))
    breakIn(attempt)
    const diagnosis = diagnosisOf(await engine.attempts.diagnose(attempt.id, new AbortController().signal))
    if (expected === undefined) return expect(diagnosis).toBeUndefined()
    expect(diagnosis).toMatchObject(expected)
    expect(diagnosis !== undefined && 'facts' in diagnosis).toBe(reveal === 'full')
  })
})
