import { ProblemError } from '#contract/problem.ts'
import type { Progress } from '#contract/progress.ts'
import { ProgramError } from '../programs/run-program.ts'
import type { ContainerRuntime } from '../runtime/container-runtime.ts'
import { buildFailure } from './build-failure.ts'
import { whileBuilding } from './build-lock.ts'
import { missingSteps, type BuildStep } from './build-step.ts'
import { removeBuildContainers } from './change-in-container.ts'
import { removeScratchFolders } from './scratch-folder.ts'

export interface BuildPlace {
  /** Needed by steps that make an image. */
  readonly runtime?: ContainerRuntime
  readonly cache: string
  readonly progress: Progress
}

/**
 * Makes `goal`, and of the steps that it needs only those that are missing, so a build that was killed goes on where it was,
 * and what a step needed may be cleaned away once the step itself is made. One build of a cache at a time.
 */
export async function build(goal: BuildStep, { runtime, cache, progress }: BuildPlace): Promise<void> {
  if (await goal.isMade()) return
  await whileBuilding(cache, progress, async () => {
    await removeScratchFolders(cache)
    if (runtime) await removeBuildContainers(runtime, cache)
    await makeMissing(goal, progress)
  })
}

async function makeMissing(goal: BuildStep, progress: Progress): Promise<void> {
  const missing = await missingSteps(goal)
  for (const [index, step] of missing.entries()) {
    progress.signal.throwIfAborted()
    progress.step(step.code, { ...step.params, number: index + 1, of: missing.length })
    await makeStep(step, progress)
    progress.signal.throwIfAborted()
  }
}

async function makeStep(step: BuildStep, progress: Progress): Promise<void> {
  try {
    await step.make(progress)
  } catch (error) {
    progress.signal.throwIfAborted()
    throw error instanceof ProgramError ? new ProblemError(buildFailure(step.name, error), { cause: error }) : error
  }
}
