import type { KubeObject } from '#contract/kube.ts'

/** What the server writes into every object by itself and refuses or ignores when it is sent back. */
const serverMetadata = ['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'managedFields', 'selfLink']

/** An object as somebody would write it: without what the server added and without its status. */
export function strippedObject(object: KubeObject): KubeObject {
  const { status: _status, metadata, ...rest } = object
  const kept = Object.fromEntries(Object.entries(metadata).filter(([field]) => !serverMetadata.includes(field)))
  // The name is among what is kept, and it is all that ObjectMeta asks for.
  return { ...rest, apiVersion: object.apiVersion, kind: object.kind, metadata: kept as KubeObject['metadata'] }
}

/** An object without some of its fields, each named by its path; nothing happens where a path leads nowhere. */
export function without(value: unknown, ...paths: readonly (readonly string[])[]): unknown {
  return paths.reduce(withoutOne, value)
}

function withoutOne(value: unknown, [field, ...rest]: readonly string[]): unknown {
  if (field === undefined || typeof value !== 'object' || value === null || !(field in value)) return value
  const { [field]: inner, ...others } = value as Readonly<Record<string, unknown>>
  return rest.length === 0 ? others : { ...others, [field]: withoutOne(inner, rest) }
}
