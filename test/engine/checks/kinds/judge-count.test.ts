import { describe, expect, it } from 'vitest'
import { aPodsRef, aView, judgeOnce, prepared } from '../../../builders/checks.ts'
import { aDeployment, aPod } from '../../../builders/objects.ts'

const pods = (count: number): ReturnType<typeof aPod>[] => Array.from({ length: count }, (_, index) => aPod({ name: `p${index}`, labels: { app: 'web' } }))

describe('a count', () => {
  it.each([
    [{ is: 2 }, 2, true],
    [{ is: 2 }, 1, false],
    [{ is: 2 }, 3, false],
    [{ is: 0 }, 0, true],
    [{ atLeast: 2 }, 2, true],
    [{ atLeast: 2 }, 1, false],
    [{ atMost: 2 }, 2, true],
    [{ atMost: 2 }, 3, false],
    [{ atLeast: 1, atMost: 2 }, 3, false],
    [{ atLeast: 1, atMost: 2 }, 0, false],
  ])('%j of %i objects passes: %s', (wanted, found, passes) => {
    expect(judgeOnce({ count: { object: aPodsRef, ...wanted } }, pods(found)).kind).toBe(passes ? 'passed' : 'not-yet')
  })

  it('tells how many there are and how many there should be', () => {
    expect(judgeOnce({ count: { object: aPodsRef, atLeast: 2 } }, pods(1))).toEqual({
      kind: 'not-yet',
      evidence: [
        {
          code: 'count-different',
          object: { apiVersion: 'v1', kind: 'Pod', namespace: 'lab-main' },
          command: 'kubectl get pod -l app=web',
          expected: { atLeast: 2 },
          actual: 1,
          since: 1_000,
        },
      ],
    })
  })

  it('counts only objects that match', () => {
    const some = [...pods(2), aPod({ name: 'x', labels: { app: 'web' }, phase: 'Pending' })]
    expect(judgeOnce({ count: { object: aPodsRef, match: { status: { phase: 'Running' } }, is: 2 } }, some)).toEqual({ kind: 'passed' })
  })

  it('asserts over the objects that match', () => {
    const count = { object: aPodsRef, is: 2 }
    expect(judgeOnce({ count, assert: ["objects.all(p, p.status.phase == 'Running')"] }, pods(2))).toEqual({ kind: 'passed' })
    expect(judgeOnce({ count, assert: ["objects.all(p, p.status.phase == 'Failed')"] }, pods(2))).toMatchObject({ kind: 'not-yet', evidence: [{ code: 'assertion-false', object: { kind: 'Pod' } }] })
  })

  it('with a guard about the objects is spent when it falls', () => {
    expect(judgeOnce({ count: { object: aPodsRef, atLeast: 1 }, unless: ['size(objects) > 3'] }, pods(4)).kind).toBe('spent')
  })
})

describe('a count of objects by their status', () => {
  it('leaves out those whose status is of an older generation', () => {
    const count = { object: { apiVersion: 'apps/v1', kind: 'Deployment' }, match: { status: { readyReplicas: 2 } }, atLeast: 1 }
    const changed = (observedGeneration: number): ReturnType<typeof aDeployment> => aDeployment({ ready: 2, metadata: { generation: 2 }, status: { observedGeneration } })
    expect([judgeOnce({ count }, [changed(1)]).kind, judgeOnce({ count }, [changed(2)]).kind]).toEqual(['not-yet', 'passed'])
  })
})

describe('a count after something was seen', () => {
  const gone = prepared({ count: { object: aPodsRef, is: 0, after: 'seen' } })

  it('is not-yet before anything came', () => {
    expect(gone.judge(aView([aDeployment()]), {})).toMatchObject({ verdict: { kind: 'not-yet', evidence: [{ code: 'never-seen', object: { kind: 'Pod' } }] }, memory: {} })
  })

  it('is not-yet while it is there, and remembers it', () => {
    expect(gone.judge(aView(pods(1)), {})).toMatchObject({ verdict: { kind: 'not-yet', evidence: [{ code: 'count-different', expected: 0, actual: 1 }] }, memory: { seen: true } })
  })

  it('passes when it went again', () => {
    const { memory } = gone.judge(aView(pods(1)), {})
    const passed = gone.judge(aView([]), memory)
    expect([passed.verdict, gone.judge(aView([]), passed.memory).verdict]).toEqual([{ kind: 'passed' }, { kind: 'passed' }])
  })

  it('has not seen objects that do not match', () => {
    const running = prepared({ count: { object: aPodsRef, match: { status: { phase: 'Failed' } }, is: 0, after: 'seen' } })
    expect(running.judge(aView(pods(1)), {})).toMatchObject({ verdict: { evidence: [{ code: 'never-seen' }] } })
  })
})
