import { readFile } from 'node:fs/promises'
import type { Lab } from '#contract/lab.ts'
import type { LabDone, LabSummary, LabUnderWay } from '#contract/lab-summary.ts'
import type { Home } from '../files/home.ts'
import { attemptFolder, attemptIds } from './attempt-folder.ts'
import type { AttemptEvent } from './attempt-event.ts'
import { attemptAfter, attemptFrom, type AttemptState, isFinished, isOver, openSteps } from './attempt-state.ts'
import { pointsOf } from './attempt-snapshot.ts'
import { eventsIn } from './journal.ts'

/** An attempt as the disk keeps it, whether its cluster is there or not. */
export interface KeptAttempt {
  readonly events: readonly AttemptEvent[]
  /** The lab as it was when the attempt began. */
  readonly lab: Lab
}

/** Every attempt that was ever begun here. Only reads, and passes over what was never whole. */
export async function keptAttempts(home: Home): Promise<readonly KeptAttempt[]> {
  const kept = await Promise.all((await attemptIds(home)).map((id) => keptAttempt(home, id).catch(() => undefined)))
  return kept.filter((one) => one !== undefined)
}

async function keptAttempt(home: Home, id: string): Promise<KeptAttempt | undefined> {
  const folder = attemptFolder(home, id)
  const [journal, loaded] = await Promise.all([readFile(folder.journal, 'utf8'), folder.lab()])
  return loaded && { events: eventsIn(journal), lab: loaded.lab }
}

/** Where a learner stands with a lab. What was finished stays done, whatever became of that attempt; `place` is the cluster that labs are under way on. */
export function labProgress(kept: readonly KeptAttempt[], { pack, lab, version }: Pick<LabSummary, 'pack' | 'lab' | 'version'>, place: string | undefined): Pick<LabSummary, 'done' | 'underWay'> {
  const ours = kept.filter(({ events: [first] }) => first?.kind === 'started' && first.pack === pack && first.lab === lab && majorOf(first.labVersion) === majorOf(version))
  const done = ours.flatMap(endsOf).toSorted(byWorth)[0]
  const underWay = ours.flatMap((one) => underWayOn(one, place)).toSorted((one, other) => other.usedAt - one.usedAt)[0]
  return { ...(done && { done }), ...(underWay && { underWay }) }
}

/** Grading changes with the major version: what was done before it is another lab's. */
const majorOf = (version: string): string => version.split('.')[0] ?? version

const byWorth = (one: LabDone, other: LabDone): number => other.earned / other.of - one.earned / one.of || one.at - other.at

/** Each moment at which all steps were done; a later reset takes none of them away. */
function endsOf({ events, lab }: KeptAttempt): readonly LabDone[] {
  let state: AttemptState | undefined
  return events.flatMap((event) => {
    const wasFinished = state !== undefined && isFinished(state)
    state = attemptAfter(state, event)
    if (state === undefined || wasFinished || !isFinished(state)) return []
    return [{ earned: state.passes.reduce((sum, { points }) => sum + points, 0), of: pointsOf(lab), at: event.at }]
  })
}

function underWayOn({ events, lab }: KeptAttempt, place: string | undefined): readonly LabUnderWay[] {
  const state = attemptFrom(events)
  if (state === undefined || isOver(state) || isFinished(state) || state.started.cluster !== place) return []
  const open = openSteps(state)[0]
  const index = lab.steps.findIndex(({ id }) => id === open)
  const step = lab.steps[index]
  if (step === undefined) return []
  return [{ attempt: state.started.id, step: { number: index + 1, of: lab.steps.length, title: step.title }, usedAt: Math.max(...events.map(({ at }) => at)) }]
}
