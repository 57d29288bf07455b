import { describe, expect, it } from 'vitest'
import type { CheckMemory } from '../../../engine/checks/judge.ts'
import { createMarker, type Mark, type Marker, type OpenCheck } from '../../../engine/marking/marker.ts'
import { aPodsRef, prepared } from '../../builders/checks.ts'
import { aDeployment, aPod, aService } from '../../builders/objects.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { FakeClusterWatch } from '../../fakes/fake-cluster-watch.ts'

const deployments = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'lab-main' }
const aDeployments = { apiVersion: 'apps/v1', kind: 'Deployment' }
const three = (id = 'three', memory?: CheckMemory): OpenCheck => ({ id, prepared: prepared({ match: { spec: { replicas: 3 } } }), ...(memory === undefined ? {} : { memory }) })
const held: OpenCheck = { id: 'held', prepared: prepared({ match: { spec: { replicas: 3 } }, hold: '5s' }) }
const guarded: OpenCheck = { id: 'guarded', prepared: prepared({ match: { spec: { replicas: 3 } }, unless: ['object.spec.replicas > 5'] }) }
const service: OpenCheck = { id: 'service', prepared: prepared({ object: { apiVersion: 'v1', kind: 'Service', name: 'web' } }) }
const gone: OpenCheck = { id: 'gone', prepared: prepared({ count: { object: aPodsRef, is: 0, after: 'seen' } }) }

interface Scene {
  readonly watch: FakeClusterWatch
  readonly clock: FakeClock
  readonly marker: Marker
  /** `check: verdict`, in their order. */
  readonly told: string[]
  readonly marks: Mark[]
}

function scene(checks: readonly OpenCheck[], firstState: 'live' | 'syncing' = 'live', paint: (watch: FakeClusterWatch) => void = () => {}): Scene {
  const clock = new FakeClock()
  const watch = new FakeClusterWatch({ now: () => clock.now(), firstState })
  paint(watch)
  const marker = createMarker({ watch, clock, namespaces: { main: 'lab-main', dev: 'lab-dev' }, vars: { name: 'web' } })
  const marks: Mark[] = []
  const told: string[] = []
  marker.onMark((mark) => {
    marks.push(mark)
    told.push(`${mark.id}: ${mark.verdict.kind}`)
  })
  marker.open(checks)
  return { watch, clock, marker, told, marks }
}

/** What is due at the end of this tick has run. */
const tickEnd = async (): Promise<void> => Promise.resolve()

