import type { ProgressEvent } from './progress.ts'
import type { Problem } from './problem.ts'
import type { Work, WorkKind, WorkStep } from './status.ts'

const logLines = 200

/** A long operation that has just begun. */
export function workBegun(doing: WorkKind, at: number): Work {
  return { doing, startedAt: at, steps: [], log: [], logged: 0, outcome: { kind: 'running' } }
}

/** The operation after one more report of its progress. */
export function workAfter(work: Work, event: ProgressEvent): Work {
  switch (event.kind) {
    case 'step':
      return { ...work, steps: [...endLast(work.steps, event.at), { code: event.code, params: event.params, startedAt: event.at }] }
    case 'fraction':
      return { ...work, steps: updateLast(work.steps, { done: event.done, ...(event.note === undefined ? {} : { note: event.note }) }) }
    case 'log':
      return { ...work, log: [...work.log, event.line].slice(-logLines), logged: work.logged + 1 }
  }
}

/** The operation at its end: well, or with the problem that ended it. */
export function workEnded(work: Work, at: number, problem?: Problem): Work {
  const outcome = problem === undefined ? ({ kind: 'done', at } as const) : ({ kind: 'failed', at, problem } as const)
  return { ...work, steps: problem === undefined ? endLast(work.steps, at) : work.steps, outcome }
}

const endLast = (steps: readonly WorkStep[], at: number): readonly WorkStep[] => updateLast(steps, { endedAt: at })

function updateLast(steps: readonly WorkStep[], change: Partial<WorkStep>): readonly WorkStep[] {
  const last = steps.at(-1)
  return last === undefined ? steps : [...steps.slice(0, -1), { ...last, ...change }]
}
