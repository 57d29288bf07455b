import type { ObjectEdge } from '#contract/views.ts'
import { selects, shownLabels } from '../../diagnosis/picture.ts'
import type { NetworkPolicy, Pod } from '../../diagnosis/shapes.ts'
import { selectorText } from '../summaries/network-status.ts'
import type { ServiceParts } from '../view-shapes.ts'
import { edge, idOf } from './edge.ts'

/** From a Service to the Pods that its selector matches. */
export function serviceEdges(service: ServiceParts, pods: readonly Pod[] | undefined): readonly ObjectEdge[] {
  const selector = service.spec?.selector ?? {}
  if (pods === undefined || Object.keys(selector).length === 0) return []
  const matched = pods.filter(({ metadata }) => selects({ matchLabels: selector }, metadata.labels))
  if (matched.length === 0) return [edge('selects', service, undefined, { code: 'selects-nothing', facts: { selector: shownLabels(selector) } })]
  const isServed = matched.some(isReady)
  return matched.map((pod) => edge('selects', service, idOf(pod), isServed || isReady(pod) ? undefined : { code: 'not-ready', facts: { pod: pod.metadata.name } }))
}

const isReady = ({ status }: Pod): boolean => status?.conditions?.some((one) => one.type === 'Ready' && one.status === 'True') === true

/** From a NetworkPolicy to the Pods that it is about. */
export function policyEdges(policy: NetworkPolicy, pods: readonly Pod[] | undefined): readonly ObjectEdge[] {
  if (pods === undefined) return []
  const selector = policy.spec?.podSelector ?? {}
  const matched = pods.filter(({ metadata }) => selects(selector, metadata.labels))
  if (matched.length > 0) return matched.map((pod) => edge('restricts', policy, idOf(pod)))
  // Before there is any Pod, a policy for all of them waits for the first.
  return pods.length === 0 ? [] : [edge('restricts', policy, undefined, { code: 'restricts-nothing', facts: { selector: selectorText(selector) } })]
}
