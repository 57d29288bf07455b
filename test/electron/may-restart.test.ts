import { describe, expect, it } from 'vitest'
import { restartPause } from '../../electron/may-restart.ts'

describe('a restart', () => {
  it('waits longer each time, and is refused the sixth time within a minute', () => {
    const deaths = [0, 1, 2, 3, 4, 5]
    expect(deaths.map((_, index) => restartPause(deaths.slice(0, index + 1), index))).toEqual([0, 250, 1_000, 2_000, 4_000, undefined])
  })

  it('forgets what is older than a minute', () => {
    expect(restartPause([0, 1, 2, 3, 4, 100_000], 100_000)).toBe(0)
  })
})
