import { objectId, type EdgeFault, type ObjectEdge } from '#contract/views.ts'
import type { Pod } from '../../diagnosis/shapes.ts'
import type { Around } from '../summaries/around.ts'
import type { Reference, UsingContainer, UsingPodSpec, Volume, WithData } from '../view-shapes.ts'
import { beside, edge } from './edge.ts'
import { named } from './naming-edges.ts'

interface Use {
  readonly kind: 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim'
  readonly name: string
  readonly isOptional: boolean
  readonly key?: string
}

/** From a Pod to the ConfigMaps, Secrets and claims that it cannot start without. */
export function usingEdges(pod: Pod, around: Around): readonly ObjectEdge[] {
  const uses = usesOf((pod.spec ?? {}) as UsingPodSpec)
  const edges = uses.map((use) => edge('uses', pod, objectId(beside(pod, 'v1', use.kind, use.name)), faultOf(pod, use, around)))
  return [...Map.groupBy(edges, ({ id }) => id).values()].flatMap((same) => same.find(({ fault }) => fault !== undefined) ?? same[0] ?? [])
}

/** Every object that a Pod of this spec names. */
export function usesOf({ containers = [], initContainers = [], volumes = [], imagePullSecrets = [] }: UsingPodSpec): readonly Use[] {
  const pulls = imagePullSecrets.flatMap(({ name }) => (name === undefined ? [] : [{ kind: 'Secret' as const, name, isOptional: true }]))
  return [...[...initContainers, ...containers].flatMap(containerUses), ...volumes.flatMap(volumeUses), ...pulls]
}

function containerUses({ env = [], envFrom = [] }: UsingContainer): readonly Use[] {
  const keys = env.flatMap(({ valueFrom }) => [...use('ConfigMap', valueFrom?.configMapKeyRef, valueFrom?.configMapKeyRef?.key), ...use('Secret', valueFrom?.secretKeyRef, valueFrom?.secretKeyRef?.key)])
  return [...keys, ...envFrom.flatMap(({ configMapRef, secretRef }) => [...use('ConfigMap', configMapRef), ...use('Secret', secretRef)])]
}

function volumeUses({ configMap, secret, persistentVolumeClaim, projected }: Volume): readonly Use[] {
  const claim = persistentVolumeClaim?.claimName
  return [
    ...use('ConfigMap', configMap),
    ...use('Secret', secret && { ...secret, ...(secret.secretName === undefined ? {} : { name: secret.secretName }) }),
    ...(claim === undefined ? [] : [{ kind: 'PersistentVolumeClaim' as const, name: claim, isOptional: false }]),
    ...(projected?.sources ?? []).flatMap((source) => [...use('ConfigMap', source.configMap), ...use('Secret', source.secret)]),
  ].filter(({ kind, name }) => kind !== 'ConfigMap' || name !== madeForAll)
}

/** In every namespace, mounted into every Pod: says nothing about any of them. */
export const madeForAll = 'kube-root-ca.crt'

function use(kind: Use['kind'], reference: Reference | undefined, key?: string): readonly Use[] {
  if (reference?.name === undefined) return []
  return [{ kind, name: reference.name, isOptional: reference.optional === true, ...(key === undefined ? {} : { key }) }]
}

function faultOf(pod: Pod, { kind, name, isOptional, key }: Use, around: Around): EdgeFault | undefined {
  if (isOptional) return undefined
  const found = named(pod, { apiVersion: 'v1', kind }, name, around)
  if (found === undefined) return undefined
  if (found.target === undefined) return { code: 'object-missing', facts: { kind, name } }
  const { data, binaryData } = found.target as WithData
  const hasKey = key === undefined || key in (data ?? {}) || key in (binaryData ?? {})
  return hasKey ? undefined : { code: 'key-missing', facts: { kind, name, key } }
}
