import type { Answer } from '#contract/quiz.ts'
import { assertNever } from '#contract/lifecycle.ts'
import type { AttemptEvent, StartedEvent } from './attempt-event.ts'

/** What an attempt is, as its journal tells it. */
export interface AttemptState {
  readonly started: StartedEvent
  readonly phase: 'starting' | 'open' | 'resetting' | 'ended' | 'cleaned'
  /** The set of namespaces in use; 0 before the first is placed. */
  readonly round: number
  readonly namespaces: Readonly<Record<string, string>>
  /** The set under way, or the last one that was; rounds are never used twice. */
  readonly placing: { readonly round: number; readonly keep: number; readonly why: PlacingReason }
  /** Steps that count as done, in the order in which they were. */
  readonly passes: readonly Pass[]
  /** The step that is being solved for the learner. */
  readonly skipping: string | undefined
  /** What open checks remember, by step and check. */
  readonly memories: Readonly<Record<string, unknown>>
  /** What was answered, by step and check. */
  readonly answers: Readonly<Record<string, GivenAnswer>>
  /** How often checks turned out wrong, by step and check, since the attempt began or was reset. */
  readonly stumbles: Readonly<Record<string, number>>
  /** Step id → how many of its hints were shown. A reset does not take them back. */
  readonly hints: Readonly<Record<string, number>>
  /** How often the lab became another under the attempt. */
  readonly revisions: number
}

type PlacingReason = Extract<AttemptEvent, { kind: 'placing' }>['why']

export interface GivenAnswer {
  readonly answer: Answer
  readonly tries: number
  readonly isRight: boolean
}

export interface Pass {
  readonly step: string
  readonly how: 'passed' | 'skipped'
  readonly at: number
  readonly points: number
  /** Checks that were passed at that moment, the optional ones among them. */
  readonly checks: readonly string[]
}

/**
 * The state that a journal leads to; undefined while it does not say that the attempt started.
 * Any prefix of a journal gives a state, and events that no longer fit (a second process was slower) change nothing.
 */
export function attemptFrom(events: readonly AttemptEvent[]): AttemptState | undefined {
  return events.reduce<AttemptState | undefined>(attemptAfter, undefined)
}

export function attemptAfter(state: AttemptState | undefined, event: AttemptEvent): AttemptState | undefined {
  if (state === undefined) return event.kind === 'started' ? begun(event) : undefined
  if (isOver(state)) return event.kind === 'cleaned' ? { ...state, phase: 'cleaned' } : state
  switch (event.kind) {
    case 'started':
      return state
    case 'placing':
      return event.round > state.placing.round ? { ...state, phase: underWay(state), placing: { round: event.round, keep: event.keep, why: event.why } } : state
    case 'placed':
      return event.round === state.placing.round && isPlacing(state) ? placed(state, event.namespaces) : state
    case 'abandoned':
      return event.round === state.placing.round && state.phase === 'resetting' ? { ...state, phase: 'open' } : state
    case 'passed':
      return done(state, event.round, { step: event.step, how: 'passed', at: event.at, points: event.points, checks: event.checks })
    case 'skipping':
      return event.round === state.round && state.phase === 'open' ? { ...state, skipping: event.step } : state
    case 'skip-failed':
      return event.step === state.skipping ? { ...state, skipping: undefined } : state
    case 'skipped':
      return done(state, event.round, { step: event.step, how: 'skipped', at: event.at, points: 0, checks: [] })
    case 'remembered':
      return event.round === state.round ? { ...state, memories: { ...state.memories, ...event.memories } } : state
    case 'answered':
      return event.round === state.round ? answered(state, event) : state
    case 'stumbled':
      return event.round === state.round ? { ...state, stumbles: { ...state.stumbles, [`${event.step}/${event.check}`]: event.count } } : state
    case 'hinted':
      return { ...state, hints: { ...state.hints, [event.step]: (state.hints[event.step] ?? 0) + 1 } }
    case 'revised':
      return { ...state, started: { ...state.started, steps: event.steps, vars: event.vars }, revisions: state.revisions + 1 }
    case 'ended':
      return { ...state, phase: 'ended', skipping: undefined }
    case 'cleaned':
      return state
    default:
      return assertNever(event)
  }
}

/** Where a step stands: done, open once everything it comes after is done, else locked. */
export function stepStateIn(state: AttemptState, step: { readonly id: string; readonly after: readonly string[] }): 'locked' | 'open' | 'passed' | 'skipped' {
  const pass = state.passes.find((one) => one.step === step.id)
  if (pass !== undefined) return pass.how
  return step.after.every((id) => isDone(state, id)) ? 'open' : 'locked'
}

export function openSteps(state: AttemptState): readonly string[] {
  return state.started.steps.filter((step) => stepStateIn(state, step) === 'open').map(({ id }) => id)
}

export const isFinished = (state: AttemptState): boolean => state.started.steps.every(({ id }) => isDone(state, id))

export const isOver = (state: AttemptState): boolean => state.phase === 'ended' || state.phase === 'cleaned'

/** How many passes still count when the learner goes back to before `step`: all that came before it. */
export function passesBefore(state: AttemptState, step: string): number {
  const index = state.passes.findIndex((pass) => pass.step === step)
  return index === -1 ? state.passes.length : index
}

const isDone = (state: AttemptState, step: string): boolean => state.passes.some((pass) => pass.step === step)
const isPlacing = (state: AttemptState): boolean => state.phase === 'starting' || state.phase === 'resetting'
const underWay = (state: AttemptState): 'starting' | 'resetting' => (state.round === 0 ? 'starting' : 'resetting')

function begun(started: StartedEvent): AttemptState {
  return { started, phase: 'starting', round: 0, namespaces: {}, placing: { round: 0, keep: 0, why: 'start' }, passes: [], skipping: undefined, memories: {}, answers: {}, stumbles: {}, hints: {}, revisions: 0 }
}

function placed(state: AttemptState, namespaces: Readonly<Record<string, string>>): AttemptState {
  const { round, keep, why } = state.placing
  const passes = state.passes.slice(0, keep)
  return { ...state, phase: 'open', round, namespaces, passes, skipping: undefined, memories: {}, answers: answersKept(state, passes), stumbles: why === 'reset' ? {} : state.stumbles }
}

/** A reset takes every answer back, a rewind those of the steps that are done again; a crash takes none. */
function answersKept({ placing: { why }, answers }: AttemptState, passes: readonly Pass[]): AttemptState['answers'] {
  if (why === 'recover') return answers
  return Object.fromEntries(Object.entries(answers).filter(([key]) => passes.some(({ step }) => key.startsWith(`${step}/`))))
}

function answered(state: AttemptState, { step, check, answer, isRight }: Extract<AttemptEvent, { kind: 'answered' }>): AttemptState {
  const key = `${step}/${check}`
  const given = { answer, isRight, tries: (state.answers[key]?.tries ?? 0) + 1 }
  return { ...state, answers: { ...state.answers, [key]: given }, stumbles: isRight ? state.stumbles : { ...state.stumbles, [key]: (state.stumbles[key] ?? 0) + 1 } }
}

function done(state: AttemptState, round: number, pass: Pass): AttemptState {
  const step = state.started.steps.find(({ id }) => id === pass.step)
  if (step === undefined || state.phase !== 'open' || round !== state.round || stepStateIn(state, step) !== 'open') return state
  if (pass.how === 'passed' && state.skipping === pass.step) return state
  return { ...state, passes: [...state.passes, pass], skipping: state.skipping === pass.step ? undefined : state.skipping }
}