describe('a marker', () => {
  it('judges what it opens at once, by what is there already', () => {
    const { told } = scene([three()], 'live', (watch) => watch.put(aDeployment({ replicas: 3 })))
    expect(told).toEqual(['three: passed'])
  })

  it('judges a change in the tick in which it came', async () => {
    const { watch, told } = scene([three()])
    watch.put(aDeployment({ replicas: 1 }))
    await tickEnd()
    watch.put(aDeployment({ replicas: 3 }))
    await tickEnd()
    watch.remove(aDeployment())
    await tickEnd()
    expect(told).toEqual(['three: not-yet', 'three: wrong', 'three: passed', 'three: not-yet'])
  })

  it('tells when the change arrived and when it was judged', async () => {
    const { watch, clock, marks } = scene([three()])
    clock.advance(500)
    watch.put(aDeployment({ replicas: 3 }))
    clock.advance(1)
    await tickEnd()
    expect(marks.at(-1)).toEqual({ id: 'three', verdict: { kind: 'passed' }, since: 1_501, arrivedAt: 1_500, judgedAt: 1_501 })
  })

  it('judges several changes of one tick together, from the first one’s arrival', async () => {
    const { watch, clock, told, marks } = scene([three()])
    watch.put(aDeployment({ replicas: 1 }))
    clock.advance(3)
    watch.put(aDeployment({ replicas: 2 }))
    watch.put(aDeployment({ replicas: 3 }))
    await tickEnd()
    expect(told).toEqual(['three: not-yet', 'three: passed'])
    expect(marks.at(-1)?.arrivedAt).toBe(1_000)
  })

  it('judges each change for a check that remembers: a guard that was up for a moment fell', async () => {
    const { watch, told } = scene([guarded])
    watch.put(aDeployment({ replicas: 9 }))
    watch.put(aDeployment({ replicas: 3 }))
    await tickEnd()
    expect(told).toEqual(['guarded: not-yet', 'guarded: spent'])
  })

  it('judges each change for a check that remembers: an object that was there for a moment was seen', () => {
    const { watch, told } = scene([gone])
    watch.put(aPod({ labels: { app: 'web' } }))
    watch.remove(aPod({ labels: { app: 'web' } }))
    expect(told).toEqual(['gone: not-yet', 'gone: not-yet', 'gone: passed'])
  })

  it('leaves checks alone that do not look at what changed', async () => {
    const { watch, told } = scene([three(), service])
    watch.put(aService())
    watch.put(aDeployment({ namespace: 'lab-other' }))
    await tickEnd()
    expect(told).toEqual(['three: not-yet', 'service: not-yet', 'service: passed'])
  })

  it('judges no check that names other objects, whatever happens to those beside them', async () => {
    const judged: string[] = []
    const counted = (id: string, written: Readonly<Record<string, unknown>>): OpenCheck => {
      const check = prepared(written)
      return { id, prepared: { ...check, judge: (view, memory) => (judged.push(id), check.judge(view, memory)) } }
    }
    const { watch } = scene([
      counted('other', { object: { ...aDeployments, name: 'other' } }),
      counted('named', { object: { ...aDeployments, name: '${vars.name}' } }),
      counted('labelled', { object: { ...aDeployments, labels: { app: 'web' } } }),
      counted('related', { object: { ...aDeployments, name: 'other' }, related: { web: { ...aDeployments, name: 'web' } } }),
    ])
    judged.length = 0
    watch.put(aDeployment({ name: 'web' }))
    await tickEnd()
    expect(judged).toEqual(['named', 'labelled', 'related'])
  })

  it('tells nothing when nothing is different', async () => {
    const { watch, told } = scene([three()])
    watch.put(aDeployment({ replicas: 3 }))
    await tickEnd()
    watch.put(aDeployment({ replicas: 3, ready: 2 }))
    await tickEnd()
    expect(told).toEqual(['three: not-yet', 'three: passed'])
  })

  it('tells of other evidence under the same verdict, which keeps its since', async () => {
    const { watch, clock, marks } = scene([three()])
    watch.put(aDeployment({ replicas: 1 }))
    await tickEnd()
    clock.advance(50)
    watch.put(aDeployment({ replicas: 2 }))
    await tickEnd()
    expect(marks.at(-1)).toMatchObject({ verdict: { kind: 'wrong', evidence: [{ actual: 2 }] }, since: 1_000, judgedAt: 1_050 })
  })

  it('judges no more what somebody closes who hears of another', async () => {
    const { watch, marker, told } = scene([three('a'), three('b')])
    marker.onMark((mark) => mark.verdict.kind === 'passed' && marker.close(['b']))
    watch.put(aDeployment({ replicas: 3 }))
    await tickEnd()
    expect(told).toEqual(['a: not-yet', 'b: not-yet', 'a: passed'])
    expect(watch.held).toEqual(['apps/v1/Deployment in lab-main'])
  })

  it('shows every mark, and those that are closed no more', () => {
    const { marker } = scene([three(), service])
    marker.close(['three'])
    expect([...marker.marks.keys()]).toEqual(['service'])
  })

  it('goes on telling the others when one listener fails', async () => {
    const { watch, marker, told } = scene([])
    const others: string[] = []
    marker.onMark(() => { throw new Error('oops') })
    marker.onMark((mark) => others.push(mark.id))
    marker.open([three()])
    watch.put(aDeployment({ replicas: 3 }))
    await tickEnd()
    expect([told.length, others.length]).toEqual([2, 2])
  })
})

describe('while something is not seen yet', () => {
  it('a check is unknown, and judged as soon as it is', async () => {
    const { watch, marker, told } = scene([three()], 'syncing')
    expect(marker.marks.get('three')?.verdict).toEqual({ kind: 'unknown', problem: { code: 'kind-syncing', params: { kind: 'Deployment' } } })
    watch.enter(deployments, 'live')
    await tickEnd()
    expect(told).toEqual(['three: unknown', 'three: not-yet'])
  })

  it('settled waits for it', async () => {
    const { watch, marker } = scene([three()], 'syncing')
    let isSettled = false
    const settled = marker.settled().then(() => (isSettled = true))
    await tickEnd()
    expect(isSettled).toBe(false)
    watch.enter(deployments, 'live')
    await settled
    expect(isSettled).toBe(true)
  })

  it('because we may not, it says so', async () => {
    const { watch, marker } = scene([three()])
    watch.enter(deployments, 'denied')
    await tickEnd()
    expect(marker.marks.get('three')?.verdict).toEqual({ kind: 'unknown', problem: { code: 'kind-denied', params: { kind: 'Deployment' } } })
  })

  it('because the server does not know the kind, its objects are missing', async () => {
    const { watch, marker } = scene([three()], 'syncing')
    watch.enter(deployments, 'absent')
    await tickEnd()
    expect(marker.marks.get('three')?.verdict).toMatchObject({ kind: 'not-yet', evidence: [{ code: 'object-missing' }] })
  })
})

