import type { TextParams } from '#contract/locale.ts'
import type { StepCode } from '#contract/messages/steps.ts'
import type { Progress } from '#contract/progress.ts'

/** One thing that a build makes once and keeps under its key. */
export interface BuildStep {
  /** As its output is named in the cache or the container engine. */
  readonly name: string
  readonly code: StepCode
  readonly params?: TextParams
  /** Changes with whatever goes into this step, the keys of what it needs included. */
  readonly key: string
  readonly needs: readonly BuildStep[]
  /** Whole and in its place: what a killed build left half-made is not. */
  isMade(): Promise<boolean>
  make(progress: Progress): Promise<void>
}

/** What is missing for `goal`, in the order to make it. What a step that is made once needed is not asked for. */
export async function missingSteps(goal: BuildStep, seen: Set<BuildStep> = new Set()): Promise<readonly BuildStep[]> {
  if (seen.has(goal) || (await goal.isMade())) return []
  seen.add(goal)
  const steps: BuildStep[] = []
  for (const need of goal.needs) steps.push(...(await missingSteps(need, seen)))
  return [...steps, goal]
}
