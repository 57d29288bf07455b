import { describe, expect, it } from 'vitest'
import { pauseAfter, usualTiming } from '../../../engine/watch/timing.ts'

describe('pauseAfter', () => {
  it('lets the first retry come at once, then doubles from 0.1 to 5 s', () => {
    const pauses = [1, 2, 3, 4, 7, 8, 50].map((failures) => pauseAfter(failures, usualTiming, 1))
    expect(pauses).toEqual([0, 100, 200, 400, 3_200, 5_000, 5_000])
  })

  it('leaves a quarter to chance, so that many do not come at the same moment', () => {
    expect(pauseAfter(50, usualTiming, 0)).toBe(3_750)
  })
})
