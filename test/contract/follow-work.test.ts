import { describe, expect, it } from 'vitest'
import { workAfter, workBegun, workEnded } from '../../contract/follow-work.ts'
import type { StepCode } from '../../contract/messages/steps.ts'
import type { ProgressEvent } from '../../contract/progress.ts'

const step = (at: number, code: string): ProgressEvent => ({ kind: 'step', at, code: code as StepCode, params: {} })

describe('a long operation', () => {
  it('ends a step when the next begins, and the last when it is done', () => {
    const work = [step(10, 'one'), step(25, 'two')].reduce(workAfter, workBegun('up', 0))
    expect(workEnded(work, 40).steps).toEqual([
      { code: 'one', params: {}, startedAt: 10, endedAt: 25 },
      { code: 'two', params: {}, startedAt: 25, endedAt: 40 },
    ])
  })

  it('leaves the step it failed in open, and says why it ended', () => {
    const problem = { code: 'cancelled', params: {} } as const
    const work = workEnded(workAfter(workBegun('up', 0), step(10, 'one')), 12, problem)
    expect(work).toMatchObject({ steps: [{ code: 'one', startedAt: 10 }], outcome: { kind: 'failed', at: 12, problem } })
    expect(work.steps[0]).not.toHaveProperty('endedAt')
  })

  it('puts a fraction on the present step', () => {
    const work = [step(10, 'one'), { kind: 'fraction', at: 11, done: 0.5, note: 'half' } as const].reduce(workAfter, workBegun('up', 0))
    expect(work.steps).toEqual([{ code: 'one', params: {}, startedAt: 10, done: 0.5, note: 'half' }])
  })

  it('keeps the last lines of the log and counts them all', () => {
    const lines = Array.from({ length: 450 }, (_, index): ProgressEvent => ({ kind: 'log', at: index, line: `line ${index}` }))
    const work = lines.reduce(workAfter, workBegun('up', 0))
    expect({ count: work.log.length, first: work.log[0], last: work.log.at(-1), logged: work.logged }).toEqual({ count: 200, first: 'line 250', last: 'line 449', logged: 450 })
  })
})
