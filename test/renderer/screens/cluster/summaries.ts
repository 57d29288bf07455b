import { objectId, type ObjectEdge, type ObjectSummary } from '../../../../contract/views.ts'

const apis: Readonly<Record<string, string>> = { Deployment: 'apps/v1', ReplicaSet: 'apps/v1', StatefulSet: 'apps/v1' }

/** `aSummary('Pod', 'web-1', { owner })`, in the namespace `shop`. */
export function aSummary(kind: string, name: string, { owner, ...rest }: Partial<Omit<ObjectSummary, 'owner'>> & { readonly owner?: ObjectSummary } = {}): ObjectSummary {
  const ref = { apiVersion: apis[kind] ?? 'v1', kind, namespace: 'shop', name }
  return { ...ref, id: objectId(ref), uid: name, madeAt: 0, status: { word: '', tone: 'neutral' }, facts: [], ...(owner && { owner: owner.id }), ...rest }
}

export function anEdge(kind: ObjectEdge['kind'], from: ObjectSummary, to?: ObjectSummary, fault?: ObjectEdge['fault']): ObjectEdge {
  return { id: `${from.id} ${kind} ${to?.id ?? ''}`, kind, from: from.id, ...(to && { to: to.id }), ...(fault && { fault }) }
}
