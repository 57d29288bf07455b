import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AttemptEvent } from '../../../engine/attempts/attempt-event.ts'
import { keptAttempts, type KeptAttempt, labProgress } from '../../../engine/attempts/lab-progress.ts'
import { homeFrom } from '../../../engine/files/home.ts'
import { aLab, aLoadedLab } from '../../builders/labs.ts'
import { scratchFolder } from '../../builders/scratch-folder.ts'

const place = 'kind/kindlab'
const lab = aLab()
const steps = lab.steps.map(({ id, after }) => ({ id, after }))
const started = (id = 'x7k2q', changes: Partial<Extract<AttemptEvent, { kind: 'started' }>> = {}): AttemptEvent => ({ kind: 'started', at: 1, id, cluster: place, pack: 'p', lab: 'colours', labVersion: '1.0.0', seed: 's', vars: {}, steps, ...changes })
const placed = (round = 1): AttemptEvent[] => [
  { kind: 'placing', at: 2, round, why: round === 1 ? 'start' : 'reset', keep: 0 },
  { kind: 'placed', at: 3, round, namespaces: { main: `ns-${round}` } },
]
const passed = (step: string, at: number, points = 1): AttemptEvent => ({ kind: 'passed', at, round: 1, step, points, checks: ['k'] })
const skipped = (step: string, at: number): AttemptEvent => ({ kind: 'skipped', at, round: 1, step })

const kept = (...events: readonly AttemptEvent[]): KeptAttempt => ({ lab, events })
const progress = (...attempts: readonly KeptAttempt[]) => labProgress(attempts, { pack: 'p', lab: 'colours', version: '1.2.0' }, place)
const finished = [passed('paint', 10, 2), passed('frame', 20), passed('hang', 30)]

describe('where a learner stands with a lab', () => {
  it('is nowhere before it was begun', () => {
    expect(progress()).toEqual({})
    expect(progress(kept(started('a', { lab: 'other' }), ...placed()))).toEqual({})
  })

  it('is at its first open step, last used when something last happened', () => {
    expect(progress(kept(started(), ...placed(), passed('paint', 40)))).toEqual({ underWay: { attempt: 'x7k2q', step: { number: 2, of: 3, title: { en: 'Frame' } }, usedAt: 40 } })
  })

  it('is under way on its own cluster only, and no longer once it was ended', () => {
    expect(progress(kept(started('a', { cluster: 'kind/other' }), ...placed()))).toEqual({})
    expect(progress(kept(started(), ...placed(), { kind: 'ended', at: 9 }))).toEqual({})
  })

  it('is done with the points that were earned; a step that was shown earns none', () => {
    expect(progress(kept(started(), ...placed(), ...finished))).toEqual({ done: { earned: 4, of: 4, at: 30 } })
    expect(progress(kept(started(), ...placed(), passed('paint', 10, 2), skipped('frame', 20), passed('hang', 30)))).toEqual({ done: { earned: 3, of: 4, at: 30 } })
  })

  it('stays done after a reset, after its end, and on another cluster', () => {
    const reset = kept(started(), ...placed(), ...finished, ...placed(2))
    expect(progress(reset)).toMatchObject({ done: { earned: 4 }, underWay: { step: { number: 1 } } })
    expect(progress(kept(started('a', { cluster: 'kind/other' }), ...placed(), ...finished, { kind: 'ended', at: 50 }))).toEqual({ done: { earned: 4, of: 4, at: 30 } })
  })

  it('is the best of several ends', () => {
    const poor = kept(started('a'), ...placed(), skipped('paint', 10), skipped('frame', 20), passed('hang', 90))
    expect(progress(poor, kept(started(), ...placed(), ...finished)).done).toEqual({ earned: 4, of: 4, at: 30 })
  })

  it('begins anew where grading changed', () => {
    expect(labProgress([kept(started(), ...placed(), ...finished)], { pack: 'p', lab: 'colours', version: '2.0.0' }, place)).toEqual({})
  })
})

describe('the attempts that the disk keeps', () => {
  it('are read without a cluster, and one that was never whole hides no other', async () => {
    await using folder = await scratchFolder()
    const home = homeFrom({ KINDLAB_HOME: folder.path })
    await mkdir(join(home.attempts, 'torn'), { recursive: true })
    await mkdir(join(home.attempts, 'whole'))
    await writeFile(join(home.attempts, 'whole', 'lab.json'), JSON.stringify(aLoadedLab()))
    await writeFile(join(home.attempts, 'whole', 'journal.jsonl'), `${JSON.stringify(started())}\n{"kind":"pla`)
    expect((await keptAttempts(home)).map(({ events, lab: { id } }) => [id, events.length])).toEqual([['colours', 1]])
  })
})
