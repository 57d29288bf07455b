import type { KubeObject } from '#contract/kube.ts'
import type { KubeClient } from '../../engine/kube/kube-client.ts'
import { isNotFound } from '../../engine/kube/kube-error.ts'

/** They come and go by themselves, or are made up when somebody asks. */
const passing = new Set(['Event', 'Lease', 'EndpointSlice', 'Endpoints', 'PodMetrics', 'NodeMetrics', 'ComponentStatus'])

/** Every object of the whole cluster by what names it. */
export async function tracesIn(kube: KubeClient): Promise<ReadonlySet<string>> {
  const kinds = (await kube.resources()).filter(({ kind, verbs }) => verbs.includes('list') && !passing.has(kind))
  const lists = await Promise.all(kinds.map(async ({ apiVersion, kind }) => (await kube.list({ apiVersion, kind }).catch(noneOfAKindThatWent)).map(({ metadata }) => [apiVersion, kind, metadata.namespace ?? '', metadata.name].join(' '))))
  return new Set(lists.flat())
}

function noneOfAKindThatWent(error: unknown): readonly KubeObject[] {
  if (isNotFound(error)) return []
  throw error
}

export const leftBehind = (before: ReadonlySet<string>, after: ReadonlySet<string>): readonly string[] => [...after].filter((trace) => !before.has(trace))