describe('while sight is lost', () => {
  it('everything is unknown at once, and right again with the first sight', async () => {
    const { watch, told } = scene([three(), service], 'live', (paper) => paper.put(aDeployment({ replicas: 3 })))
    watch.lose()
    watch.put(aService())
    await tickEnd()
    watch.restore()
    expect(told).toEqual(['three: passed', 'service: not-yet', 'three: unknown', 'service: unknown', 'three: passed', 'service: passed'])
  })

  it('the reason is the watch’s own', () => {
    const { watch, marker } = scene([three()])
    watch.lose()
    expect(marker.marks.get('three')?.verdict).toEqual({ kind: 'unknown', problem: { code: 'watch-disconnected', params: { server: 'https://test' } } })
  })

  it('a guard that falls in what is replayed has fallen', () => {
    const { watch, marker } = scene([guarded], 'live', (paper) => paper.put(aDeployment({ replicas: 3 })))
    watch.lose()
    watch.put(aDeployment({ replicas: 9 }))
    watch.put(aDeployment({ replicas: 3 }))
    expect(marker.marks.get('guarded')?.verdict.kind).toBe('unknown')
    watch.restore()
    expect(marker.marks.get('guarded')?.verdict.kind).toBe('spent')
  })

  it('what was spent is unknown too, and spent again', () => {
    const { watch, marker } = scene([guarded], 'live', (paper) => paper.put(aDeployment({ replicas: 9 })))
    watch.lose()
    watch.restore()
    expect(marker.marks.get('guarded')?.verdict.kind).toBe('spent')
  })

  it('no hold goes on: it begins anew with sight', () => {
    const { watch, clock, marker, told } = scene([held], 'live', (paper) => paper.put(aDeployment({ replicas: 3 })))
    clock.advance(4_000)
    watch.lose()
    clock.advance(4_000)
    watch.restore()
    expect(marker.marks.get('held')?.verdict).toMatchObject({ kind: 'not-yet', holding: { since: 9_000 } })
    clock.advance(4_999)
    expect(told.at(-1)).toBe('held: not-yet')
    clock.advance(1)
    expect(told.at(-1)).toBe('held: passed')
  })
})

