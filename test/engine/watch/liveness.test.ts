import { describe, expect, it } from 'vitest'
import { Liveness, type Pulse } from '../../../engine/watch/liveness.ts'
import { usualTiming } from '../../../engine/watch/timing.ts'

const ticks = (liveness: Liveness, from: number, count: number): Pulse[] =>
  Array.from({ length: count }, (_, index) => liveness.tick(from + (index + 1) * usualTiming.tick))

describe('Liveness', () => {
  it('asks for a ping every three seconds of rest', () => {
    expect(ticks(new Liveness(usualTiming, 0), 0, 3)).toEqual(['quiet', 'quiet', 'ping'])
  })

  it('says silent within ten seconds of the last answer', () => {
    const liveness = new Liveness(usualTiming, 0)
    expect(ticks(liveness, 0, 3).at(-1)).toBe('ping')
    liveness.pinged(3_000)
    expect(ticks(liveness, 3_000, 6)).toEqual(['quiet', 'quiet', 'quiet', 'quiet', 'quiet', 'silent'])
  })

  it('rests again after an answer', () => {
    const liveness = new Liveness(usualTiming, 0)
    liveness.pinged(500)
    liveness.answered()
    expect(ticks(liveness, 0, 3)).toEqual(['quiet', 'quiet', 'ping'])
    expect(liveness.heardAt).toBe(500)
  })

  it('says frozen when a tick comes more than ten seconds late', () => {
    const liveness = new Liveness(usualTiming, 0)
    expect([liveness.tick(1_000), liveness.tick(12_001)]).toEqual(['quiet', 'frozen'])
  })

  it('does not count the time in which this process stood still as silence of the other side', () => {
    const liveness = new Liveness(usualTiming, 0)
    liveness.pinged(0)
    expect([liveness.tick(9_000), liveness.tick(30_000), liveness.tick(31_000)]).toEqual(['quiet', 'frozen', 'quiet'])
  })

  it('forgets a ping whose connection is gone', () => {
    const liveness = new Liveness(usualTiming, 0)
    liveness.pinged(0)
    liveness.restart(0)
    expect(ticks(liveness, 0, 7)).not.toContain('silent')
  })
})
