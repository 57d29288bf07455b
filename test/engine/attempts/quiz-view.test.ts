import { describe, expect, it } from 'vitest'
import { checkSchema, type QuizCheck } from '#contract/check.ts'
import { quizView, shuffled } from '../../../engine/attempts/quiz-view.ts'
import type { AttemptEvent } from '../../../engine/attempts/attempt-event.ts'
import { attemptFrom, type AttemptState } from '../../../engine/attempts/attempt-state.ts'

const options = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }))

function stateWith(seed: string, answers: AttemptState['answers'] = {}): AttemptState {
  const started: AttemptEvent = { kind: 'started', at: 1, id: 'x', cluster: 'kind/kindlab', pack: 'p', lab: 'l', labVersion: '1.0.0', seed, vars: { port: 8443 }, steps: [] }
  return { ...attemptFrom([started])!, answers }
}

const question = (quiz: Readonly<Record<string, unknown>>): QuizCheck => checkSchema.parse({ id: 'q', title: { en: 'Q' }, quiz: { ask: { en: 'Port ${vars.port}?' }, ...quiz } }) as QuizCheck

describe('a question as its learner sees it', () => {
  it('holds neither what is right nor what is told of wrong answers', () => {
    const check = question({ single: [{ id: 'a', text: { en: 'A' }, right: true }, { id: 'b', text: { en: 'B' }, why: { en: 'SECRET' } }], why: { en: 'SECRET' }, explain: { en: 'SECRET' } })
    const view = quizView('step', check, stateWith('seed'))
    expect(JSON.stringify(view)).not.toMatch(/SECRET|right/)
    expect(view).toMatchObject({ type: 'single', ask: { en: 'Port 8443?' }, tries: 0 })
    expect(quizView('step', question({ number: { is: 4711, mistakes: [{ is: 4712, why: { en: 'w' } }] } }), stateWith('seed'))).toEqual({ type: 'number', ask: { en: 'Port 8443?' }, options: [], tries: 0 })
  })

  it('tells what was answered, how often, and the explanation once it is right', () => {
    const check = question({ text: { is: 'x' }, explain: { en: 'So it is.' } })
    const given = (isRight: boolean) => quizView('step', check, stateWith('seed', { 'step/q': { answer: ['${vars.port}'], tries: 2, isRight } }))
    expect(given(false)).toMatchObject({ answer: ['${vars.port}'], tries: 2 })
    expect(given(false).explain).toBeUndefined()
    expect(given(true).explain).toEqual({ en: 'So it is.' })
  })

  it('has its options in an order of the attempt’s own', () => {
    expect(shuffled(options, 's')).toEqual(shuffled(options.toReversed(), 's'))
    expect(new Set(['1', '2', '3', '4', '5'].map((seed) => JSON.stringify(shuffled(options, seed)))).size).toBeGreaterThan(1)
  })

  it('never shows an order in the right one', () => {
    const check = question({ order: [{ id: 'a', text: { en: 'A' } }, { id: 'b', text: { en: 'B' } }] })
    for (const seed of ['1', '2', '3', '4', '5', '6']) expect(quizView('step', check, stateWith(seed)).options.map(({ id }) => id)).toEqual(['b', 'a'])
  })
})
