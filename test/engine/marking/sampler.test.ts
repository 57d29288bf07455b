import { describe, expect, it } from 'vitest'
import type { SampleRequest, SampleResult } from '../../../engine/checks/sample/sample.ts'
import { createMarker, type Marker } from '../../../engine/marking/marker.ts'
import type { Prober } from '../../../engine/marking/sampler.ts'
import { prepared } from '../../builders/checks.ts'
import { anEndpointSlice, aPod, aService } from '../../builders/objects.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { FakeClusterWatch } from '../../fakes/fake-cluster-watch.ts'

/** Answers when the test lets it, and says what it was asked. */
class FakeProber implements Prober {
  readonly asked: SampleRequest[] = []
  readonly released: SampleRequest[] = []
  signal: AbortSignal | undefined
  listener = (): void => {}
  listening = 0
  #answer = Promise.withResolvers<SampleResult>()

  take(request: SampleRequest, signal: AbortSignal): Promise<SampleResult> {
    this.asked.push(request)
    this.signal = signal
    this.#answer = Promise.withResolvers()
    signal.addEventListener('abort', () => this.#answer.reject(signal.reason as Error))
    return this.#answer.promise
  }

  onChange = (_: SampleRequest['kind'], listener: () => void) => {
    this.listener = listener
    this.listening += 1
    return { dispose: () => void (this.listening -= 1) }
  }

  release = (request: SampleRequest): void => void this.released.push(request)

  async answer(result: SampleResult | Error): Promise<void> {
    if (result instanceof Error) this.#answer.reject(result)
    else this.#answer.resolve(result)
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
  }
}

const answered = (status = 200): SampleResult => ({ kind: 'http', answers: [{ kind: 'answered', status, headers: {}, body: '' }] })

interface Scene extends Disposable {
  readonly watch: FakeClusterWatch
  readonly clock: FakeClock
  readonly prober: FakeProber
  readonly marker: Marker
  readonly verdict: () => string | undefined
}

function scene(check: Readonly<Record<string, unknown>> = { http: { service: 'web' } }, isAttended = (): boolean => true): Scene {
  const clock = new FakeClock()
  const watch = new FakeClusterWatch({ now: () => clock.now() })
  watch.put(aService())
  const prober = new FakeProber()
  const marker = createMarker({ watch, clock, prober, isAttended, namespaces: { main: 'lab-main' }, vars: {}, checks: [{ id: 'it', prepared: prepared(check) }] })
  return { watch, clock, prober, marker, verdict: () => marker.marks.get('it')?.verdict.kind, [Symbol.dispose]: () => marker.dispose() }
}

/** It was tried out once and went well. */
async function passed(): Promise<Scene> {
  const all = scene()
  all.clock.advance(50)
  await all.prober.answer(answered())
  return all
}

describe('something to be tried out', () => {
  it('is tried out when its check opens, and judged by what was found', async () => {
    using all = scene()
    expect([all.verdict(), all.prober.asked.length]).toEqual(['unknown', 0])
    all.clock.advance(50)
    expect(all.prober.asked).toMatchObject([{ kind: 'http', service: 'web' }])
    await all.prober.answer(answered())
    expect(all.verdict()).toBe('passed')
  })

  it('is tried out again at its pace, ever more rarely where nothing is new', async () => {
    using all = await passed()
    const times: number[] = []
    for (let waited = 0; waited < 200; waited += 1) {
      const before = all.prober.asked.length
      all.clock.advance(1_000)
      if (all.prober.asked.length > before) times.push(waited)
      await all.prober.answer(answered())
    }
    expect(times.length).toBeGreaterThan(4)
    expect(times.length).toBeLessThan(9)
    expect(all.verdict()).toBe('passed')
  })

  it('counts no more once something changed, until it was tried out again', async () => {
    using all = await passed()
    all.watch.put(anEndpointSlice())
    expect(all.verdict()).toBe('passed')
    await Promise.resolve()
    expect(all.verdict()).toBe('unknown')
    all.clock.advance(300)
    expect(all.prober.asked).toHaveLength(2)
    await all.prober.answer(answered(500))
    expect(all.verdict()).toBe('not-yet')
  })

  it('is left alone by what does not concern it', async () => {
    using all = await passed()
    all.watch.put(anEndpointSlice({ service: 'other' }))
    all.watch.put(aService({ name: 'other' }))
    all.watch.put(aPod())
    await Promise.resolve()
    all.clock.advance(1_000)
    expect([all.verdict(), all.prober.asked.length]).toEqual(['passed', 1])
  })

  it('is tried out once for a burst of changes, and never twice at once', async () => {
    using all = await passed()
    for (let index = 0; index < 20; index += 1) all.watch.put(anEndpointSlice({ endpoints: index }))
    all.clock.advance(300)
    for (let index = 0; index < 20; index += 1) all.watch.put(anEndpointSlice({ endpoints: index }))
    all.clock.advance(300)
    expect(all.prober.asked).toHaveLength(2)
    await all.prober.answer(answered())
    // What was found while things changed does not count either.
    expect(all.verdict()).toBe('unknown')
    all.clock.advance(300)
    await all.prober.answer(answered())
    expect([all.verdict(), all.prober.asked.length]).toEqual(['passed', 3])
  })

  it('rests while nobody looks on and nothing changes, and is tried out when somebody does again', async () => {
    let isAttended = false
    using all = scene(undefined, () => isAttended)
    all.clock.advance(50)
    await all.prober.answer(answered())
    all.clock.advance(600_000)
    expect([all.prober.asked.length, all.clock.waiting]).toEqual([1, 0])
    all.watch.put(anEndpointSlice())
    all.clock.advance(300)
    expect(all.prober.asked).toHaveLength(2)
    await all.prober.answer(answered())
    all.clock.advance(600_000)
    isAttended = true
    all.marker.attend()
    all.clock.advance(50)
    expect([all.prober.asked.length, all.verdict()]).toEqual([3, 'passed'])
  })

  it('is tried out at once when somebody asks, however rare it has become, and whoever asked is told when it is judged', async () => {
    let isAttended = true
    using all = scene(undefined, () => isAttended)
    all.clock.advance(50)
    await all.prober.answer(answered(500))
    isAttended = false
    all.clock.advance(600_000)
    expect([all.verdict(), all.prober.asked.length]).toEqual(['not-yet', 1])
    let isJudged = false
    const asked = all.marker.askNow().then(() => (isJudged = true))
    await Promise.resolve()
    expect([all.prober.asked.length, isJudged]).toEqual([2, false])
    await all.prober.answer(answered())
    await asked
    expect([all.verdict(), isJudged]).toEqual(['passed', true])
  })

  it('is tried out once more after a look under way when somebody asks, once for all who ask', async () => {
    using all = scene()
    all.clock.advance(50)
    const asked = [all.marker.askNow(), all.marker.askNow()]
    expect(all.prober.asked).toHaveLength(1)
    await all.prober.answer(answered(500))
    expect(all.prober.asked).toHaveLength(2)
    await all.prober.answer(answered())
    await Promise.all(asked)
    expect([all.verdict(), all.prober.asked.length]).toEqual(['passed', 2])
  })

  it('keeps nobody waiting who asks while the cluster is not seen', async () => {
    using all = await passed()
    all.watch.lose()
    await all.marker.askNow()
    expect(all.prober.asked).toHaveLength(1)
  })

  it('is not tried out while there is nothing to ask', async () => {
    using all = await passed()
    all.watch.remove(aService())
    all.clock.advance(100_000)
    expect([all.verdict(), all.prober.asked.length]).toEqual(['not-yet', 1])
  })

  it('stands still while the cluster is not seen, and is tried out at once when it is', async () => {
    using all = await passed()
    all.watch.lose()
    all.clock.advance(100_000)
    expect(all.prober.asked).toHaveLength(1)
    all.watch.restore()
    expect(all.verdict()).toBe('unknown')
    all.clock.advance(50)
    expect(all.prober.asked).toHaveLength(2)
  })

  it('tells nothing of a look that ended because the cluster was lost', async () => {
    using all = await passed()
    all.watch.put(anEndpointSlice())
    all.clock.advance(300)
    all.watch.lose()
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
    all.watch.restore()
    expect(all.marker.marks.get('it')?.verdict).toMatchObject({ kind: 'unknown', problem: { code: 'sample-awaited' } })
  })

  it('is ended when its check is closed, and leaves no timer behind', async () => {
    const all = await passed()
    all.watch.put(anEndpointSlice())
    all.clock.advance(300)
    all.marker.close(['it'])
    expect([all.prober.signal?.aborted, all.prober.released.length]).toEqual([true, 1])
    await all.prober.answer(answered())
    expect([all.prober.asked.length, all.clock.waiting]).toEqual([2, 0])
    all[Symbol.dispose]()
  })

  it('is unknown where it fails, and is tried again', async () => {
    using all = scene()
    all.clock.advance(50)
    await all.prober.answer(new Error('no such Pod'))
    expect(all.marker.marks.get('it')?.verdict).toEqual({ kind: 'unknown', problem: { code: 'sample-failed', params: { message: 'no such Pod' } } })
    all.clock.advance(20_000)
    await all.prober.answer(answered())
    expect(all.verdict()).toBe('passed')
  })

  it('is ended where it takes too long', async () => {
    using all = scene()
    all.clock.advance(50)
    all.clock.advance(20_000)
    expect(all.prober.signal?.aborted).toBe(true)
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
    expect(all.marker.marks.get('it')?.verdict).toEqual({ kind: 'unknown', problem: { code: 'sample-late', params: { seconds: 20 } } })
  })

  it('is looked at again when a file changed, and at no pace', async () => {
    using all = scene({ file: { path: 'web.yaml' } })
    all.clock.advance(50)
    await all.prober.answer({ kind: 'file' })
    expect(all.verdict()).toBe('not-yet')
    all.clock.advance(1_000_000)
    expect(all.prober.asked).toHaveLength(1)
    all.prober.listener()
    all.clock.advance(50)
    await all.prober.answer({ kind: 'file', text: 'kind: Pod' })
    expect([all.verdict(), all.prober.listening]).toEqual(['passed', 1])
    all.marker.close(['it'])
    expect(all.prober.listening).toBe(0)
  })

  it('is kept for recordings when its check is closed', async () => {
    using all = await passed()
    all.marker.close(['it'])
    expect(all.marker.samples).toMatchObject({ it: { kind: 'http', at: 1_050 } })
  })

  it('is kept, too, where something changes after it was judged and before its check is closed', async () => {
    using all = await passed()
    all.watch.put({ ...aService({ name: 'web' }), metadata: { name: 'web', namespace: 'lab-main', annotations: { a: 'note' } } })
    all.marker.close(['it'])
    expect(all.marker.samples).toMatchObject({ it: { kind: 'http', at: 1_050 } })
  })
})
