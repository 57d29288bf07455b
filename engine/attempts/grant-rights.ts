import type { KubeObject } from '#contract/kube.ts'
import type { Lab } from '#contract/lab.ts'
import { pollUntil } from '../cluster/poll-until.ts'
import type { KubeClient } from '../kube/kube-client.ts'
import { fieldManager, label } from '../kube/kindlab-labels.ts'
import { ensureLearner, learnerUser, type ServiceAccountRef, subjectsOf } from './learner-identity.ts'
import { makeUsable } from './make-usable.ts'
import { clusterRights, namespaceRights, type RightsRequest, sharedRoles } from './rights.ts'

export interface Grant {
  readonly attempt: string
  readonly labels: Readonly<Record<string, string>>
  readonly lab: Pick<Lab, 'extraRules' | 'needs' | 'scope'>
  readonly signal: AbortSignal
}

/** Who may do what in attempts, and how it comes about. */
export interface AttemptRights {
  /** What an attempt has as long as it lives. Granting again mends. */
  grantAttempt(grant: Grant): Promise<void>
  /** What it has in a set of namespaces; resolves when it counts. */
  grantNamespaces(grant: Grant, namespaces: readonly string[]): Promise<void>
  withdraw(attempt: string): Promise<void>
  /** The ServiceAccount whose token the learner carries. */
  learner(attempt: string, namespaces: readonly string[]): ServiceAccountRef
  asLearner(attempt: string): KubeClient
  /** With the rights that a lab declares, for its start manifests. */
  asStarter(attempt: string): KubeClient
  /** Whether the cluster around the namespaces is ours to compare and put back. */
  readonly isClusterOurs: boolean
}

/** On a cluster of our own: a learner for each attempt, bound to roles of ours. */
export function grantedRights(kube: KubeClient): AttemptRights {
  return {
    grantAttempt: (grant) => grantAttempt(kube, grant),
    grantNamespaces: (grant, namespaces) => grantNamespaces(kube, grant, namespaces),
    withdraw: (attempt) => withdrawRights(kube, attempt),
    learner: (attempt) => subjectsOf(attempt).learner,
    asLearner: (attempt) => asLearner(kube, attempt),
    asStarter: (attempt) => asStarter(kube, attempt),
    isClusterOurs: true,
  }
}

/** In namespaces that are lent, an administrator has bound a ServiceAccount `learner`, and our own rights end where the namespaces do. */
export function lentRights(kube: KubeClient): AttemptRights {
  return {
    grantAttempt: async () => {},
    grantNamespaces: async () => {},
    withdraw: async () => {},
    learner: (_attempt, namespaces) => ({ namespace: namespaces[0] ?? '', name: 'learner' }),
    asLearner: () => kube,
    asStarter: () => kube,
    isClusterOurs: false,
  }
}

/** Its learner, and their rights on kinds that belong to no namespace. */
async function grantAttempt(kube: KubeClient, grant: Grant): Promise<void> {
  const calls = kube.with({ signal: grant.signal })
  const request = await rightsRequest(calls, grant)
  await Promise.all([ensureLearner(calls, request.subjects, grant.labels), applyAll(calls, [...sharedRoles(request.resources), ...clusterRights(request)])])
}

/** The rights of the attempt's learner, and of the name under which start manifests are applied, in a set of namespaces; waits until they count. */
async function grantNamespaces(kube: KubeClient, grant: Grant, namespaces: readonly string[]): Promise<void> {
  const calls = kube.with({ signal: grant.signal })
  const request = await rightsRequest(calls, grant)
  const bindings = namespaces.flatMap((namespace) => namespaceRights(request, namespace))
  await Promise.all([applyAll(calls, bindings), ...namespaces.map((namespace) => makeUsable(calls, namespace))])
  await Promise.all(namespaces.map((namespace) => untilAllowed(asLearner(calls, grant.attempt), namespace, grant.signal)))
}

async function rightsRequest(kube: KubeClient, { attempt, labels, lab }: Grant): Promise<RightsRequest> {
  return { attempt, labels, lab, subjects: subjectsOf(attempt), resources: await kube.resources() }
}

/** Takes back what belongs to no namespace; the rest goes with the namespaces. */
async function withdrawRights(kube: KubeClient, attempt: string): Promise<void> {
  const { learner } = subjectsOf(attempt)
  const rbac = 'rbac.authorization.k8s.io/v1'
  const rights = await Promise.all(['ClusterRoleBinding', 'ClusterRole'].map((kind) => kube.list({ apiVersion: rbac, kind }, { labels: `${label.attempt}=${attempt}` })))
  const refs = rights.flat().map(({ apiVersion, kind, metadata }) => ({ apiVersion, kind, name: metadata.name }))
  await Promise.all([...refs, { apiVersion: 'v1', kind: 'ServiceAccount', ...learner }].map((ref) => kube.delete(ref)))
}

function asLearner(kube: KubeClient, attempt: string): KubeClient {
  const { learner } = subjectsOf(attempt)
  // As a token of that ServiceAccount would say.
  const groups = ['system:serviceaccounts', `system:serviceaccounts:${learner.namespace}`, 'system:authenticated']
  return kube.with({ impersonate: { user: learnerUser({ learner }), groups } })
}

const asStarter = (kube: KubeClient, attempt: string): KubeClient => kube.with({ impersonate: { user: subjectsOf(attempt).starter, groups: ['system:authenticated'] } })

async function applyAll(kube: KubeClient, objects: readonly KubeObject[]): Promise<void> {
  await Promise.all(objects.map((object) => kube.apply(object, { fieldManager, force: true })))
}

/** The API server reads new bindings from its own watch, a moment after it stored them. */
async function untilAllowed(learner: KubeClient, namespace: string, signal: AbortSignal): Promise<void> {
  const resourceAttributes = { namespace, verb: 'create', resource: 'configmaps' }
  const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes } }
  await pollUntil(async () => (isAllowed(await learner.post('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', review)) ? true : { notYet: 'no' }), {
    signal,
    every: 5,
    within: 10_000,
    otherwise: () => new Error(`the rights in ${namespace} were granted, and 10 s later the API server still does not count them`),
  })
}

const isAllowed = (review: unknown): boolean => (review as { readonly status?: { readonly allowed?: boolean } }).status?.allowed === true
