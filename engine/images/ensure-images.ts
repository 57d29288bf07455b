import { mkdir } from 'node:fs/promises'
import { ProblemError } from '#contract/problem.ts'
import type { Progress } from '#contract/progress.ts'
import type { ContainerRuntime, ImageFacts } from '../runtime/container-runtime.ts'
import { build } from './build.ts'
import { whileBuilding } from './build-lock.ts'
import { judgeMachine, lookAtMachine, prepareMachine, type Fitness } from './build-machine.ts'
import { clearWhatIsNotNeeded, needRoom, type Leftovers } from './disk-room.ts'
import { removeOutdated, type ImageStep } from './image-step.ts'
import { kindSteps } from './kind-program.ts'
import { nodeImageStep } from './node-image.ts'
import { imageNamed, readNodeRecipe, type NodeRecipe } from './node-recipe.ts'
import { tryPull } from './official-image.ts'
import { terminalImageStep } from './terminal-image.ts'

export interface ImagesRequest {
  readonly runtime: ContainerRuntime
  /** Where builds keep their outputs: `Home.cache`. */
  readonly cache: string
  readonly progress: Progress
}

export interface NodeImage {
  /** What to hand to `kind create cluster --image`. */
  readonly reference: string
  /** kind's own, or ours from packages: docs/differences.md tells them apart. */
  readonly kind: 'official' | 'built'
}

export interface NodeImageOutlook {
  readonly reference: string
  readonly isHere: boolean
  /** From packages, where no registry answers. */
  readonly canBeBuilt: boolean
}

/** An image that Pods of labs run. A preloaded one is in every node already; a local one is here and not in the nodes yet. */
export interface LabImage {
  readonly reference: string
  readonly kind: 'preloaded' | 'local'
}

/**
 * The node image: kind's official one where it is here or its registry answers, else built from packages.
 * Asked again it answers at once. `prefer` rules the other out.
 * @throws ProblemError `build-needs-…`, `build-disk-short`, `build-failed`, or one of a pull that building would not solve.
 */
export async function ensureNodeImage({ prefer, ...request }: ImagesRequest & { readonly prefer?: NodeImage['kind'] }): Promise<NodeImage> {
  const recipe = readNodeRecipe()
  return (await presentNodeImage(request, recipe, prefer)) ?? (await pullOrBuild(request, recipe, prefer))
}

/** What `ensureNodeImage` would give, and whether it needs neither a network nor minutes. Only looks. */
export async function lookForNodeImage(request: Pick<ImagesRequest, 'cache'> & { readonly runtime: ContainerRuntime | undefined }): Promise<NodeImageOutlook> {
  const recipe = readNodeRecipe()
  const present = request.runtime && (await presentNodeImage({ ...request, runtime: request.runtime }, recipe, undefined))
  if (present) return { reference: present.reference, isHere: true, canBeBuilt: true }
  return { reference: recipe.official, isHere: false, canBeBuilt: judgeMachine(await lookAtMachine(), recipe.official).kind !== 'unfit' }
}

/** The image of learners' terminals: `node` with one layer more. */
export async function ensureTerminalImage({ node, ...request }: ImagesRequest & { readonly node: NodeImage }): Promise<{ readonly reference: string }> {
  const base = await mustBeHere(request.runtime, node.reference)
  const step = terminalImageStep(request.runtime, request.cache, { ...base, reference: node.reference })
  await build(step, request)
  return { reference: step.reference }
}

/** An image for labs by its name in images/node/recipe.json. */
export async function ensureLabImage(name: 'agnhost', { node, runtime, progress }: ImagesRequest & { readonly node: NodeImage }): Promise<LabImage> {
  const [reference = ''] = imageNamed(readNodeRecipe(), name).references
  if (node.kind === 'built') return { reference, kind: 'preloaded' }
  if (!(await runtime.image(reference))) {
    const outcome = await tryPull(runtime, reference, { impatient: false, progress })
    if (outcome.kind === 'unreachable') throw new ProblemError(outcome.problem)
  }
  return { reference, kind: 'local' }
}

async function presentNodeImage({ runtime, cache }: Omit<ImagesRequest, 'progress'>, recipe: NodeRecipe, prefer: NodeImage['kind'] | undefined): Promise<NodeImage | undefined> {
  if (prefer !== 'built' && (await runtime.image(recipe.official))) return { reference: recipe.official, kind: 'official' }
  if (prefer === 'official') return undefined
  const step = nodeImageStep(runtime, cache, recipe)
  return (await step.isMade()) ? { reference: step.reference, kind: 'built' } : undefined
}

async function pullOrBuild(request: ImagesRequest, recipe: NodeRecipe, prefer: NodeImage['kind'] | undefined): Promise<NodeImage> {
  const fitness = judgeMachine(await lookAtMachine(), recipe.official)
  if (prefer === 'built') return buildNodeImage(request, recipe, fitness)
  const impatient = prefer === undefined && fitness.kind !== 'unfit'
  const outcome = await tryPull(request.runtime, recipe.official, { impatient, progress: request.progress })
  if (outcome.kind === 'pulled') return { reference: recipe.official, kind: 'official' }
  if (prefer === 'official') throw new ProblemError(outcome.problem)
  return buildNodeImage(request, recipe, withDetail(fitness, outcome.problem.detail))
}

async function buildNodeImage(request: ImagesRequest, recipe: NodeRecipe, fitness: Fitness): Promise<NodeImage> {
  await prepareMachine(fitness, request.progress)
  await mkdir(request.cache, { recursive: true })
  await needRoom(request.cache)
  const step = nodeImageStep(request.runtime, request.cache, recipe)
  await build(step, request)
  await whileBuilding(request.cache, request.progress, () => clearWhatIsNotNeeded(leftoversOf(request, step), request.progress))
  return { reference: step.reference, kind: 'built' }
}

function leftoversOf({ runtime, cache, progress }: ImagesRequest, step: ImageStep): Leftovers {
  return { cache, keep: kindSteps(cache).map((kind) => kind.folder), removeImages: () => removeOutdated(runtime, step, progress) }
}

/** A machine that cannot build says so, and below it why the pull failed. */
function withDetail(fitness: Fitness, detail: string | undefined): Fitness {
  if (fitness.kind !== 'unfit' || detail === undefined) return fitness
  return { kind: 'unfit', problem: { ...fitness.problem, detail } }
}

async function mustBeHere(runtime: ContainerRuntime, reference: string): Promise<ImageFacts> {
  const image = await runtime.image(reference)
  if (!image) throw new ProblemError({ code: 'image-missing', params: { image: reference } })
  return image
}
