import { stat } from 'node:fs/promises'
import type { ContainerRuntime } from '../runtime/container-runtime.ts'
import { readKindLock } from './kind-download.ts'
import { findKind } from './kind-program.ts'
import { nodeImageStep } from './node-image.ts'
import { imageNamed, readNodeRecipe } from './node-recipe.ts'
import { terminalImageStep } from './terminal-image.ts'

/** Something that a cluster needs before it can be made, and whether it is here. */
export interface ImageEntry {
  readonly name: 'kind' | 'node' | 'terminal' | 'agnhost'
  /** What to ask the container engine for; of kind, which is a program, its path or version. */
  readonly reference: string
  /** As its makers publish it, or made by Kindlab. */
  readonly origin: 'official' | 'built'
  readonly presence: Presence
}

export type Presence = { readonly kind: 'here'; readonly bytes: number } | { readonly kind: 'in-node' } | { readonly kind: 'missing' }

export interface ImagesPlace {
  readonly runtime: ContainerRuntime
  readonly cache: string
  readonly signal: AbortSignal
}

/** Looks at what is here, and makes nothing. */
export async function listImages(place: ImagesPlace): Promise<readonly ImageEntry[]> {
  const node = await nodeEntry(place)
  const [kind, terminal, lab] = await Promise.all([kindEntry(place), terminalEntry(place, node), labEntry(place, node)])
  return [kind, node, terminal, lab]
}

async function kindEntry({ cache, signal }: ImagesPlace): Promise<ImageEntry> {
  const found = await findKind(cache, signal)
  if (found === undefined) return { name: 'kind', reference: readKindLock().version, origin: 'official', presence: { kind: 'missing' } }
  return { name: 'kind', reference: found.path, origin: found.origin, presence: { kind: 'here', bytes: (await stat(found.path)).size } }
}

/** kind's own where it is here, else ours; where neither is, the one that is asked for first. */
async function nodeEntry({ runtime, cache }: ImagesPlace): Promise<ImageEntry> {
  const recipe = readNodeRecipe()
  const official: ImageEntry = { name: 'node', reference: recipe.official, origin: 'official', presence: await presenceOf(runtime, recipe.official) }
  if (official.presence.kind === 'here') return official
  const { reference } = nodeImageStep(runtime, cache, recipe)
  const built: ImageEntry = { name: 'node', reference, origin: 'built', presence: await presenceOf(runtime, reference) }
  return built.presence.kind === 'here' ? built : official
}

/** Which one it is depends on the node that it is made of. */
async function terminalEntry({ runtime, cache }: ImagesPlace, node: ImageEntry): Promise<ImageEntry> {
  const base = await runtime.image(node.reference)
  if (base === undefined) return { name: 'terminal', reference: 'kindlab/terminal', origin: 'built', presence: { kind: 'missing' } }
  const { reference } = terminalImageStep(runtime, cache, { ...base, reference: node.reference })
  return { name: 'terminal', reference, origin: 'built', presence: await presenceOf(runtime, reference) }
}

async function labEntry({ runtime }: ImagesPlace, node: ImageEntry): Promise<ImageEntry> {
  const [reference = ''] = imageNamed(readNodeRecipe(), 'agnhost').references
  if (node.origin === 'built') return { name: 'agnhost', reference, origin: 'built', presence: { kind: 'in-node' } }
  return { name: 'agnhost', reference, origin: 'official', presence: await presenceOf(runtime, reference) }
}

async function presenceOf(runtime: ContainerRuntime, reference: string): Promise<Presence> {
  const image = await runtime.image(reference)
  return image === undefined ? { kind: 'missing' } : { kind: 'here', bytes: image.sizeBytes }
}
