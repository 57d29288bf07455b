import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Attempt } from '#contract/attempt.ts'
import type { ProblemError } from '#contract/problem.ts'
import { aLab, aLoadedLab } from '../../builders/labs.ts'
import { type Engine, Machine, once, patiently, start, states, statesAre } from './in-memory.ts'

let machine: Machine

beforeEach(async () => {
  machine = await Machine.make()
})

afterEach(async () => {
  await machine[Symbol.asyncDispose]()
})

const plain = aLab()
const hue = { id: 'hue', title: { en: 'You know the colour' }, quiz: { ask: { en: 'Which?' }, text: { is: 'blue' }, why: { en: 'Look up.' } } }
/** `paint` also asks, `frame` only asks. */
const lab = aLab({
  steps: plain.steps.map((step) => (step.id === 'paint' ? { ...step, checks: [...step.checks, hue] } : step.id === 'frame' ? { ...step, checks: [{ ...hue, id: 'wood' }] } : step)),
})
const answers = Object.fromEntries([['paint', 'hue'], ['frame', 'wood']].map(([step, check]) => [step, { kind: 'answers', path: '', text: '', answers: { [check!]: ['blue'] } } as const]))
const asking = aLoadedLab({ lab, answers, solutions: aLoadedLab().solutions })

const begin = (engine: Engine): Promise<Attempt> => start(engine, asking)
const question = { step: 'paint', check: 'hue' }
const hueIn = ({ steps }: Attempt) => steps[0]?.checks.find(({ id }) => id === 'hue')
const problemOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'none', (error: unknown) => (error as ProblemError).problem.code)

describe('a question of a step', () => {
  it('keeps the step from passing until it is answered', async () => {
    const engine = machine.engine()
    const attempt = await begin(engine)
    machine.write(attempt, 'sky', { colour: 'blue' })
    await once(engine, attempt.id, ({ steps }) => steps[0]?.checks[0]?.verdict.kind === 'passed')
    expect(states(engine.attempts.get(attempt.id))).toEqual(['open', 'locked', 'locked'])
    expect(states(await engine.attempts.answer(attempt.id, question, ['Blue']))).toEqual(['passed', 'open', 'locked'])
  })

  it('is told wrong, with tries counted; what is no answer is not counted', async () => {
    const engine = machine.engine()
    const attempt = await begin(engine)
    await engine.attempts.answer(attempt.id, question, ['green'])
    const again = await engine.attempts.answer(attempt.id, question, ['red'])
    expect(hueIn(again)).toMatchObject({ verdict: { kind: 'wrong', evidence: [{ explanation: { en: 'Look up.' } }] }, stumbles: 2, quiz: { answer: ['red'], tries: 2 } })
    expect(await problemOf(engine.attempts.answer(attempt.id, question, [' ']))).toBe('answer-unfit')
    expect(hueIn(engine.attempts.get(attempt.id))?.quiz?.tries).toBe(2)
  })

  it('stays answered, and outlives the engine', async () => {
    const engine = machine.engine()
    const attempt = await begin(engine)
    await engine.attempts.answer(attempt.id, question, ['blue'])
    await engine.attempts.answer(attempt.id, question, ['green'])
    await engine.attempts.dispose()
    const other = machine.engine()
    await other.attempts.resume(patiently)
    expect(hueIn(await once(other, attempt.id, (one) => hueIn(one)?.verdict.kind === 'passed'))).toMatchObject({ quiz: { answer: ['blue'], tries: 1 } })
  })

  it('is open again after a reset, and after going back to before it', async () => {
    const engine = machine.engine()
    const attempt = await begin(engine)
    await engine.attempts.answer(attempt.id, question, ['green'])
    const reset = await engine.attempts.reset(attempt.id, patiently)
    expect(hueIn(reset)).toMatchObject({ verdict: { kind: 'not-yet' }, quiz: { tries: 0 } })
    expect(hueIn(reset)?.stumbles).toBeUndefined()
    await engine.attempts.answer(attempt.id, question, ['blue'])
    machine.write(engine.attempts.get(attempt.id), 'sky', { colour: 'blue' })
    await once(engine, attempt.id, statesAre('passed', 'open', 'locked'))
    await engine.attempts.answer(attempt.id, { step: 'frame', check: 'wood' }, ['green'])
    const rewound = await engine.attempts.rewind(attempt.id, 'frame', patiently)
    expect(hueIn(rewound)?.quiz).toMatchObject({ answer: ['blue'] })
    expect(rewound.steps[1]?.checks[0]?.quiz).toMatchObject({ tries: 0 })
  })

  it('can be answered while the cluster cannot be seen', async () => {
    const engine = machine.engine()
    const attempt = await begin(engine)
    engine.watch.lose()
    expect(hueIn(await engine.attempts.answer(attempt.id, question, ['blue']))?.verdict.kind).toBe('passed')
  })

  it('is asked only while its step is open, and only where there is one', async () => {
    const engine = machine.engine()
    const attempt = await begin(engine)
    expect(attempt.steps[1]?.checks[0]?.quiz).toBeUndefined()
    expect(await problemOf(engine.attempts.answer(attempt.id, { step: 'frame', check: 'wood' }, ['blue']))).toBe('step-not-open')
    expect(await problemOf(engine.attempts.answer(attempt.id, { step: 'paint', check: 'sky' }, ['blue']))).toBe('question-missing')
  })

  it('is skipped with its step, where there is nothing to apply too', async () => {
    const engine = machine.engine()
    const attempt = await begin(engine)
    await engine.attempts.skip(attempt.id, 'paint', patiently)
    expect(states(await engine.attempts.skip(attempt.id, 'frame', patiently))).toEqual(['skipped', 'skipped', 'open'])
  })
})

describe('a check that turns out wrong', () => {
  it('is counted each time it does, and not when it only stays so', async () => {
    const engine = machine.engine()
    const attempt = await begin(engine)
    const sky = ({ steps }: Attempt) => steps[0]?.checks[0]
    machine.write(attempt, 'sky', { colour: 'green' })
    await once(engine, attempt.id, (one) => sky(one)?.stumbles === 1)
    machine.write(attempt, 'sky', { colour: 'red' })
    machine.write(attempt, 'sky', { colour: 'blue' })
    await once(engine, attempt.id, (one) => sky(one)?.verdict.kind === 'passed')
    machine.write(attempt, 'sky', { colour: 'red' })
    expect(sky(await once(engine, attempt.id, (one) => sky(one)?.stumbles === 2))?.verdict.kind).toBe('wrong')
  })
})
