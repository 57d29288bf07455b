import { describe, expect, it } from 'vitest'
import type { Problem } from '#contract/problem.ts'
import type { CheckView } from '../../../engine/checks/judge.ts'
import { aView, prepared } from '../../builders/checks.ts'
import { aDeployment } from '../../builders/objects.ts'

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

  it('begins anew after it was broken', () => {
    const begun = held.judge(right(1_000), {})
    const broken = held.judge(off(3_000), begun.memory)
    expect(broken.verdict.kind).toBe('wrong')
    expect(held.judge(right(6_000), broken.memory)).toMatchObject({ verdict: { kind: 'not-yet', holding: { since: 6_000 } } })
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
