import { type KindRef, kindKey, type KubeObject } from '#contract/kube.ts'
import type { ResourceFacts } from '../kube/kube-client.ts'

export const crdFacts: ResourceFacts = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
  namespaced: false,
  verbs: ['list', 'watch'],
}

export const isCrdKind = (kind: KindRef): boolean => kindKey(kind) === kindKey(crdFacts)

/** The resource that an established CustomResourceDefinition serves for `kind`; undefined where it defines another. */
export function factsFromCrd(crd: KubeObject, { apiVersion, kind }: KindRef): ResourceFacts | undefined {
  const { spec, status } = crd as unknown as CrdParts
  const isEstablished = status?.conditions?.some((one) => one.type === 'Established' && one.status === 'True') ?? false
  const isServed = spec.versions.some((version) => version.served && `${spec.group}/${version.name}` === apiVersion)
  if (spec.names.kind !== kind || !isServed || !isEstablished) return undefined
  return { apiVersion, kind, plural: spec.names.plural, namespaced: spec.scope === 'Namespaced', verbs: ['list', 'watch'] }
}

/** What the server guarantees of a CRD (apiextensions.k8s.io/v1): its schema requires all of `spec`. */
interface CrdParts {
  readonly spec: {
    readonly group: string
    readonly scope: 'Namespaced' | 'Cluster'
    readonly names: { readonly kind: string; readonly plural: string }
    readonly versions: readonly { readonly name: string; readonly served: boolean }[]
  }
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] }
}
