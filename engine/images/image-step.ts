import type { Progress } from '#contract/progress.ts'
import type { ContainerRuntime } from '../runtime/container-runtime.ts'
import type { BuildStep } from './build-step.ts'
import { keyOf, type Ingredients } from './recipe-key.ts'

/** On every image that Kindlab makes: the key of the recipe that made it. */
export const recipeLabel = 'dev.kindlab.recipe'

/** On every image that Kindlab makes: what it is, `kindlab/node`, whichever recipe made it. */
const kindLabel = 'dev.kindlab.image'

export interface ImageStep extends BuildStep {
  readonly reference: string
}

export interface ImageStepSpec {
  /** `kindlab/node:v1.37.0`; the key is added. */
  readonly repository: string
  readonly tag?: string
  readonly code: BuildStep['code']
  readonly params?: BuildStep['params']
  readonly needs?: readonly BuildStep[]
  readonly ingredients: Ingredients
  /** Makes the image under `reference`, carrying `label` (a Dockerfile instruction). */
  build(image: { readonly reference: string; readonly label: string }, progress: Progress): Promise<void>
}

/** A step whose output is an image in the container engine: `<repository>:<tag>-<key>`. */
export function imageStep(runtime: ContainerRuntime, spec: ImageStepSpec): ImageStep {
  const needs = spec.needs ?? []
  const key = keyOf({ ...spec.ingredients, values: [spec.ingredients.values, needs.map((need) => need.key)] })
  const reference = `${spec.repository}:${spec.tag ? `${spec.tag}-` : ''}${key}`
  return {
    name: reference,
    code: spec.code,
    ...(spec.params ? { params: spec.params } : {}),
    key,
    needs,
    reference,
    isMade: async () => (await runtime.image(reference))?.labels[recipeLabel] === key,
    make: (progress) => spec.build({ reference, label: `LABEL ${recipeLabel}=${key} ${kindLabel}=${spec.repository}` }, progress),
  }
}

/** Removes what earlier recipes made of `current`'s kind and no container needs any more; Docker refuses to remove the others. */
export async function removeOutdated(runtime: ContainerRuntime, current: ImageStep, progress: Progress): Promise<void> {
  const repository = current.reference.slice(0, current.reference.lastIndexOf(':'))
  const tags = (await runtime.images({ [kindLabel]: repository })).flatMap((image) => image.tags)
  for (const tag of tags.filter((one) => one !== current.reference)) {
    await runtime.removeImage(tag).catch((error: unknown) => progress.log(`${tag} stays: ${error instanceof Error ? error.message : String(error)}`))
  }
}
