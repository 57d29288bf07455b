import { describe, expect, it } from 'vitest'
import type { CheckState, StepState } from '#contract/attempt.ts'
import { lastDone, pointsOf } from '../../../../renderer/screens/lab/step-gates.ts'

const check = (since: number, isPassed = true, points = 1): CheckState => ({ id: 'a', title: {}, points, optional: false, since, verdict: isPassed ? { kind: 'passed' } : { kind: 'not-yet', evidence: [] } })
const step = (id: string, state: StepState['state'], ...checks: CheckState[]): StepState => ({ id, title: {}, state, checks, hints: { shown: 0, of: 3 } })

describe('steps that are done', () => {
  it('are told apart by when they were', () => {
    expect(lastDone([step('one', 'passed', check(7)), step('two', 'skipped', check(3)), step('three', 'open', check(9))])?.id).toBe('one')
    expect(lastDone([step('one', 'passed', check(3)), step('two', 'skipped', check(3))])?.id).toBe('two')
    expect(lastDone([step('one', 'open', check(3))])).toBeUndefined()
  })

  it('earned what their passed checks are worth', () => {
    expect(pointsOf(step('one', 'passed', check(1, true, 2), check(1, false, 3)))).toEqual({ earned: 2, of: 5 })
  })
})
