import type { ComponentView } from '#contract/component.ts'
import type { KubeObject } from '#contract/kube.ts'
import { ProblemError } from '#contract/problem.ts'
import type { Progress } from '#contract/progress.ts'
import { kindClusterLabel } from '../cluster/cluster-marks.ts'
import type { KubeClient } from '../kube/kube-client.ts'
import { fieldManager, label } from '../kube/kindlab-labels.ts'
import { refOf } from '../kube/ref-of.ts'
import { type ArchivePlace, withArchive } from './component-archives.ts'
import { type ComponentRecipe, readComponents } from './component-recipe.ts'
import type { Components } from './components.ts'
import { loadIntoNodes, nodesWithout } from './load-into-nodes.ts'
import { waitUntilGone, waitUntilReady } from './wait-for-component.ts'

export interface ComponentsOptions extends ArchivePlace {
  readonly kube: KubeClient
  /** The kind cluster's name: its nodes are given images. */
  readonly cluster: string
  /** Those that ship with Kindlab, unless said. */
  readonly recipes?: readonly ComponentRecipe[]
}

export function createComponents(options: ComponentsOptions): Components {
  return new ClusterComponents(options)
}

class ClusterComponents implements Components {
  readonly #options: ComponentsOptions
  readonly #recipes: readonly ComponentRecipe[]

  constructor(options: ComponentsOptions) {
    this.#options = options
    this.#recipes = options.recipes ?? readComponents()
  }

  list(): Promise<readonly ComponentView[]> {
    return Promise.all(this.#recipes.map(async (recipe) => viewOf(recipe, await this.#stateOf(recipe))))
  }

  async add(name: string, progress: Progress): Promise<void> {
    const recipe = this.#recipe(name)
    if ((await this.#stateOf(recipe)) === 'added') return
    await this.#bringImages(recipe, progress)
    const kube = this.#options.kube.with({ signal: progress.signal })
    progress.step('component-apply', { component: name })
    for (const object of recipe.objects) {
      await kube.apply(object, { fieldManager, force: true })
      // Nothing of a new kind can be made before the server knows the kind.
      if (object.kind === 'CustomResourceDefinition') await waitUntilReady(kube, { name, objects: [object] }, progress)
    }
    progress.step('component-ready', { component: name })
    await waitUntilReady(kube, recipe, progress)
    await kube.apply(markOf(recipe), { fieldManager, force: true })
  }

  async remove(name: string, progress: Progress): Promise<void> {
    const recipe = this.#recipe(name)
    const kube = this.#options.kube.with({ signal: progress.signal })
    progress.step('component-remove', { component: name })
    // The mark first: what is cut short from here on is `partial`.
    const refs = [markOf(recipe), ...recipe.objects.toReversed()].map(refOf)
    for (const ref of refs) await kube.delete(ref, { propagation: 'Foreground' })
    await waitUntilGone(kube, refs, progress)
  }

  async #bringImages(component: ComponentRecipe, progress: Progress): Promise<void> {
    const { runtime, cluster } = this.#options
    const nodes = await runtime.containers({ [kindClusterLabel]: cluster })
    for (const image of component.images) {
      const [reference = ''] = image.references
      const wanting = await nodesWithout(runtime, nodes, reference)
      if (wanting.length === 0) continue
      progress.step('component-image', { image: reference })
      await withArchive(this.#options, { component, image }, progress, async (folder) => {
        progress.step('component-load', { image: reference })
        await loadIntoNodes(runtime, wanting, folder)
      })
    }
  }

  async #stateOf(recipe: ComponentRecipe): Promise<ComponentView['state']> {
    const { kube } = this.#options
    if ((await kube.read(refOf(markOf(recipe)))) !== undefined) return 'added'
    const [first] = recipe.objects
    return first !== undefined && (await kube.read(refOf(first))) !== undefined ? 'partial' : 'absent'
  }

  #recipe(name: string): ComponentRecipe {
    const recipe = this.#recipes.find((one) => one.name === name)
    if (recipe !== undefined) return recipe
    throw new ProblemError({ code: 'component-missing', params: { component: name, components: this.#recipes.map((one) => one.name).join(', ') } })
  }
}

function viewOf({ name, version, title, summary, price }: ComponentRecipe, state: ComponentView['state']): ComponentView {
  return { name, version, title, summary, price, state }
}

/** The last thing that is made, and the first that is taken away: a component that has it is whole. */
function markOf({ name, version }: ComponentRecipe): KubeObject {
  const metadata = { name: `kindlab-component-${name}`, namespace: 'kube-system', labels: { [label.component]: name } }
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { version } }
}
