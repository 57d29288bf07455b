import type { KubeObject } from '#contract/kube.ts'
import { objectId, type ObjectEdge } from '#contract/views.ts'
import type { Around } from '../summaries/around.ts'
import type { Ingress, IngressBackend, Scaler, ServiceParts } from '../view-shapes.ts'
import { beside, edge } from './edge.ts'

/** What names another object leads to it; to one that is missing, with a fault. Undefined where it cannot be seen. */
export function named(object: KubeObject, kind: { readonly apiVersion: string; readonly kind: string }, name: string, around: Around): { readonly target: KubeObject | undefined } | undefined {
  const all = around.objects(kind, object.metadata.namespace ?? '')
  return all === undefined ? undefined : { target: all.find(({ metadata }) => metadata.name === name) }
}

/** From an Ingress to the Services behind its paths. */
export function ingressEdges(ingress: Ingress, around: Around): readonly ObjectEdge[] {
  const { defaultBackend, rules = [] } = ingress.spec ?? {}
  const backends = [...(defaultBackend === undefined ? [] : [defaultBackend]), ...rules.flatMap(({ http }) => (http?.paths ?? []).flatMap(({ backend }) => backend ?? []))]
  const edges = backends.flatMap((backend) => backendEdge(ingress, backend, around))
  // Several paths to one Service are one edge; one that does not hold is told first.
  return [...Map.groupBy(edges, ({ id }) => id).values()].flatMap((same) => same.find(({ fault }) => fault !== undefined) ?? same[0] ?? [])
}

function backendEdge(ingress: Ingress, { service }: IngressBackend, around: Around): readonly ObjectEdge[] {
  if (service === undefined) return []
  const kind = { apiVersion: 'v1', kind: 'Service' }
  const to = objectId(beside(ingress, 'v1', 'Service', service.name))
  const found = named(ingress, kind, service.name, around)
  if (found === undefined) return [edge('routes', ingress, to)]
  if (found.target === undefined) return [edge('routes', ingress, to, { code: 'service-missing', facts: { name: service.name } })]
  const ports = (found.target as ServiceParts).spec?.ports ?? []
  const { port } = service
  const isOffered = port === undefined || ports.some((one) => one.port === port.number || (port.name !== undefined && one.name === port.name))
  return [edge('routes', ingress, to, isOffered ? undefined : { code: 'port-missing', facts: { name: service.name, port: port.number ?? port.name ?? '', offered: ports.map((one) => one.port).join(', ') } })]
}

/** From a HorizontalPodAutoscaler to what it scales. */
export function scalerEdges(scaler: Scaler, around: Around): readonly ObjectEdge[] {
  const { apiVersion = 'apps/v1', kind = '', name = '' } = scaler.spec?.scaleTargetRef ?? {}
  if (name === '') return []
  const to = objectId(beside(scaler, apiVersion, kind, name))
  const found = named(scaler, { apiVersion, kind }, name, around)
  const isMissing = found !== undefined && found.target === undefined
  return [edge('scales', scaler, to, isMissing ? { code: 'target-missing', facts: { kind, name } } : undefined)]
}
