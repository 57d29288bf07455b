import type { KubeObject } from '#contract/kube.ts'
import { ProblemError } from '#contract/problem.ts'
import type { Progress } from '#contract/progress.ts'
import { type NotYet, pollUntil } from '../cluster/poll-until.ts'
import type { KubeClient, NamedRef } from '../kube/kube-client.ts'
import { refOf } from '../kube/ref-of.ts'
import type { ComponentRecipe } from './component-recipe.ts'
import { whyNotServing } from './why-not-serving.ts'

const patience = 180_000

/** Until everything that the component runs does its work. */
export async function waitUntilReady(kube: KubeClient, { name, objects }: Pick<ComponentRecipe, 'name' | 'objects'>, progress: Progress): Promise<void> {
  await pollUntil(() => lookFor(kube, objects), {
    signal: progress.signal,
    every: 250,
    within: patience,
    otherwise: (detail) => new ProblemError({ code: 'component-not-ready', params: { component: name, seconds: patience / 1000 }, detail }),
  })
}

async function lookFor(kube: KubeClient, objects: readonly KubeObject[]): Promise<true | NotYet> {
  for (const object of objects) {
    const present = await kube.read(refOf(object))
    const why = present === undefined ? 'it is not there' : whyNotServing(present)
    if (why !== undefined) return { notYet: `${object.kind} ${object.metadata.name}: ${why}` }
  }
  return true
}

export async function waitUntilGone(kube: KubeClient, refs: readonly NamedRef[], progress: Progress): Promise<void> {
  for (const ref of refs) {
    await pollUntil(async () => ((await kube.read(ref)) === undefined ? true : { notYet: `${ref.kind} ${ref.name} is still there` }), {
      signal: progress.signal,
      every: 100,
      within: patience,
      otherwise: (detail) => new ProblemError({ code: 'component-stays', params: { seconds: patience / 1000 }, detail }),
    })
  }
}
