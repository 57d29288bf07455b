import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AttemptEvent } from '../../../engine/attempts/attempt-event.ts'
import { attemptFrom, type AttemptState, isFinished, openSteps, passesBefore, stepStateIn } from '../../../engine/attempts/attempt-state.ts'
import { eventsIn } from '../../../engine/attempts/journal.ts'

const steps = [
  { id: 'a', after: [] },
  { id: 'b', after: ['a'] },
  { id: 'c', after: ['a'] },
  { id: 'd', after: ['b', 'c'] },
]
const started: AttemptEvent = { kind: 'started', at: 1, id: 'x7k2q', cluster: 'kind/kindlab', pack: 'p', lab: 'l', labVersion: '1.0.0', seed: 's', vars: { port: 80 }, steps }
const placing = (round: number, keep = 0, why: 'start' | 'reset' | 'rewind' = 'reset'): AttemptEvent => ({ kind: 'placing', at: 2, round, why, keep })
const placed = (round: number): AttemptEvent => ({ kind: 'placed', at: 3, round, namespaces: { main: `ns-${round}` } })
const passed = (step: string, round = 1): AttemptEvent => ({ kind: 'passed', at: 4, round, step, points: 2, checks: ['k'] })
const abandoned = (round: number): AttemptEvent => ({ kind: 'abandoned', at: 5, round })
const begun = [started, placing(1), placed(1)]

function after(...events: readonly AttemptEvent[]): AttemptState {
  const state = attemptFrom(events)
  if (state === undefined) throw new Error('no state')
  return state
}

const passes = (state: AttemptState): string[] => state.passes.map(({ step }) => step)

describe('an attempt, as its journal tells it', () => {
  it('is none before it started', () => {
    expect(attemptFrom([])).toBeUndefined()
    expect(attemptFrom([placing(1), passed('a')])).toBeUndefined()
  })

  it('is starting until its first namespaces are there', () => {
    expect(after(started, placing(1))).toMatchObject({ phase: 'starting', namespaces: {} })
    expect(after(...begun)).toMatchObject({ phase: 'open', round: 1, namespaces: { main: 'ns-1' } })
  })

  it('opens a step once everything it comes after is done, in whichever way', () => {
    const state = after(...begun, passed('a'), { kind: 'skipped', at: 5, round: 1, step: 'b' })
    expect(openSteps(state)).toEqual(['c'])
    expect(steps.map((step) => stepStateIn(state, step))).toEqual(['passed', 'skipped', 'open', 'locked'])
    expect(openSteps(after(...begun, passed('a'), passed('b'), passed('c')))).toEqual(['d'])
  })

  it('counts a pass once, though two processes wrote it', () => {
    expect(passes(after(...begun, passed('a'), passed('a')))).toEqual(['a'])
  })

  it('takes no pass of a step that is locked, unknown, or of namespaces that are gone', () => {
    expect(passes(after(...begun, passed('d'), passed('z')))).toEqual([])
    expect(passes(after(...begun, placing(2), placed(2), passed('a', 1)))).toEqual([])
  })

  it('keeps a step open for good once it passed: nothing takes a pass back but a reset or rewind', () => {
    expect(stepStateIn(after(...begun, passed('a'), passed('b')), { id: 'a', after: [] })).toBe('passed')
  })

  it('starts over at a reset, and keeps the hints counted', () => {
    const state = after(...begun, { kind: 'hinted', at: 3, step: 'a' }, passed('a'), placing(2), placed(2))
    expect(state).toMatchObject({ phase: 'open', round: 2, namespaces: { main: 'ns-2' }, passes: [], hints: { a: 1 } })
  })

  it('keeps what passed before the step that it is rewound to', () => {
    const before = after(...begun, passed('a'), passed('c'), passed('b'))
    expect(passesBefore(before, 'b')).toBe(2)
    expect(passesBefore(before, 'd')).toBe(3)
    expect(passes(after(...begun, passed('a'), passed('c'), passed('b'), placing(2, 2, 'rewind'), placed(2)))).toEqual(['a', 'c'])
  })

  it('goes on as it was when a reset could not be done', () => {
    expect(after(...begun, passed('a'), placing(2))).toMatchObject({ phase: 'resetting', namespaces: { main: 'ns-1' } })
    const state = after(...begun, passed('a'), placing(2), abandoned(2))
    expect(state).toMatchObject({ phase: 'open', round: 1, namespaces: { main: 'ns-1' } })
    expect(passes(state)).toEqual(['a'])
  })

  it('never takes up a set of namespaces that was abandoned or overtaken', () => {
    expect(after(...begun, placing(2), abandoned(2), placed(2)).round).toBe(1)
    expect(after(...begun, placing(2), placing(3), placed(2)).phase).toBe('resetting')
    expect(after(...begun, placing(2), placing(3), placed(3)).round).toBe(3)
  })

  it('does not let a step pass by itself while it is being solved', () => {
    const skipping: AttemptEvent = { kind: 'skipping', at: 4, round: 1, step: 'a' }
    expect(passes(after(...begun, skipping, passed('a')))).toEqual([])
    expect(after(...begun, skipping, passed('a'), { kind: 'skipped', at: 5, round: 1, step: 'a' }).passes).toMatchObject([{ step: 'a', how: 'skipped', points: 0 }])
    expect(passes(after(...begun, skipping, { kind: 'skip-failed', at: 5, round: 1, step: 'a' }, passed('a')))).toEqual(['a'])
  })

  it('remembers what its checks must not forget, until it is placed anew', () => {
    const remembered: AttemptEvent = { kind: 'remembered', at: 4, round: 1, memories: { 'a/k': { seen: true } } }
    expect(after(...begun, remembered).memories).toEqual({ 'a/k': { seen: true } })
    expect(after(...begun, remembered, placing(2), placed(2)).memories).toEqual({})
    expect(after(...begun, placing(2), placed(2), remembered).memories).toEqual({})
  })

  it('is over for good once it ended', () => {
    const state = after(...begun, { kind: 'ended', at: 9 }, passed('a'), placing(2), placed(2))
    expect(state).toMatchObject({ phase: 'ended', round: 1, passes: [] })
    expect(after(...begun, { kind: 'ended', at: 9 }, { kind: 'cleaned', at: 10 }).phase).toBe('cleaned')
  })

  it('is finished when every step is done', () => {
    const all = [...begun, passed('a'), passed('b'), passed('c'), passed('d')]
    expect(isFinished(after(...all))).toBe(true)
    expect(isFinished(after(...all.slice(0, -1)))).toBe(false)
  })
})

