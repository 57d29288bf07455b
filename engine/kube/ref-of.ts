import type { KubeObject } from '#contract/kube.ts'
import type { NamedRef } from './kube-client.ts'

/** What names an object, to read, replace or delete it. */
export function refOf({ apiVersion, kind, metadata }: KubeObject): NamedRef {
  return { apiVersion, kind, name: metadata.name, ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }) }
}
