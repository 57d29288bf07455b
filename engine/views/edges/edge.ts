import type { KubeObject } from '#contract/kube.ts'
import { objectId, type EdgeFault, type EdgeKind, type ObjectEdge, type ObjectRef } from '#contract/views.ts'
import { refOf } from '../../kube/ref-of.ts'

export const idOf = (object: KubeObject): string => objectId(refOf(object))

/** An edge from an object; there is one of each kind between two. */
export function edge(kind: EdgeKind, from: KubeObject, to: string | undefined, fault?: EdgeFault): ObjectEdge {
  const source = idOf(from)
  return { id: `${source} ${kind} ${to ?? ''}`, kind, from: source, ...(to === undefined ? {} : { to }), ...(fault === undefined ? {} : { fault }) }
}

/** Beside an object: in its namespace. */
export const beside = ({ metadata }: KubeObject, apiVersion: string, kind: string, name: string): ObjectRef => ({ apiVersion, kind, name, ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }) })
