import type { Fact } from '#contract/views.ts'
import { shownLabels } from '../../diagnosis/picture.ts'
import type { LabelSelector, NetworkPolicy } from '../../diagnosis/shapes.ts'
import type { Ingress, ServiceParts, Slice } from '../view-shapes.ts'
import type { Around } from './around.ts'
import type { Standing } from './workload-status.ts'

/** A Service is well while somebody answers behind it. Who leaves out the selector looks after the endpoints alone. */
export function serviceStanding(service: ServiceParts, around: Around): Standing {
  const { type = 'ClusterIP', ports = [], selector = {}, externalName } = service.spec ?? {}
  const facts: Fact[] = [{ name: 'type', value: type }, ...factIf('ports', ports.map(portText).join(', ')), ...factIf('selector', shownLabels(selector))]
  if (externalName !== undefined) return { status: { word: '', tone: 'neutral' }, facts: [...facts, { name: 'target', value: externalName }] }
  const endpoints = endpointsOf(service, around)
  if (endpoints === undefined) return { status: { word: '', tone: 'neutral' }, facts }
  const ready = { are: endpoints.filter(({ conditions }) => conditions?.ready !== false).length, of: endpoints.length }
  if (ready.are > 0) return { status: { word: 'Ready', tone: 'well' }, ready, facts }
  return { status: { word: 'NoEndpoints', tone: Object.keys(selector).length === 0 ? 'neutral' : 'broken' }, ready, facts }
}

const portText = ({ port, targetPort, nodePort, protocol = 'TCP' }: NonNullable<NonNullable<ServiceParts['spec']>['ports']>[number]): string =>
  `${port}${nodePort === undefined ? '' : `:${nodePort}`}${targetPort === undefined || targetPort === port ? '' : `→${targetPort}`}${protocol === 'TCP' ? '' : `/${protocol}`}`

/** Undefined where the slices cannot be seen. */
function endpointsOf({ metadata }: ServiceParts, around: Around): NonNullable<Slice['endpoints']> | undefined {
  const slices = around.objects({ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' }, metadata.namespace ?? '') as readonly Slice[] | undefined
  return slices?.filter((slice) => slice.metadata.labels?.['kubernetes.io/service-name'] === metadata.name).flatMap(({ endpoints }) => endpoints ?? [])
}

export function sliceStanding({ endpoints, ports }: Slice): Standing {
  const all = endpoints ?? []
  const ready = { are: all.filter(({ conditions }) => conditions?.ready !== false).length, of: all.length }
  const addresses = all.flatMap((one) => one.addresses ?? []).join(', ')
  return { status: { word: '', tone: 'neutral' }, ready, facts: [...factIf('address', addresses), ...factIf('ports', (ports ?? []).map(({ port }) => String(port ?? '')).join(', '))] }
}

export function ingressStanding({ spec, status }: Ingress): Standing {
  const hosts = (spec?.rules ?? []).map(({ host }) => host ?? '*')
  const address = (status?.loadBalancer?.ingress ?? []).map(({ ip, hostname }) => ip ?? hostname ?? '').join(', ')
  return { status: { word: '', tone: 'neutral' }, facts: [...factIf('class', spec?.ingressClassName ?? ''), ...factIf('hosts', hosts.join(', ')), ...factIf('address', address)] }
}

export function policyStanding({ spec }: NetworkPolicy): Standing {
  const types = spec?.policyTypes ?? ['Ingress', ...(spec?.egress === undefined ? [] : ['Egress'])]
  return { status: { word: '', tone: 'neutral' }, facts: [{ name: 'selector', value: selectorText(spec?.podSelector ?? {}) }, { name: 'type', value: types.join(', ') }] }
}

export function selectorText({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const expressions = matchExpressions.map(({ key, operator, values = [] }) => `${key} ${operator}${values.length === 0 ? '' : ` (${values.join(', ')})`}`)
  return [shownLabels(matchLabels), ...expressions].filter((part) => part !== '').join(', ') || '*'
}

export const factIf = (name: Fact['name'], value: string): readonly Fact[] => (value === '' ? [] : [{ name, value }])

