import type { KubeObject } from '#contract/kube.ts'
import { ProblemError } from '#contract/problem.ts'
import { pollUntil } from '../cluster/poll-until.ts'
import type { KubeClient, ResourceFacts } from '../kube/kube-client.ts'
import { isForbidden, KubeError } from '../kube/kube-error.ts'
import { fieldManager } from '../kube/kindlab-labels.ts'

export interface Application {
  /** The lab's names for its namespaces → real ones; the first is where objects go that name none. */
  readonly namespaces: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  /** Where they come from, for a person who must mend them: `start manifests`. */
  readonly source: string
}

/** Server-side applies objects in their order; whatever they refer to may come from one before (a CRD). */
export async function applyManifests(kube: KubeClient, objects: readonly unknown[], { namespaces, signal, source }: Application): Promise<void> {
  const calls = kube.with({ signal })
  for (const object of objects) {
    const written = placedObject(object, namespaces, source)
    try {
      await applyOne(calls, written, namespaces, signal)
    } catch (error) {
      throw error instanceof KubeError ? refused(source, written, error) : error
    }
  }
}

async function applyOne(kube: KubeClient, written: KubeObject, namespaces: Application['namespaces'], signal: AbortSignal): Promise<void> {
  const resource = await pollUntil<ResourceFacts>(async () => (await kube.resource(written)) ?? { notYet: '' }, {
    signal,
    every: 100,
    within: 5_000,
    otherwise: () => new KubeError(`apply ${written.kind} ${written.metadata.name}`, 404, 'NotServed', `the server serves no ${written.kind} of ${written.apiVersion}`),
  })
  const object = resource.namespaced ? inNamespace(written, namespaces) : written
  await kube.apply(object, { fieldManager, force: true })
}

/** Checks what comes from a pack's YAML, and that it stays inside the attempt. */
export function placedObject(value: unknown, namespaces: Application['namespaces'], source: string): KubeObject {
  if (!isKubeObject(value)) throw new ProblemError({ code: 'manifest-not-an-object', params: { source }, detail: JSON.stringify(value)?.slice(0, 300) ?? '' })
  const named = value.metadata.namespace
  if (named === undefined || Object.hasOwn(namespaces, named) || Object.values(namespaces).includes(named)) return value
  throw new ProblemError({ code: 'manifest-outside', params: { source, object: `${value.kind} ${value.metadata.name}`, namespace: named } })
}

function inNamespace(object: KubeObject, namespaces: Application['namespaces']): KubeObject {
  const named = object.metadata.namespace
  const namespace = named === undefined ? Object.values(namespaces)[0] : (namespaces[named] ?? named)
  return namespace === undefined ? object : { ...object, metadata: { ...object.metadata, namespace } }
}

function isKubeObject(value: unknown): value is KubeObject {
  if (typeof value !== 'object' || value === null) return false
  const { apiVersion, kind, metadata } = value as Partial<KubeObject>
  return typeof apiVersion === 'string' && typeof kind === 'string' && typeof metadata === 'object' && metadata !== null && typeof metadata.name === 'string'
}

function refused(source: string, { kind, metadata }: KubeObject, error: KubeError): ProblemError {
  const code = isForbidden(error) ? 'manifest-forbidden' : 'manifest-refused'
  return new ProblemError({ code, params: { source, object: `${kind} ${metadata.name}` }, detail: error.message }, { cause: error })
}
