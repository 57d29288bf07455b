import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Progress } from '#contract/progress.ts'
import { ProblemError } from '#contract/problem.ts'
import { build } from '../images/build.ts'
import { judgeMachine, lookAtMachine, prepareMachine, usualTools } from '../images/build-machine.ts'
import { componentImageStep } from '../images/component-image.ts'
import { debianRootStep } from '../images/debian-root.ts'
import type { FolderStep } from '../images/folder-step.ts'
import { goProgramStep } from '../images/go-program.ts'
import { type ImageRecipe, readNodeRecipe } from '../images/node-recipe.ts'
import { tryPull } from '../images/official-image.ts'
import type { ProgramSteps } from '../images/place-programs.ts'
import { wheelProgramStep } from '../images/wheel-program.ts'
import { withScratchFolder } from '../images/scratch-folder.ts'
import type { ContainerRuntime } from '../runtime/container-runtime.ts'
import type { ComponentRecipe } from './component-recipe.ts'

export interface ArchivePlace {
  readonly runtime: ContainerRuntime
  /** Where builds keep their outputs. */
  readonly cache: string
}

export interface ComponentImage {
  readonly component: ComponentRecipe
  readonly image: ImageRecipe
}

/**
 * Calls back with a folder that holds an image as `image.tar`, to be read by `ctr images import`: pulled where its registry
 * answers, else built from packages and kept in the cache.
 * @throws ProblemError `build-failed`, or the problem of the pull where this machine cannot build.
 */
export async function withArchive(place: ArchivePlace, wanted: ComponentImage, progress: Progress, use: (folder: string) => Promise<void>): Promise<void> {
  const [reference = ''] = wanted.image.references
  const step = archiveStep(place.cache, wanted)
  if (await step.isMade()) return use(step.folder)
  if (await isToBeHad(place.runtime, { component: wanted.component, reference }, progress)) return withSaved(place, reference, use)
  await build(step, { ...place, progress })
  return use(step.folder)
}

/** Whether an image is here already: nothing needs to be built or pulled for it. */
export async function isAtHand({ runtime, cache }: ArchivePlace, wanted: ComponentImage): Promise<boolean> {
  const [reference = ''] = wanted.image.references
  return (await archiveStep(cache, wanted).isMade()) || (await runtime.image(reference)) !== undefined
}

/** Where an image that was built is kept. */
export function archiveStep(cache: string, { component, image }: ComponentImage): FolderStep {
  const recipe = readNodeRecipe()
  const programs: ProgramSteps = new Map(component.programs.map((program) => [program.name, 'wheel' in program ? wheelProgramStep(cache, program) : goProgramStep(cache, program, component.folder)]))
  return componentImageStep(cache, { recipe, image, root: debianRootStep(cache, recipe), programs })
}

/** Here by now, or not to be pulled while this machine is fit to build it. */
async function isToBeHad(runtime: ContainerRuntime, { component, reference }: { readonly component: ComponentRecipe; readonly reference: string }, progress: Progress): Promise<boolean> {
  if ((await runtime.image(reference)) !== undefined) return true
  const fitness = judgeMachine(await lookAtMachine(toolsFor(component)), reference)
  const outcome = await tryPull(runtime, reference, { impatient: fitness.kind !== 'unfit', progress })
  if (outcome.kind === 'pulled') return true
  if (fitness.kind === 'unfit') throw new ProblemError(outcome.problem)
  await prepareMachine(fitness, progress)
  return false
}

const toolsFor = ({ programs }: ComponentRecipe): readonly string[] => (programs.some((program) => 'wheel' in program) ? [...usualTools, 'pip3'] : usualTools)

function withSaved({ runtime, cache }: ArchivePlace, reference: string, use: (folder: string) => Promise<void>): Promise<void> {
  return withScratchFolder(cache, 'component-image', async (folder) => {
    await pipeline(await runtime.save([reference]), createWriteStream(join(folder, 'image.tar')))
    await use(folder)
  })
}
