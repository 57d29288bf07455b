import { basename } from 'node:path'
import { ProblemError } from '#contract/problem.ts'
import type { Progress } from '#contract/progress.ts'
import { archiveStep, withArchive } from '../components/component-archives.ts'
import { readComponents } from '../components/component-recipe.ts'
import { ensureLabImage, ensureNodeImage, ensureTerminalImage } from '../images/ensure-images.ts'
import type { FolderStep } from '../images/folder-step.ts'
import { ensureKind, kindSteps } from '../images/kind-program.ts'
import { readNodeRecipe } from '../images/node-recipe.ts'
import { tryPull } from '../images/official-image.ts'
import type { LoadedPack } from '../packs/pack-store.ts'
import type { ContainerRuntime } from '../runtime/container-runtime.ts'

export interface BundleSite {
  readonly runtime: ContainerRuntime
  readonly cache: string
}

/** What a machine without a network needs to learn from a pack. */
export interface BundleContents {
  /** Folders of the cache, by their names. */
  readonly folders: ReadonlyMap<string, string>
  readonly references: readonly string[]
}

/** Finds all of it, and gets or makes what is not here yet. */
export async function gatherContents(site: BundleSite, pack: LoadedPack, progress: Progress): Promise<BundleContents> {
  const request = { ...site, progress }
  const node = await ensureNodeImage(request)
  const terminal = await ensureTerminalImage({ ...request, node })
  const agnhost = await ensureLabImage('agnhost', { ...request, node })
  const inNode = node.kind === 'built' ? readNodeRecipe().images.flatMap(({ references }) => references) : []
  const others = imagesOf(pack).filter((reference) => !inNode.includes(reference) && reference !== agnhost.reference)
  for (const reference of others) await mustBeHad(site.runtime, reference, progress)
  const local = agnhost.kind === 'local' ? [agnhost.reference] : []
  const kind = await kindFolder(request)
  const components = await componentImages(request, pack)
  return {
    folders: new Map([kind, ...components.folders].map(({ folder }) => [basename(folder), folder])),
    references: [node.reference, terminal.reference, ...local, ...others, ...components.references],
  }
}

/** The folders of the cache that a bundle may fill here, by their names: those that this Kindlab would look into. */
export function wantedFolders(cache: string): ReadonlyMap<string, string> {
  const archives = readComponents().flatMap((component) => component.images.map((image) => archiveStep(cache, { component, image })))
  return new Map([...kindSteps(cache), ...archives].map(({ folder }) => [basename(folder), folder]))
}

const imagesOf = ({ labs }: LoadedPack): readonly string[] => [...new Set(labs.flatMap(({ lab }) => lab.images))]

async function mustBeHad(runtime: ContainerRuntime, reference: string, progress: Progress): Promise<void> {
  if ((await runtime.image(reference)) !== undefined) return
  const outcome = await tryPull(runtime, reference, { impatient: false, progress })
  if (outcome.kind === 'unreachable') throw new ProblemError(outcome.problem)
}

/** kind as this cache has it: one of the PATH's stays where it is, and is fetched or built for the bundle. */
async function kindFolder(request: BundleSite & { readonly progress: Progress }): Promise<FolderStep> {
  const path = await ensureKind(request)
  const step = kindSteps(request.cache).find(({ folder }) => path.startsWith(folder))
  if (step === undefined) throw new ProblemError({ code: 'bundle-kind-elsewhere', params: { path } })
  return step
}

/** Each image of the pack's components: a folder of the cache where it was built, one of Docker's where it was pulled. */
async function componentImages(request: BundleSite & { readonly progress: Progress }, pack: LoadedPack): Promise<{ readonly folders: readonly FolderStep[]; readonly references: readonly string[] }> {
  const { progress, ...site } = request
  const names = new Set(pack.labs.flatMap(({ lab }) => lab.components))
  const wanted = readComponents().filter(({ name }) => names.has(name)).flatMap((component) => component.images.map((image) => ({ component, image })))
  const folders: FolderStep[] = []
  const references: string[] = []
  for (const one of wanted) {
    await withArchive(site, one, progress, async () => {})
    const step = archiveStep(site.cache, one)
    if (await step.isMade()) folders.push(step)
    else references.push(...one.image.references.slice(0, 1))
  }
  return { folders, references }
}
