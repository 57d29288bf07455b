import { stringify } from 'yaml'
import type { KubeObject } from '#contract/kube.ts'
import { sizesOf } from './summaries/other-status.ts'
import type { WithData } from './view-shapes.ts'

/** An object as YAML. What a Secret holds does not leave the engine: neither its values nor the copy that `kubectl apply` keeps of them. */
export function objectText(object: KubeObject): string {
  const { managedFields: _managed, ...metadata } = object.metadata
  return stringify(withoutSecrets({ ...object, metadata }), { lineWidth: 0 })
}

export function withoutSecrets(object: KubeObject): KubeObject {
  if (object.kind !== 'Secret') return object
  const { data: _data, stringData: _plain, ...rest } = object
  const sizes = Object.entries(sizesOf(object as WithData)).map(([key, bytes]) => [key, `<${bytes} B>`])
  return { ...rest, apiVersion: object.apiVersion, kind: object.kind, metadata: withoutCopy(object.metadata), data: Object.fromEntries(sizes) }
}

const copyOfApply = 'kubectl.kubernetes.io/last-applied-configuration'

function withoutCopy({ annotations, ...metadata }: KubeObject['metadata']): KubeObject['metadata'] {
  if (annotations === undefined) return metadata as KubeObject["metadata"]
  const kept = Object.entries(annotations).filter(([name]) => name !== copyOfApply)
  return { ...metadata, name: metadata.name, ...(kept.length === 0 ? {} : { annotations: Object.fromEntries(kept) }) }
}
