import type { Diagnosis } from '#contract/verdict.ts'
import { found, namespaceOf, podsIn, selects, type Picture } from '../picture.ts'
import type { Container, NetworkPolicy, Pod, PolicyPort, Service } from '../shapes.ts'

const policies = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' }
const services = { apiVersion: 'v1', kind: 'Service' }

function policiesOn(pod: Pod, direction: 'Ingress' | 'Egress', picture: Picture): readonly NetworkPolicy[] {
  // Objects of a kind have its shape; see shapes.ts.
  const all = picture.objects(policies, namespaceOf(pod)) as readonly NetworkPolicy[]
  return all.filter(({ spec }) => selects(spec?.podSelector ?? {}, pod.metadata.labels) && typesOf(spec).includes(direction))
}

/** As the API server fills it in where it is left out. */
function typesOf(spec: NetworkPolicy['spec']): readonly string[] {
  return spec?.policyTypes ?? ['Ingress', ...(spec?.egress === undefined ? [] : ['Egress'])]
}

/**
 * A policy that lets nobody in on a port that a Service sends to. From whom a rule lets in is not looked at:
 * a rule that lets anybody in may well mean the one who asks.
 */
export function ingressBlock(service: Service, pods: readonly Pod[], picture: Picture): Diagnosis | undefined {
  for (const target of (service.spec?.ports ?? []).map(({ port, targetPort }) => targetPort ?? port)) {
    for (const pod of pods) {
      const on = policiesOn(pod, 'Ingress', picture)
      const isOpen = on.some(({ spec }) => (spec?.ingress ?? []).some(({ ports }) => ports === undefined || ports.some((one) => letsIn(one, numbersOf(target, pod)))))
      const [policy] = on
      if (policy !== undefined && !isOpen) return found({ code: 'ingress-blocked', about: service, command: 'describe networkpolicy', facts: { policy: policy.metadata.name, port: target } }, picture)
    }
  }
  return undefined
}

/** A target port as policies may write it: its number, its name. */
function numbersOf(target: number | string, { spec }: Pod): readonly (number | string)[] {
  const ports = (spec?.containers ?? []).flatMap((container) => container.ports ?? []).filter(({ name, containerPort }) => name === target || containerPort === target)
  return [target, ...ports.flatMap(({ name, containerPort }) => [containerPort, ...(name === undefined ? [] : [name])])]
}

function letsIn({ port, endPort }: PolicyPort, targets: readonly (number | string)[]): boolean {
  if (port === undefined) return true
  if (endPort !== undefined && typeof port === 'number') return targets.some((target) => typeof target === 'number' && target >= port && target <= endPort)
  return targets.includes(port)
}

/** Some networks drop what a policy forbids, others refuse it. */
const gotNoAnswer = /timed? ?out|refused|deadline exceeded|no route to host|bad address|could not resolve|temporary failure in name resolution|unreachable/i

/** A client that ended without an answer: a policy on itself lets nothing out, or one before the Service that it names lets nobody in. */
export function blockedClient(line: string, pod: Pod, container: Container | undefined, picture: Picture): Diagnosis | undefined {
  if (!gotNoAnswer.test(line)) return undefined
  const [shut] = policiesOn(pod, 'Egress', picture).filter(({ spec }) => (spec?.egress ?? []).length === 0)
  if (shut !== undefined) return found({ code: 'egress-blocked', about: pod, command: 'describe networkpolicy', facts: { policy: shut.metadata.name } }, picture)
  const said = [line, ...(container?.command ?? []), ...(container?.args ?? []), ...(container?.env ?? []).map(({ value = '' }) => value)].flatMap((text) => text.split(/[^\w-]+/))
  const named = (picture.objects(services, namespaceOf(pod)) as readonly Service[]).filter(({ metadata }) => said.includes(metadata.name))
  for (const service of named) {
    const selector = service.spec?.selector ?? {}
    const pods = podsIn(picture, namespaceOf(service)).filter(({ metadata }) => Object.keys(selector).length > 0 && selects({ matchLabels: selector }, metadata.labels))
    const block = ingressBlock(service, pods, picture)
    if (block !== undefined) return block
  }
  return undefined
}
