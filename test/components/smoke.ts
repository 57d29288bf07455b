import type { KubeObject } from '#contract/kube.ts'
import { pollUntil, type NotYet } from '../../engine/cluster/poll-until.ts'
import type { KubeClient } from '../../engine/kube/kube-client.ts'

/** Where a smoke works: a namespace of its own, which is taken away with all that is in it. */
export interface SmokePlace {
  readonly kube: KubeClient
  readonly namespace: string
  readonly signal: AbortSignal
}

/** What a component is for, done once on a real cluster. It throws a sentence where that does not come about. */
export interface Smoke {
  /** Components that it needs beside its own. */
  readonly beside?: readonly string[]
  readonly run: (place: SmokePlace) => Promise<void>
}

/** On every node that Kindlab makes. */
export const agnhost = 'registry.k8s.io/e2e-test-images/agnhost:2.66.1'

/** Until it is so; the sentence says what was waited for, and what was seen last. */
export function eventually<Found>({ signal }: Pick<SmokePlace, 'signal'>, what: string, look: () => Promise<Found | NotYet>, seconds = 60): Promise<Found> {
  return pollUntil(look, { signal, every: 500, within: seconds * 1000, otherwise: (seen) => new Error(`${what}: not so after ${seconds} s; last seen: ${seen}`) })
}

export async function make({ kube, namespace }: SmokePlace, ...objects: readonly KubeObject[]): Promise<void> {
  for (const { metadata, ...object } of objects) await kube.create({ ...object, metadata: { namespace, ...metadata } } as KubeObject) // as it was given
}

export function aDeployment(name: string, container: object, { replicas = 1, annotations = {} }: { readonly replicas?: number; readonly annotations?: Readonly<Record<string, string>> } = {}): KubeObject {
  const labels = { app: name }
  const template = { metadata: { labels, annotations }, spec: { terminationGracePeriodSeconds: 0, containers: [{ name, imagePullPolicy: 'IfNotPresent', ...container }] } }
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec: { replicas, selector: { matchLabels: labels }, template } }
}

/** agnhost as a web server. */
export const webContainer = { image: agnhost, args: ['netexec', '--http-port=8080'], ports: [{ containerPort: 8080 }], readinessProbe: { httpGet: { path: '/readyz', port: 8080 }, periodSeconds: 1 } }

export const aService = (name: string, targetPort = 8080): KubeObject => ({ apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { selector: { app: name }, ports: [{ port: 80, targetPort }] } })
