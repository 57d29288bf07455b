import { describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import type { SampleResult } from '../../../engine/checks/sample/sample.ts'
import { createMarker } from '../../../engine/marking/marker.ts'
import { aDeploymentRef, prepared } from '../../builders/checks.ts'
import { aRollout } from '../../builders/histories.ts'
import { aService } from '../../builders/objects.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { FakeClusterWatch } from '../../fakes/fake-cluster-watch.ts'

const noGap = { history: { object: aDeploymentRef, since: 'settled', sequence: ['object.metadata.generation == 1', 'object.metadata.generation == 2'], probe: { http: { service: 'web' }, every: '100ms' } } }
const good: SampleResult = { kind: 'http', answers: [{ kind: 'answered', status: 200, headers: {}, body: '' }] }
const bad: SampleResult = { kind: 'http', answers: [{ kind: 'unanswered', why: 'refused', said: 'connection refused' }] }

let version = 0
const next = (wanted: Parameters<typeof aRollout>[0]): KubeObject => {
  version += 1
  const object = aRollout(wanted)
  return { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } }
}

/** A cluster whose Service answers at once, as the test says. */
function scene(check: Readonly<Record<string, unknown>> = noGap) {
  const clock = new FakeClock()
  const watch = new FakeClusterWatch({ now: () => clock.now() })
  const cluster = { answer: good as SampleResult | Error, asked: 0 }
  watch.put(aService())
  watch.put(next({}))
  const prober = {
    take: async () => {
      cluster.asked += 1
      if (cluster.answer instanceof Error) throw cluster.answer
      return cluster.answer
    },
  }
  const marker = createMarker({ watch, clock, prober, namespaces: { main: 'lab-main' }, vars: {}, checks: [{ id: 'it', prepared: prepared(check) }] })
  const pass = async (milliseconds: number): Promise<void> => {
    for (let passed = 0; passed < milliseconds; passed += 10) {
      clock.advance(10)
      for (let turn = 0; turn < 8; turn += 1) await Promise.resolve()
    }
  }
  return { clock, watch, cluster, marker, pass, verdict: () => marker.marks.get('it')?.verdict }
}

describe('a history that is probed', () => {
  it('asks while a change is under way, and neither before nor after', async () => {
    const { watch, cluster, pass, verdict } = scene()
    await pass(2_000)
    expect(cluster.asked).toBe(0)
    watch.put(next({ revision: 2, updated: 1 }))
    await pass(1_000)
    expect(cluster.asked).toBeGreaterThan(8)
    watch.put(next({ revision: 2 }))
    await pass(200)
    const asked = cluster.asked
    await pass(2_000)
    expect([cluster.asked, verdict()?.kind]).toEqual([asked, 'passed'])
  })

  it('is spent by one answer too many that did not come, and says which', async () => {
    const { watch, cluster, pass, verdict } = scene()
    watch.put(next({ revision: 2, updated: 1 }))
    await pass(300)
    cluster.answer = bad
    await pass(100)
    cluster.answer = good
    watch.put(next({ revision: 2 }))
    await pass(300)
    expect(verdict()).toMatchObject({ kind: 'spent', evidence: [{ code: 'probe-failed', actual: 'connection refused', object: { kind: 'Service', name: 'web' } }] })
  })

  it('bears as many as it says', async () => {
    const { watch, cluster, pass, verdict } = scene({ history: { ...noGap.history, probe: { http: { service: 'web' }, every: '100ms', failures: 5 } } })
    watch.put(next({ revision: 2, updated: 1 }))
    cluster.answer = bad
    await pass(150)
    cluster.answer = good
    watch.put(next({ revision: 2 }))
    await pass(300)
    expect(verdict()?.kind).toBe('passed')
  })

  it('is not-yet where nobody was asked, and unknown where nobody could be', async () => {
    const sudden = scene()
    sudden.watch.put(next({ revision: 2 }))
    await sudden.pass(100)
    expect(sudden.verdict()).toMatchObject({ kind: 'not-yet', evidence: [{ code: 'probe-awaited' }] })
    const blind = scene()
    blind.cluster.answer = new Error('the API server does not answer')
    blind.watch.put(next({ revision: 2, updated: 1 }))
    await blind.pass(200)
    blind.cluster.answer = good
    blind.watch.put(next({ revision: 2 }))
    await blind.pass(200)
    expect(blind.verdict()).toMatchObject({ kind: 'unknown', problem: { code: 'history-gap' } })
  })

  it('does not ask before its object has settled for the first time', async () => {
    const { watch, cluster, pass, marker } = scene()
    marker.close(['it'])
    watch.put(next({ available: 0 }))
    marker.open([{ id: 'it', prepared: prepared(noGap) }])
    watch.put(next({ available: 1 }))
    await pass(500)
    expect(cluster.asked).toBe(0)
  })

  it('ends with its check', async () => {
    const { watch, cluster, pass, marker, clock } = scene()
    watch.put(next({ revision: 2, updated: 1 }))
    await pass(200)
    marker.close(['it'])
    const asked = cluster.asked
    await pass(1_000)
    expect([cluster.asked, clock.waiting]).toEqual([asked, 0])
  })

  it('is unknown where the cluster was not seen in the middle of a change', async () => {
    const { watch, pass, verdict } = scene()
    watch.put(next({ revision: 2, updated: 1 }))
    await pass(200)
    watch.lose()
    await pass(300)
    watch.restore()
    watch.put(next({ revision: 2 }))
    await pass(300)
    expect(verdict()?.kind).toBe('unknown')
  })
})