describe('a hold', () => {
  it('passes when its time is over though nothing changed', () => {
    const { clock, told, marks } = scene([held], 'live', (watch) => watch.put(aDeployment({ replicas: 3 })))
    clock.advance(4_999)
    expect(told).toEqual(['held: not-yet'])
    clock.advance(1)
    expect(marks.at(-1)).toEqual({ id: 'held', verdict: { kind: 'passed' }, since: 6_000, arrivedAt: 6_000, judgedAt: 6_000 })
  })

  it('that is broken does not pass, not even when it was mended in the same tick', () => {
    const { watch, clock, told } = scene([held], 'live', (paper) => paper.put(aDeployment({ replicas: 3 })))
    clock.advance(3_000)
    watch.put(aDeployment({ replicas: 1 }))
    watch.put(aDeployment({ replicas: 3 }))
    clock.advance(4_999)
    expect(told.at(-1)).toBe('held: not-yet')
    clock.advance(1)
    expect(told.at(-1)).toBe('held: passed')
  })

  it('begins anew after a gap, in which nobody saw it hold', () => {
    const { watch, clock, told } = scene([held], 'live', (paper) => paper.put(aDeployment({ replicas: 3 })))
    clock.advance(3_000)
    watch.gap(deployments)
    clock.advance(4_999)
    expect(told.at(-1)).toBe('held: not-yet')
    clock.advance(1)
    expect(told.at(-1)).toBe('held: passed')
  })

  it('passes only when the cluster has said that nothing happened until its end', () => {
    const { watch, clock, told } = scene([held], 'live', (paper) => paper.put(aDeployment({ replicas: 3 })))
    watch.isSilent = true
    clock.advance(60_000)
    expect(told).toEqual(['held: not-yet'])
    watch.speak()
    expect(told).toEqual(['held: not-yet', 'held: passed'])
  })

  it('does not pass by an event after its end while what broke it before is still on its way', () => {
    const { watch, clock, told } = scene([held], 'live', (paper) => paper.put(aDeployment({ replicas: 3 })))
    watch.isSilent = true
    clock.advance(5_500)
    watch.put(aDeployment({ replicas: 3, ready: 1 }))
    watch.put(aDeployment({ replicas: 1 }))
    watch.put(aDeployment({ replicas: 3 }))
    watch.speak()
    expect(told.filter((one) => one === 'held: passed')).toEqual([])
    clock.advance(5_000)
    expect(told.at(-1)).toBe('held: passed')
  })

  it('begins anew where its timer rang late: nobody looked meanwhile', () => {
    const { clock, told } = scene([held], 'live', (paper) => paper.put(aDeployment({ replicas: 3 })))
    clock.advance(1_000)
    clock.oversleep(8_000)
    expect(told).not.toContain('held: passed')
    clock.advance(4_999)
    expect(told).not.toContain('held: passed')
    clock.advance(1)
    expect(told.at(-1)).toBe('held: passed')
  })

  it('leaves no timer behind when it is broken or closed', () => {
    const { watch, clock, marker } = scene([held], 'live', (paper) => paper.put(aDeployment({ replicas: 3 })))
    expect(clock.waiting).toBe(1)
    watch.put(aDeployment({ replicas: 1 }))
    expect(clock.waiting).toBe(0)
    watch.put(aDeployment({ replicas: 3 }))
    marker.close(['held'])
    expect(clock.waiting).toBe(0)
  })
})

describe('what a marker remembers', () => {
  it('can be kept as JSON and given to the next one', () => {
    const first = scene([guarded], 'live', (watch) => watch.put(aDeployment({ replicas: 9 })))
    const kept = JSON.parse(JSON.stringify(first.marker.memories)) as Record<string, CheckMemory>
    const { told } = scene([{ ...guarded, memory: kept['guarded']! }], 'live', (watch) => watch.put(aDeployment({ replicas: 3 })))
    expect(told).toEqual(['guarded: spent'])
  })

  it('is nothing of checks that are closed', () => {
    const { marker } = scene([three(), gone])
    marker.close(['gone'])
    expect(Object.keys(marker.memories)).toEqual(['three'])
  })
})

describe('a marker holds', () => {
  const related = { slices: { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' }, nodes: { apiVersion: 'v1', kind: 'Node' } }

  it('the scopes that its checks look at, in their real namespaces', () => {
    const { watch } = scene([{ id: 'one', prepared: prepared({ related }) }])
    expect(watch.held).toEqual(['apps/v1/Deployment in lab-main', 'discovery.k8s.io/v1/EndpointSlice in lab-main', 'v1/Node'])
  })

  it('none of a closed check, but those that others look at', () => {
    const { watch, marker } = scene([three('a'), three('b'), service])
    marker.close(['a', 'service'])
    expect(watch.held).toEqual(['apps/v1/Deployment in lab-main'])
  })

  it('a check opened again once, with what is given it', async () => {
    const { watch, marker, told } = scene([three()])
    marker.open([three()])
    watch.put(aDeployment({ replicas: 3 }))
    await tickEnd()
    expect(told).toEqual(['three: not-yet', 'three: not-yet', 'three: passed'])
    marker.close(['three'])
    expect(watch.held).toEqual([])
  })

  it('nothing after its end, and tells nothing any more', async () => {
    const { watch, clock, marker, told } = scene([three(), held], 'live', (paper) => paper.put(aDeployment({ replicas: 3 })))
    const before = told.length
    watch.put(aDeployment({ replicas: 1 }))
    marker.dispose()
    await tickEnd()
    watch.put(aDeployment({ replicas: 3 }))
    clock.advance(60_000)
    await tickEnd()
    // The hold was judged with the change itself, before the end.
    expect({ held: watch.held, listeners: watch.listeners, told: told.slice(before), waiting: clock.waiting }).toEqual({ held: [], listeners: 0, told: ['held: wrong'], waiting: 0 })
  })
})
