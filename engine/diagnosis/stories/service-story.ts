import type { Diagnosis } from '#contract/verdict.ts'
import { controllerKinds, found, namespaceOf, podsIn, selects, shownLabels, type Picture } from '../picture.ts'
import type { Controller, Pod, Service } from '../shapes.ts'
import { controllerStory } from './controller-story.ts'
import { ingressBlock } from './network-story.ts'
import { firstOf, podStory } from './pod-story.ts'

/** What keeps a Service from being answered: its selector, its Pods, its target port, a NetworkPolicy before them. */
export function serviceStory(service: Service, picture: Picture): Diagnosis | undefined {
  const selector = service.spec?.selector ?? {}
  // Whoever leaves the selector out looks after the endpoints alone.
  if (Object.keys(selector).length === 0) return undefined
  const pods = podsIn(picture, namespaceOf(service)).filter((pod) => selects({ matchLabels: selector }, pod.metadata.labels))
  if (pods.length === 0) return nothingSelected(service, selector, picture)
  return notReady(service, pods, picture) ?? targetPort(service, pods, picture) ?? ingressBlock(service, pods, picture)
}

function nothingSelected(service: Service, selector: Readonly<Record<string, string>>, picture: Picture): Diagnosis | undefined {
  const makers = makersOf(selector, namespaceOf(service), picture)
  // Somebody is to make them: what keeps them is that one's story.
  if (makers.some(({ spec }) => spec?.replicas !== 0)) return firstOf(makers, (maker) => controllerStory(maker, picture))
  const nearest = nearestLabels(selector, podsIn(picture, namespaceOf(service)))
  const command = 'get pods --show-labels'
  if (nearest === undefined) return found({ code: 'no-pods', about: service, command, facts: { selector: shownLabels(selector) } }, picture)
  return found({ code: 'selector-mismatch', about: service, command, facts: { selector: shownLabels(selector), nearest: shownLabels(nearest) } }, picture)
}

/** Controllers whose Pods the selector would match. */
function makersOf(selector: Readonly<Record<string, string>>, namespace: string, picture: Picture): readonly Controller[] {
  // Objects of a kind have its shape; see shapes.ts.
  const controllers = controllerKinds.flatMap((kind) => picture.objects(kind, namespace)) as readonly Controller[]
  return controllers.filter(({ spec, metadata }) => (metadata.ownerReferences ?? []).length === 0 && selects({ matchLabels: selector }, spec?.template?.metadata?.labels))
}

/** Of the labels that Pods carry, those that were probably meant: under the selector's keys where there are any. */
function nearestLabels(selector: Readonly<Record<string, string>>, pods: readonly Pod[]): Readonly<Record<string, string>> | undefined {
  const labels = pods.map(({ metadata }) => metadata.labels ?? {}).filter((one) => Object.keys(one).length > 0)
  const shared = (one: Readonly<Record<string, string>>): number => Object.entries(selector).filter(([key, value]) => one[key] === value).length * 2 + Object.keys(selector).filter((key) => key in one).length
  const [nearest] = labels.toSorted((one, other) => shared(other) - shared(one))
  if (nearest === undefined) return undefined
  const underKeys = Object.entries(nearest).filter(([key]) => key in selector)
  return Object.fromEntries(underKeys.length > 0 ? underKeys : Object.entries(nearest).filter(([key]) => !generated.has(key)))
}

/** Labels that controllers add. */
const generated = new Set(['pod-template-hash', 'controller-revision-hash', 'pod-template-generation', 'statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index'])

function notReady(service: Service, pods: readonly Pod[], picture: Picture): Diagnosis | undefined {
  const isReady = ({ status }: Pod): boolean => status?.conditions?.some((one) => one.type === 'Ready' && one.status === 'True') === true
  if (pods.some(isReady)) return undefined
  const cause = firstOf(pods, (pod) => podStory(pod, picture))
  if (cause !== undefined || pods.some((pod) => isYoung(pod, picture))) return cause
  return found({ code: 'no-ready-endpoints', about: service, command: 'get pods', facts: { pods: pods.map(({ metadata }) => metadata.name).join(', ') } }, picture)
}

/** A Pod may need a while to be ready. */
const isYoung = ({ metadata }: Pod, { now }: Picture): boolean => now - Date.parse(metadata.creationTimestamp ?? '') < 30_000

/** Containers need not declare their ports; where all of those selected do, a target that none of them declares is wrong. */
function targetPort(service: Service, pods: readonly Pod[], picture: Picture): Diagnosis | undefined {
  const ports = pods.flatMap(({ spec }) => (spec?.containers ?? []).flatMap((container) => container.ports ?? []))
  const everyoneDeclares = pods.every(({ spec }) => spec?.containers?.some((container) => (container.ports ?? []).length > 0) === true)
  const offers = (target: number | string): boolean => ports.some(({ name, containerPort }) => target === containerPort || target === name)
  const targets = (service.spec?.ports ?? []).map(({ port, targetPort: target }) => target ?? port)
  // A name must be declared; a number only where the others are.
  const wrong = targets.find((target) => !offers(target) && (everyoneDeclares || typeof target === 'string'))
  if (wrong === undefined) return undefined
  const offered = [...new Set(ports.map(({ name, containerPort }) => (name === undefined ? String(containerPort) : `${containerPort} (${name})`)))].join(', ')
  return found({ code: 'wrong-target-port', about: service, command: `describe service ${service.metadata.name}`, facts: { port: wrong, offered: offered || '–' } }, picture)
}
