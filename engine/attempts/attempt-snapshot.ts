import type { Attempt, CheckState, LabDraft, Sight, StepState } from '#contract/attempt.ts'
import type { Check } from '#contract/check.ts'
import type { Lab, Step } from '#contract/lab.ts'
import type { Diagnosis, Verdict } from '#contract/verdict.ts'
import { revealed } from '../checks/reveal.ts'
import { quizView } from './quiz-view.ts'
import { type AttemptState, isFinished, type Pass, stepStateIn } from './attempt-state.ts'

export interface MarkedVerdict {
  readonly verdict: Verdict
  /** When the verdict's kind last changed, milliseconds since the epoch. */
  readonly since: number
}

/** The last verdicts of open steps' checks, whole, by `checkKey`. */
export type Verdicts = ReadonlyMap<string, MarkedVerdict>

/** A check's name among all checks of its lab. */
export const checkKey = (step: string, check: string): string => `${step}/${check}`

export interface SnapshotView {
  readonly state: AttemptState
  readonly lab: Lab
  readonly verdicts: Verdicts
  /** Those that were found, by `checkKey`. */
  readonly diagnoses: ReadonlyMap<string, Diagnosis>
  readonly sight: Sight
  readonly draft?: LabDraft
}

/** An attempt as everyone who shows it sees it. */
export function attemptSnapshot(view: SnapshotView): Attempt {
  const { state, lab, sight, draft } = view
  const { started, namespaces } = state
  return {
    id: started.id,
    pack: started.pack,
    lab: started.lab,
    title: lab.title,
    labVersion: started.labVersion,
    startedAt: started.at,
    phase: phaseOf(state),
    ...(lab.scope === 'cluster' ? { takesCluster: true as const } : {}),
    ...(lab.needs.includes('node-shell') ? { hasNodeShell: true as const } : {}),
    namespaces,
    vars: started.vars,
    steps: lab.steps.map((step) => stepSnapshot(step, view)),
    points: { earned: state.passes.reduce((sum, { points }) => sum + points, 0), of: pointsOf(lab) },
    sight,
    ...(draft && { draft }),
  }
}

/** All that must be passed is passed, all at this moment. */
export function isStepPassed(step: Step, verdicts: Verdicts): boolean {
  return step.checks.filter(({ optional }) => !optional).every(({ id }) => verdicts.get(checkKey(step.id, id))?.verdict.kind === 'passed')
}

/** What a step earns at the moment it passes: its checks that are passed, the optional ones among them. */
export function earnedIn(step: Step, verdicts: Verdicts): { readonly points: number; readonly checks: string[] } {
  const passed = step.checks.filter(({ id }) => verdicts.get(checkKey(step.id, id))?.verdict.kind === 'passed')
  return { points: passed.reduce((sum, { points }) => sum + points, 0), checks: passed.map(({ id }) => id) }
}

function phaseOf(state: AttemptState): Attempt['phase'] {
  if (state.phase === 'ended' || state.phase === 'cleaned') return 'ended'
  return state.phase === 'open' && isFinished(state) ? 'finished' : state.phase
}

function stepSnapshot(step: Step, view: SnapshotView): StepState {
  const { state } = view
  const standing = stepStateIn(state, step)
  const verdictOf = standing === 'open' ? openVerdict(view, step) : closedVerdict(state, step)
  return {
    id: step.id,
    title: step.title,
    state: standing,
    checks: step.checks.map((check) => ({ ...checkSnapshot(check, verdictOf(check)), ...askedIn(step, check, standing, view) })),
    hints: { shown: state.hints[step.id] ?? 0, of: step.hints.length },
  }
}

function checkSnapshot(check: Check, { verdict, since }: MarkedVerdict): CheckState {
  const { id, title, points, optional } = check
  const isTriedOut = 'http' in check || 'log' in check || 'command' in check
  return { id, title, points, optional, verdict, since, ...(isTriedOut && { isTriedOut }) }
}

/** What everything that is asked for is worth. */
export const pointsOf = ({ steps }: Pick<Lab, 'steps'>): number => steps.flatMap(({ checks }) => checks).reduce((sum, { points }) => sum + points, 0)

/** What is known of a check beside its verdict: how often it was wrong, and its question once that can be answered. */
function askedIn(step: Step, check: Check, standing: StepState['state'], { state }: SnapshotView): Pick<CheckState, 'stumbles' | 'quiz'> {
  const stumbles = state.stumbles[checkKey(step.id, check.id)]
  return {
    ...(stumbles === undefined ? {} : { stumbles }),
    ...('quiz' in check && standing !== 'locked' ? { quiz: quizView(step.id, check, state) } : {}),
  }
}

const notYet: Verdict = { kind: 'not-yet', evidence: [] }

function openVerdict({ state, verdicts, diagnoses, sight }: SnapshotView, step: Step): (check: Check) => MarkedVerdict {
  const unseen: MarkedVerdict | undefined = sight.kind === 'lost' ? { verdict: { kind: 'unknown', problem: sight.problem }, since: sight.since } : undefined
  return ({ id, reveal, ...check }) => {
    // A question needs no cluster.
    if (unseen !== undefined && !('quiz' in check)) return unseen
    const key = checkKey(step.id, id)
    const { verdict, since } = verdicts.get(key) ?? { verdict: notYet, since: state.started.at }
    return { verdict: revealed(explained(verdict, diagnoses.get(key)), reveal), since }
  }
}

function explained(verdict: Verdict, diagnosis: Diagnosis | undefined): Verdict {
  return diagnosis === undefined || verdict.kind !== 'not-yet' ? verdict : { ...verdict, diagnosis }
}

/** A step that is done stays as it was then; one that is locked has not been looked at. */
function closedVerdict(state: AttemptState, step: Step): (check: Check) => MarkedVerdict {
  const pass: Pass | undefined = state.passes.find((one) => one.step === step.id)
  const since = pass?.at ?? state.started.at
  return ({ id }) => ({ verdict: pass?.checks.includes(id) ? { kind: 'passed' } : notYet, since })
}
