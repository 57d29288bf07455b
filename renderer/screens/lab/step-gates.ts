import type { StepState } from '#contract/attempt.ts'

export const isDone = ({ state }: StepState): boolean => state === 'passed' || state === 'skipped'

/** When a step was done: its checks are as they were then. */
export const doneAt = ({ checks }: StepState): number => Math.max(0, ...checks.map(({ since }) => since))

/** The step that was done last; the later one in the lesson where two were done at once. */
export function lastDone(steps: readonly StepState[]): StepState | undefined {
  return steps.filter(isDone).reduce<StepState | undefined>((last, step) => (last === undefined || doneAt(step) >= doneAt(last) ? step : last), undefined)
}

export function pointsOf({ checks }: StepState): { readonly earned: number; readonly of: number } {
  const sum = (counted: readonly { readonly points: number }[]): number => counted.reduce((total, { points }) => total + points, 0)
  return { earned: sum(checks.filter(({ verdict }) => verdict.kind === 'passed')), of: sum(checks) }
}
