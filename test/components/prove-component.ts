import type { Components } from '../../engine/components/components.ts'
import type { ComponentRecipe } from '../../engine/components/component-recipe.ts'
import type { KubeClient } from '../../engine/kube/kube-client.ts'
import { silentProgress } from '#contract/progress.ts'
import { peakMemoryOf } from './peak-memory.ts'
import { eventually, type Smoke } from './smoke.ts'
import { leftBehind, tracesIn } from './traces.ts'

export interface ProofPlace {
  readonly kube: KubeClient
  readonly components: Components
  readonly signal: AbortSignal
}

/** What it cost to prove a component. */
export interface Proven {
  /** Bytes. */
  readonly memory: number
  /** From being asked for until it does its work; its images were made before. */
  readonly upSeconds: number
  readonly smokeSeconds: number
  readonly downSeconds: number
}

/** Up, what it is for, down, and nothing of it left. Throws where one of these does not come about. */
export async function proveComponent(recipe: ComponentRecipe, smoke: Smoke, { kube, components, signal }: ProofPlace): Promise<Proven> {
  const progress = silentProgress(signal)
  const others = smoke.beside ?? []
  // What a proof that was killed left behind.
  await removeNamespace(recipe.name, { kube, signal })
  for (const name of [recipe.name, ...others]) await components.remove(name, progress)
  const before = await tracesIn(kube)
  for (const name of others) await components.add(name, progress)
  const upSeconds = await secondsOf(() => components.add(recipe.name, progress))
  let smokeSeconds = 0
  const memory = await peakMemoryOf(recipe, kube, async () => {
    smokeSeconds = await secondsOf(() => inNamespace(recipe.name, { kube, signal }, (namespace) => smoke.run({ kube, namespace, signal })))
  })
  const downSeconds = await secondsOf(() => components.remove(recipe.name, progress))
  for (const name of others) await components.remove(name, progress)
  await nothingIsLeft(before, { kube, signal })
  return { memory, upSeconds, smokeSeconds, downSeconds }
}

/** What belongs to others, such as the Pods of a Deployment, goes a moment after its owner. */
async function nothingIsLeft(before: ReadonlySet<string>, { kube, signal }: Pick<ProofPlace, 'kube' | 'signal'>): Promise<void> {
  await eventually({ signal }, 'nothing is left behind', async () => {
    const left = leftBehind(before, await tracesIn(kube))
    return left.length === 0 ? true : { notYet: left.join('; ') }
  }, 30)
}

async function inNamespace(component: string, { kube, signal }: Pick<ProofPlace, 'kube' | 'signal'>, work: (namespace: string) => Promise<void>): Promise<void> {
  const ref = { apiVersion: 'v1', kind: 'Namespace', name: `smoke-${component}` } as const
  await kube.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: ref.name } })
  try {
    await work(ref.name)
  } finally {
    await removeNamespace(component, { kube, signal })
  }
}

async function removeNamespace(component: string, { kube, signal }: Pick<ProofPlace, 'kube' | 'signal'>): Promise<void> {
  const ref = { apiVersion: 'v1', kind: 'Namespace', name: `smoke-${component}` } as const
  await kube.delete(ref)
  await eventually({ signal }, 'the namespace has gone', async () => ((await kube.read(ref)) === undefined ? true : { notYet: 'it is still there' }), 120)
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}
