import type { KubeObject } from '#contract/kube.ts'
import type { ObjectEdge } from '#contract/views.ts'
import type { NetworkPolicy, Pod } from '../diagnosis/shapes.ts'
import { edge } from './edges/edge.ts'
import { ingressEdges, scalerEdges } from './edges/naming-edges.ts'
import { policyEdges, serviceEdges } from './edges/selecting-edges.ts'
import { usingEdges } from './edges/using-edges.ts'
import { ownerOf } from './summarize.ts'
import type { Around } from './summaries/around.ts'
import type { Ingress, Scaler, ServiceParts } from './view-shapes.ts'

/** How these objects lead to one another, and where one leads to nothing. Pure, and never throws. */
export function edgesAmong(objects: readonly KubeObject[], around: Around): readonly ObjectEdge[] {
  return objects.flatMap((object) => [...ownEdge(object), ...edgesOf(object, around)])
}

function ownEdge(object: KubeObject): readonly ObjectEdge[] {
  const owner = ownerOf(object)
  if (owner === undefined) return []
  const { id, from } = edge('owns', object, owner)
  return [{ id, kind: 'owns', from: owner, to: from }]
}

function edgesOf(object: KubeObject, around: Around): readonly ObjectEdge[] {
  try {
    return leading[object.kind]?.(object, around) ?? []
  } catch {
    // It is not shaped as its kind.
    return []
  }
}

/** Objects of a kind have its shape; see view-shapes.ts. */
const leading: Readonly<Record<string, (object: KubeObject, around: Around) => readonly ObjectEdge[]>> = {
  Service: (service, around) => serviceEdges(service as ServiceParts, podsBeside(service, around)),
  NetworkPolicy: (policy, around) => policyEdges(policy as NetworkPolicy, podsBeside(policy, around)),
  Ingress: (ingress, around) => ingressEdges(ingress as Ingress, around),
  HorizontalPodAutoscaler: (scaler, around) => scalerEdges(scaler as Scaler, around),
  Pod: (pod, around) => usingEdges(pod as Pod, around),
}

/** Those on their way out are nobody's any more; those that are done answer nobody. */
function podsBeside({ metadata }: KubeObject, around: Around): readonly Pod[] | undefined {
  const pods = around.objects({ apiVersion: 'v1', kind: 'Pod' }, metadata.namespace ?? '') as readonly Pod[] | undefined
  return pods?.filter((pod) => pod.metadata.deletionTimestamp === undefined && pod.status?.phase !== 'Succeeded' && pod.status?.phase !== 'Failed')
}
