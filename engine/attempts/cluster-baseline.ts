import type { KubeObject } from '#contract/kube.ts'
import type { KubeClient, ResourceFacts } from '../kube/kube-client.ts'
import { isAlreadyExists, isConflict, isNotFound, KubeError } from '../kube/kube-error.ts'
import { type Baseline, baselineObject, compareWithBaseline, forCreation, isVolatileKind, type Restoration } from './compare-baseline.ts'
import { groupOf } from './policy-rules.ts'

export async function takeBaseline(kube: KubeClient): Promise<Baseline> {
  const [cluster, objects] = await Promise.all([clusterIdentity(kube), clusterScopedObjects(kube)])
  return { cluster, objects: objects.flatMap((one) => baselineObject(one) ?? []) }
}

/** `kube-system` lives exactly as long as its cluster. */
export async function clusterIdentity(kube: KubeClient): Promise<string> {
  const namespace = await kube.read({ apiVersion: 'v1', kind: 'Namespace', name: 'kube-system' })
  return namespace?.metadata.uid ?? ''
}

/**
 * Makes every object of no namespace equal to the baseline again. What a controller puts right at the same moment is looked at once more;
 * gives back what still differs.
 */
export async function restoreBaseline(kube: KubeClient, baseline: Baseline, { deletesNamespaces = false } = {}): Promise<readonly Restoration[]> {
  const compare = async () => compareWithBaseline(baseline, await clusterScopedObjects(kube), deletesNamespaces)
  for (let look = 0; look < 3; look += 1) {
    const differences = await compare()
    if (differences.length === 0) return []
    for (const difference of differences) await restore(kube, difference)
  }
  return compare()
}

/** Of several versions of a kind the preferred one; only kinds whose objects somebody can make and delete. */
export async function clusterScopedObjects(kube: KubeClient): Promise<readonly KubeObject[]> {
  const lists = await Promise.all(oncePerKind(await kube.resources()).map((kind) => kube.list(kind).catch(ifGone)))
  return lists.flat()
}

function oncePerKind(resources: readonly ResourceFacts[]): ResourceFacts[] {
  const looked = resources.filter(({ namespaced, kind, verbs }) => !namespaced && !isVolatileKind(kind) && verbs.includes('delete') && verbs.includes('create'))
  return [...new Map(looked.toReversed().map((one) => [`${groupOf(one)}/${one.plural}`, one])).values()]
}

async function restore(kube: KubeClient, difference: Restoration): Promise<void> {
  switch (difference.kind) {
    case 'delete':
      return kube.delete(difference.ref, { propagation: 'Background', graceSeconds: 0 })
    case 'create':
      await kube.create(forCreation(difference.object)).catch(ifMeanwhile)
      return
    case 'put-back':
      return putBack(kube, difference)
  }
}

async function putBack(kube: KubeClient, { object, resourceVersion }: Extract<Restoration, { kind: 'put-back' }>): Promise<void> {
  const { apiVersion, kind, metadata } = object
  const ref = { apiVersion, kind, name: metadata.name }
  if (kind === 'Node') return putBackNode(kube, object)
  try {
    await kube.replace({ ...object, metadata: { ...metadata, resourceVersion } })
  } catch (error) {
    if (!isImmutable(error)) return ifMeanwhile(error)
    await kube.delete(ref, { propagation: 'Orphan' })
    await kube.create(forCreation(object)).catch(ifMeanwhile)
  }
}

/** Only what the baseline holds of a Node; labels that were added go by being set to null. */
async function putBackNode(kube: KubeClient, node: KubeObject): Promise<void> {
  const ref = { apiVersion: node.apiVersion, kind: node.kind, name: node.metadata.name }
  const now = await kube.read(ref)
  const added = Object.keys(now?.metadata.labels ?? {}).filter((name) => !(name in (node.metadata.labels ?? {})))
  const labels = { ...node.metadata.labels, ...Object.fromEntries(added.map((name) => [name, null])) }
  await kube.mergePatch(ref, { metadata: { labels }, spec: node['spec'] })
}

/** A roleRef, a provisioner: some fields can only be changed by making the object anew. */
const isImmutable = (error: unknown): boolean => error instanceof KubeError && error.code === 422

/** Changed, made or gone since we looked: the next look decides. */
function ifMeanwhile(error: unknown): void {
  if (!isConflict(error) && !isAlreadyExists(error) && !isNotFound(error)) throw error
}

/** A CRD can go between its discovery and its list. */
function ifGone(error: unknown): readonly KubeObject[] {
  if (isNotFound(error)) return []
  throw error
}
