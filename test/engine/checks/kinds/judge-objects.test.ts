import { describe, expect, it } from 'vitest'
import { aPodsRef, judgeOnce } from '../../../builders/checks.ts'
import { aPod } from '../../../builders/objects.ts'

const labels = { app: 'web' }
const running = { objects: aPodsRef, match: { status: { phase: 'Running' } } }

describe('a check of several objects', () => {
  it('passes when each of them matches', () => {
    expect(judgeOnce(running, [aPod({ name: 'a', labels }), aPod({ name: 'b', labels }), aPod({ name: 'other', phase: 'Failed' })])).toEqual({ kind: 'passed' })
  })

  it('tells of each that does not', () => {
    const verdict = judgeOnce(running, [aPod({ name: 'a', labels }), aPod({ name: 'b', labels, phase: 'Pending' }), aPod({ name: 'c', labels, phase: 'Failed' })])
    expect(verdict).toMatchObject({ kind: 'not-yet', evidence: [{ object: { name: 'b' }, path: 'status.phase', actual: 'Pending' }, { object: { name: 'c' } }] })
  })

  it('is not-yet while there is none: of nothing everything would be true', () => {
    expect(judgeOnce(running, [aPod()])).toMatchObject({ kind: 'not-yet', evidence: [{ code: 'object-missing', command: 'kubectl get pod -l app=web' }] })
  })

  it('is wrong where what the learner writes differs in one', () => {
    const limited = { objects: aPodsRef, match: { spec: { containers: [{ resources: { limits: { cpu: '500m' } } }] } } }
    const pod = (name: string, cpu: string): ReturnType<typeof aPod> => aPod({ name, labels, containers: [{ name: 'web', image: 'a', resources: { limits: { cpu } } }] })
    expect([judgeOnce(limited, [pod('a', '0.5'), pod('b', '500m')]).kind, judgeOnce(limited, [pod('a', '0.5'), pod('b', '1')]).kind]).toEqual(['passed', 'wrong'])
  })

  it('asserts over all of them together', () => {
    const spread = { objects: aPodsRef, assert: ['objects.exists(p, objects.exists(q, p.spec.nodeName != q.spec.nodeName))'] }
    const on = (name: string, nodeName: string): ReturnType<typeof aPod> => aPod({ name, labels, spec: { nodeName } })
    expect([judgeOnce(spread, [on('a', 'one'), on('b', 'one')]).kind, judgeOnce(spread, [on('a', 'one'), on('b', 'two')]).kind]).toEqual(['not-yet', 'passed'])
  })

  it('with a guard is spent when it falls', () => {
    expect(judgeOnce({ ...running, unless: ['size(objects) > 1'] }, [aPod({ name: 'a', labels }), aPod({ name: 'b', labels })]).kind).toBe('spent')
  })
})
