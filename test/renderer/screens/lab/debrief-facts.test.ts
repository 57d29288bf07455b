import { describe, expect, it } from 'vitest'
import type { Attempt } from '#contract/attempt.ts'
import type { LabSummary, PackSummary } from '#contract/lab-summary.ts'
import { conceptsOf, debriefFacts, nextLab } from '../../../../renderer/screens/lab/debrief-facts.ts'

const check = (id: string, since: number, stumbles?: number) => ({ id, title: {}, points: 1, optional: false, since, verdict: { kind: 'passed' }, ...(stumbles === undefined ? {} : { stumbles }) }) as const
const attempt = {
  pack: 'p',
  lab: 'one',
  startedAt: 1_000,
  points: { earned: 3, of: 4 },
  steps: [
    { id: 'a', title: {}, state: 'passed', hints: { shown: 2, of: 3 }, checks: [check('x', 4_000, 1), check('y', 5_000)] },
    { id: 'b', title: {}, state: 'skipped', hints: { shown: 1, of: 3 }, checks: [check('z', 9_000, 4)] },
  ],
} as unknown as Attempt // all that is told of it

describe('the end of a lab', () => {
  it('tells points, time, hints, what was skipped, and what was hard, the hardest first', () => {
    const { hard, ...facts } = debriefFacts(attempt)
    expect(facts).toEqual({ points: { earned: 3, of: 4 }, took: 8_000, hints: 3, skipped: 1 })
    expect(hard.map(({ id }) => id)).toEqual(['z', 'x'])
  })

  const labs = ['one', 'two', 'three'].map((lab) => ({ pack: 'p', lab, concepts: ['pod', 'new'], ...(lab === 'two' ? { cannotRunHere: { code: 'lab-needs-more' } } : {}) })) as unknown as LabSummary[]
  const packs = [{ pack: 'p', concepts: { pod: { en: 'Pod' } }, tracks: [{ labs: ['one', 'two'] }, { labs: ['three'] }] }] as unknown as PackSummary[]

  it('names what was learnt', () => {
    expect(conceptsOf({ packs, labs }, attempt)).toEqual([{ en: 'Pod' }, { en: 'new' }])
  })

  it('leads on to the next lab that can be run here, on this path or the one after it', () => {
    expect(nextLab({ packs, labs }, attempt)?.lab).toBe('three')
    expect(nextLab({ packs, labs }, { ...attempt, lab: 'three' })).toBeUndefined()
    expect(nextLab({ packs, labs }, { ...attempt, lab: 'elsewhere' })).toBeUndefined()
  })
})
