import { describe, expect, it } from 'vitest'
import type { Json } from '#contract/check.ts'
import type { Problem } from '#contract/problem.ts'
import type { CheckView } from '../../../engine/checks/judge.ts'
import { aView, prepared } from '../../builders/checks.ts'
import { aDeployment, aPod } from '../../builders/objects.ts'

const problem: Problem = { code: 'kind-denied', params: { kind: 'Deployment' } }
const blind = (now: number): CheckView => ({ ...aView([], { now }), objects: () => ({ problem }) })
const right = (now: number): CheckView => aView([aDeployment({ replicas: 3 })], { now })
const off = (now: number, replicas = 1): CheckView => aView([aDeployment({ replicas })], { now })
const three = { match: { spec: { replicas: 3 } } }

describe('what cannot be seen', () => {
  it('is unknown, with the reason', () => {
    expect(prepared(three).judge(blind(1_000), {}).verdict).toEqual({ kind: 'unknown', problem })
  })

  it('is unknown for a related object too', () => {
    const related = { pods: { apiVersion: 'v1', kind: 'Pod' } }
    const view: CheckView = { ...right(1_000), objects: (kind, namespace) => (kind.kind === 'Pod' ? { problem } : right(1_000).objects(kind, namespace)) }
    expect(prepared({ ...three, related }).judge(view, {}).verdict).toEqual({ kind: 'unknown', problem })
  })

  it('keeps what was seen and ends a hold', () => {
    expect(prepared({ ...three, hold: '5s' }).judge(blind(1_000), { seen: true, holdsSince: 10 }).memory).toEqual({ seen: true })
  })

  it('does not hide that a check is spent', () => {
    const evidence = [{ code: 'guard' as const }]
    expect(prepared({ ...three, unless: ['false'] }).judge(blind(1_000), { spent: evidence }).verdict).toEqual({ kind: 'spent', evidence })
  })

  it('by a fault of ours is unknown and never thrown', () => {
    const broken: CheckView = { ...aView([]), objects: () => { throw new Error('oops') } }
    expect(prepared(three).judge(broken, {}).verdict).toEqual({ kind: 'unknown', problem: { code: 'check-not-judged', params: { check: 'it', message: 'oops' } } })
  })
})

describe('a hold', () => {
  const held = prepared({ ...three, hold: '5s' })

  it('is not-yet while it lasts, and says when to judge again', () => {
    expect(held.judge(right(1_000), {})).toEqual({
      verdict: { kind: 'not-yet', evidence: [], holding: { since: 1_000, for: 5_000 } },
      memory: { seen: true, holdsSince: 1_000 },
      again: 6_000,
    })
  })

  it('counts from its beginning however often it is judged', () => {
    const { memory } = held.judge(right(1_000), {})
    expect(held.judge(right(5_999), memory)).toMatchObject({ verdict: { holding: { since: 1_000 } }, again: 6_000 })
  })

  it('passes when its time is over, to the millisecond', () => {
    const { memory } = held.judge(right(1_000), {})
    const { verdict, again } = held.judge(right(6_000), memory)
    expect({ verdict, again }).toEqual({ verdict: { kind: 'passed' }, again: undefined })
  })

  it('counts no further than what happened was seen', () => {
    const { memory } = held.judge(right(1_000), {})
    expect(held.judge({ ...right(9_000), seenUntil: 5_999 }, memory)).toMatchObject({ verdict: { kind: 'not-yet', holding: { since: 1_000 } }, again: 6_000 })
    expect(held.judge({ ...right(9_000), seenUntil: 6_000 }, memory).verdict.kind).toBe('passed')
  })

  it('begins anew after it was broken', () => {
    const begun = held.judge(right(1_000), {})
    const broken = held.judge(off(3_000), begun.memory)
    expect(broken.verdict.kind).toBe('wrong')
    expect(held.judge(right(6_000), broken.memory)).toMatchObject({ verdict: { kind: 'not-yet', holding: { since: 6_000 } } })
  })
})

describe('a hold and its Pods', () => {
  const time = (second: number): string => new Date(second * 1_000).toISOString()
  const running = { match: { status: { phase: 'Running' } }, object: { apiVersion: 'v1', kind: 'Pod', name: 'web' }, hold: '3s' }
  const needed = (status: Record<string, Json>): number | undefined => prepared(running).judge(aView([aPod({ status })], { now: 1_000 }), {}).again

  const ready = (second: number): Json => [{ type: 'Ready', status: 'True', lastTransitionTime: time(second) }]
  const started = (second: number, lastState: Json = {}): Json => [{ name: 'web', state: { running: { startedAt: time(second) } }, lastState }]
  const crashed = (from: number, to: number, exitCode = 1): Json => ({ terminated: { exitCode, startedAt: time(from), finishedAt: time(to) } })

  it('takes as long as its author says where the kubelet tells of a start at once', () => {
    expect(needed({ conditions: ready(12), containerStatuses: started(10) })).toBe(4_000)
  })

  it('takes longer where the kubelet was slow to tell of the start: it will be as slow to tell of the crash', () => {
    expect(needed({ conditions: ready(17), containerStatuses: started(10) })).toBe(9_000)
  })

  it('outlasts once more the life of a container that crashed before', () => {
    expect(needed({ conditions: ready(31), containerStatuses: started(30, crashed(10, 16)) })).toBe(13_000)
  })

  it('does not doubt a container that ended well, nor any Pod for longer than half a minute', () => {
    expect(needed({ conditions: ready(31), containerStatuses: started(30, crashed(10, 16, 0)) })).toBe(4_000)
    expect(needed({ conditions: ready(9_031), containerStatuses: started(9_030, crashed(10, 9_000)) })).toBe(34_000)
  })

  it('is the author’s own where a Pod tells nothing of its containers', () => {
    expect(needed({})).toBe(4_000)
    expect(needed({ conditions: [null], containerStatuses: [null, 'odd'] })).toBe(4_000)
  })
})

describe('since', () => {
  it('stays while the same thing is off, whatever value is there', () => {
    const check = prepared(three)
    const first = check.judge(off(1_000, 1), {})
    expect(check.judge(off(2_000, 2), first.memory).verdict).toMatchObject({ evidence: [{ actual: 2, since: 1_000 }] })
  })

  it('begins anew when it was right in between', () => {
    const check = prepared(three)
    const first = check.judge(off(1_000), {})
    const second = check.judge(right(2_000), first.memory)
    expect(check.judge(off(3_000), second.memory).verdict).toMatchObject({ evidence: [{ since: 3_000 }] })
  })

  it('is each difference’s own', () => {
    const check = prepared({ match: { spec: { replicas: 3, minReadySeconds: 5 } } })
    const first = check.judge(aView([aDeployment({ replicas: 3 })], { now: 1_000 }), {})
    expect(check.judge(off(2_000), first.memory).verdict).toMatchObject({ evidence: [{ path: 'spec.replicas', since: 2_000 }, { path: 'spec.minReadySeconds', since: 1_000 }] })
  })
})
