import type { KubeObject } from '#contract/kube.ts'
import { ProblemError } from '#contract/problem.ts'
import type { KubeClient, ResourceFacts } from '../kube/kube-client.ts'
import { isForbidden } from '../kube/kube-error.ts'
import { poolLabel } from './kubeconfig-provider-pool.ts'
import { pollUntil } from './poll-until.ts'

const within = 60_000
const every = 500

/** Kinds that controllers make and take away by themselves, or that an administrator's quota is. */
const notEmptied = new Set(['Event', 'Endpoints', 'EndpointSlice', 'ControllerRevision', 'ResourceQuota', 'LimitRange', 'PodMetrics'])

/** Deletes what an attempt left in a namespace, and waits until it is gone. What belongs to the pool or to every namespace stays. */
export async function emptyNamespace(kube: KubeClient, namespace: string, signal: AbortSignal = new AbortController().signal): Promise<void> {
  const kinds = (await kube.resources()).filter(isEmptied)
  const otherwise = (left: string): Error => new ProblemError({ code: 'lent-namespace-not-empty', params: { namespace, seconds: within / 1000, left } })
  await pollUntil(
    async () => {
      const left = (await Promise.all(kinds.map((kind) => leftOf(kube, kind, namespace)))).flat()
      await Promise.all(left.filter(isToDelete).map((object) => deleteAtOnce(kube, object, namespace)))
      return left.length === 0 || { notYet: describe(left) }
    },
    { signal, every, within, otherwise },
  )
}

function isEmptied({ namespaced, kind, verbs }: ResourceFacts): boolean {
  return namespaced && !notEmptied.has(kind) && verbs.includes('list') && verbs.includes('delete')
}

/** What we may not even list, the learner could not have made. */
async function leftOf(kube: KubeClient, kind: ResourceFacts, namespace: string): Promise<readonly KubeObject[]> {
  const objects = await kube.list(kind, { namespace }).catch((error: unknown) => {
    if (isForbidden(error)) return []
    throw error
  })
  return objects.filter((object) => !stays(object))
}

const poolKinds = new Set(['ServiceAccount', 'Role', 'RoleBinding'])

/** Pure: the pool's own things, and what Kubernetes puts into every namespace. The label saves no other kind, or a learner could leave things to the next. */
export function stays({ kind, metadata }: KubeObject): boolean {
  if (metadata.labels?.[poolLabel] !== undefined && poolKinds.has(kind)) return true
  return (kind === 'ServiceAccount' && metadata.name === 'default') || (kind === 'ConfigMap' && metadata.name === 'kube-root-ca.crt')
}

/** A Pod that is ending in its own time is told to end now. */
function isToDelete({ kind, metadata }: KubeObject): boolean {
  return metadata.deletionTimestamp === undefined || (kind === 'Pod' && metadata['deletionGracePeriodSeconds'] !== 0)
}

function deleteAtOnce(kube: KubeClient, { apiVersion, kind, metadata }: KubeObject, namespace: string): Promise<void> {
  const options = { propagation: 'Background', ...(kind === 'Pod' ? { graceSeconds: 0 } : {}) } as const
  return kube.delete({ apiVersion, kind, name: metadata.name, namespace }, options).catch((error: unknown) => {
    // It is named among what is left when time is up.
    if (!isForbidden(error)) throw error
  })
}

function describe(objects: readonly KubeObject[]): string {
  const names = objects.slice(0, 5).map(({ kind, metadata }) => `${kind} ${metadata.name}`)
  return names.join(', ') + (objects.length > 5 ? ` and ${objects.length - 5} more` : '')
}
