import type { Lab, Step } from '#contract/lab.ts'
import type { Answer } from '#contract/quiz.ts'
import type { Disposable } from '#contract/lifecycle.ts'
import type { CheckMemory } from '../checks/judge.ts'
import { prepareCheck } from '../checks/prepare-check.ts'
import { createMarker, type Marker, type MarkerOptions, type OpenCheck } from '../marking/marker.ts'
import { checkNames } from '../packs/lab-names.ts'
import { checkKey, type Verdicts } from './attempt-snapshot.ts'

/** Marks the open steps of one attempt in one set of namespaces. */
export interface RoundMarking extends Disposable {
  readonly verdicts: Verdicts
  /** Begins what is newly open, ends what no longer is. */
  follow(openSteps: readonly string[]): void
  /** What the learner has answered, by check. */
  answered(answers: Readonly<Record<string, Answer>>): void
  /** Resolves when everything that open checks look at was seen once. */
  settled(signal: AbortSignal): Promise<void>
  /** What the open checks must not forget, of those that have something to remember. */
  lastingMemories(): Readonly<Record<string, CheckMemory>>
  readonly samples: Marker['samples']
  /** Somebody looks on from now. */
  attend(): void
  /** Has everything tried out again that open checks try out. */
  askNow(): Promise<void>
}

export interface RoundMarkingOptions extends Pick<MarkerOptions, 'watch' | 'clock' | 'namespaces' | 'vars' | 'histories' | 'prober' | 'isAttended' | 'answers'> {
  readonly lab: Lab
  readonly memories: Readonly<Record<string, unknown>>
  /** Told after verdicts changed, once for all that changed together. */
  readonly onVerdicts: () => void
}

export function markRound({ lab, memories, onVerdicts, ...options }: RoundMarkingOptions): RoundMarking {
  const marker = createMarker(options)
  const settled = afterThisTick(onVerdicts)
  marker.onMark(settled)
  let open: readonly string[] = []
  return {
    get verdicts() {
      return marker.marks
    },
    get samples() {
      return marker.samples
    },
    follow: (steps) => {
      const [added, removed] = [lab.steps.filter(({ id }) => steps.includes(id) && !open.includes(id)), lab.steps.filter(({ id }) => open.includes(id) && !steps.includes(id))]
      open = steps
      marker.close(removed.flatMap((step) => step.checks.map(({ id }) => checkKey(step.id, id))))
      marker.open(added.flatMap((step) => openChecks(step, lab, memories)))
    },
    answered: (answers) => marker.answered(answers),
    attend: () => marker.attend(),
    askNow: () => marker.askNow(),
    settled: (signal) => marker.settled(signal),
    lastingMemories: () => lastingMemories(marker),
    dispose: () => marker.dispose(),
  }
}

/** Judging of one chunk of changes ends in a microtask of its own; the second one from here is after it. */
function afterThisTick(run: () => void): () => void {
  let isDue = false
  const finish = (): void => {
    isDue = false
    run()
  }
  return () => {
    if (isDue) return
    isDue = true
    queueMicrotask(() => queueMicrotask(finish))
  }
}

function openChecks(step: Step, lab: Lab, memories: Readonly<Record<string, unknown>>): OpenCheck[] {
  const names = checkNames(lab)
  return step.checks.map((check) => {
    const id = checkKey(step.id, check.id)
    const result = prepareCheck(check, names)
    if ('problems' in result) throw new Error(`the check ${id} was sound when its pack was loaded and is not now: ${JSON.stringify(result.problems)}`)
    // Written by `lastingMemories` of this or an earlier engine; a memory's fields are all optional.
    const memory = memories[id] as CheckMemory | undefined
    return { id, prepared: result.prepared, ...(memory === undefined ? {} : { memory }) }
  })
}

/** Not since when something holds: while nobody looked it may not have. */
function lastingMemories({ memories }: Marker): Readonly<Record<string, CheckMemory>> {
  const lasting = Object.entries(memories).map(([id, { seen, spent }]) => [id, { ...(seen ? { seen } : {}), ...(spent ? { spent } : {}) }] as const)
  return Object.fromEntries(lasting.filter(([, memory]) => Object.keys(memory).length > 0))
}
