import { editorFieldManager, type LiveObject, type LiveOutcome, type ManifestOutcome, type ManifestSchema, type ObjectOutcome } from '#contract/editing.ts'
import type { KindRef } from '#contract/kube.ts'
import type { KubeClient } from '../kube/kube-client.ts'
import { KubeError } from '../kube/kube-error.ts'
import { refOf } from '../kube/ref-of.ts'
import { faultsOf } from './faults-of.ts'
import type { OpenApi } from './open-api.ts'
import { isSameObject, liveYaml } from './shown-object.ts'
import { schemaOf } from './manifest-schema.ts'
import { nameOf, type PlacedObject, writtenObjects } from './written-objects.ts'

/** What an editor does with a learner's manifests, with the learner's own rights. A server that cannot be reached rejects with a ProblemError. */
export interface ManifestEditing {
  /** Completes and checks manifests of these kinds; which kinds there are it always knows. */
  schema(kinds: readonly KindRef[]): Promise<ManifestSchema>
  dryRun(text: string): Promise<ManifestOutcome>
  /** Server-side apply, object by object; `force` takes over fields that others set. */
  apply(text: string, options?: { readonly force?: boolean }): Promise<ManifestOutcome>
  live(text: string): Promise<LiveOutcome>
}

export interface EditingParts {
  readonly kube: KubeClient
  readonly openApi: OpenApi
  /** Where objects go that name no namespace. */
  readonly namespace: string
}

export function createManifestEditing({ kube, openApi, namespace }: EditingParts): ManifestEditing {
  const send = async (text: string, options: Sending): Promise<ManifestOutcome> => {
    const manifest = writtenObjects(text)
    if (manifest.kind === 'unreadable') return manifest
    const objects: ObjectOutcome[] = []
    // One after the other: what comes later may refer to what came before.
    for (const placed of manifest.objects) objects.push(await sendObject(kube, await inNamespace(kube, placed, namespace), options))
    return { kind: 'sent', objects }
  }
  return {
    schema: async (kinds) => schemaOf(kinds, await kube.resources(), await openApi.documents(kube, kinds)),
    dryRun: (text) => send(text, { dryRun: true, force: false }),
    apply: (text, { force = false } = {}) => send(text, { dryRun: false, force }),
    live: async (text) => {
      const manifest = writtenObjects(text)
      if (manifest.kind === 'unreadable') return manifest
      const look = async (placed: PlacedObject): Promise<LiveObject> => lookAt(kube, await inNamespace(kube, placed, namespace))
      return { kind: 'read', objects: await Promise.all(manifest.objects.map(look)) }
    },
  }
}

interface Sending {
  readonly dryRun: boolean
  readonly force: boolean
}

async function sendObject(kube: KubeClient, placed: PlacedObject, { dryRun, force }: Sending): Promise<ObjectOutcome> {
  const object = nameOf(placed)
  try {
    const before = await kube.read(refOf(placed.object))
    const after = await kube.apply(placed.object, { fieldManager: editorFieldManager, dryRun, force })
    return { kind: before === undefined ? 'created' : isSameObject(before, after) ? 'unchanged' : 'changed', object }
  } catch (error) {
    if (!(error instanceof KubeError)) throw error
    return { kind: 'refused', object, faults: faultsOf(error, placed) }
  }
}

async function lookAt(kube: KubeClient, placed: PlacedObject): Promise<LiveObject> {
  const [live, after] = await Promise.all([
    kube.read(refOf(placed.object)).catch(ifRefused),
    kube.apply(placed.object, { fieldManager: editorFieldManager, dryRun: true, force: true }).catch(ifRefused),
  ])
  return { object: nameOf(placed), ...(live === undefined ? {} : { live: liveYaml(live) }), ...(after === undefined ? {} : { after: liveYaml(after) }) }
}

function ifRefused(error: unknown): undefined {
  if (error instanceof KubeError) return undefined
  throw error
}

/** A kind that the server does not serve is left as it is: it is refused in its own words when it is sent. */
async function inNamespace(kube: KubeClient, placed: PlacedObject, namespace: string): Promise<PlacedObject> {
  const { object } = placed
  const resource = await kube.resource(object)
  if (object.metadata.namespace !== undefined || resource?.namespaced !== true) return placed
  return { ...placed, object: { ...object, metadata: { ...object.metadata, namespace } } }
}
