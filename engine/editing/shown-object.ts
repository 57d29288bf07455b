import { isDeepStrictEqual } from 'node:util'
import { stringify } from 'yaml'
import type { KubeObject } from '#contract/kube.ts'

/** What a server writes into every object and nobody edits. */
const serversOwn = new Set(['managedFields', 'uid', 'resourceVersion', 'generation', 'creationTimestamp', 'selfLink'])

/** An object as a person would have written it: without status and bookkeeping. */
function shownObject({ status: _status, metadata, ...rest }: KubeObject): object {
  const { apiVersion, kind, ...fields } = rest
  return { apiVersion, kind, metadata: Object.fromEntries(Object.entries(metadata).filter(([name]) => !serversOwn.has(name))), ...fields }
}

export function isSameObject(one: KubeObject, other: KubeObject): boolean {
  return isDeepStrictEqual(shownObject(one), shownObject(other))
}

export function liveYaml(object: KubeObject): string {
  return stringify(shownObject(object), { lineWidth: 0 })
}