const round = fc.integer({ min: 1, max: 4 })
const step = fc.constantFrom('a', 'b', 'c', 'd', 'z')
const anyEvent: fc.Arbitrary<AttemptEvent> = fc.oneof(
  fc.constant(started),
  fc.tuple(round, fc.integer({ min: 0, max: 5 })).map(([number, keep]) => placing(number, keep)),
  round.map(placed),
  round.map(abandoned),
  fc.tuple(step, round).map(([id, number]) => passed(id, number)),
  fc.tuple(step, round, fc.constantFrom('skipping' as const, 'skipped' as const, 'skip-failed' as const)).map(([id, number, kind]) => ({ kind, at: 5, round: number, step: id })),
  step.map((id): AttemptEvent => ({ kind: 'hinted', at: 6, step: id })),
  fc.constantFrom<AttemptEvent>({ kind: 'ended', at: 7 }, { kind: 'cleaned', at: 8 }),
)

function expectValid(state: AttemptState): void {
  const done = passes(state)
  expect(new Set(done).size).toBe(done.length)
  for (const [index, id] of done.entries()) {
    const declared = steps.find((one) => one.id === id)
    expect(declared?.after.every((before) => done.slice(0, index).includes(before))).toBe(true)
  }
  expect(state.placing.round).toBeGreaterThanOrEqual(state.round)
  expect(Object.keys(state.namespaces)).toEqual(state.round === 0 ? [] : ['main'])
  if (state.phase === 'open' || state.phase === 'resetting') expect(state.round).toBeGreaterThan(0)
  if (state.phase === 'starting') expect(state.round).toBe(0)
}

describe('any journal', () => {
  it('gives a valid state at each of its prefixes', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        for (let length = 0; length <= events.length; length += 1) expectValid(after(started, ...events.slice(0, length)))
      }),
    )
  })

  it('gives the same state when it is cut at any byte, as it had at its last whole line', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 12 }), fc.double({ min: 0, max: 1, noNaN: true }), (events, where) => {
        const text = [started, ...events].map((event) => `${JSON.stringify(event)}\n`).join('')
        const cut = text.slice(0, Math.floor(where * text.length))
        const whole = cut.split('\n').length - 1
        const read = eventsIn(cut)
        // A line that was cut exactly before its end says all it had to say.
        expect([whole, whole + 1]).toContain(read.length)
        expect(attemptFrom(read)).toEqual(attemptFrom([started, ...events].slice(0, read.length)))
      }),
    )
  })
})
