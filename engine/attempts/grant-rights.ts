import type { KubeObject } from '#contract/kube.ts'
import type { Lab } from '#contract/lab.ts'
import { pollUntil } from '../cluster/poll-until.ts'
import type { KubeClient } from '../kube/kube-client.ts'
import { fieldManager, label } from './kindlab-labels.ts'
import { ensureLearner, learnerUser, subjectsOf } from './learner-identity.ts'
import { clusterRights, namespaceRights, type RightsRequest, sharedRoles } from './rights.ts'

export interface Grant {
  readonly attempt: string
  readonly labels: Readonly<Record<string, string>>
  readonly lab: Pick<Lab, 'extraRules' | 'needs'>
  readonly signal: AbortSignal
}

/** What an attempt has as long as it lives: its learner, and their rights on kinds that belong to no namespace. Granting again mends. */
export async function grantAttempt(kube: KubeClient, grant: Grant): Promise<void> {
  const calls = kube.with({ signal: grant.signal })
  const request = await rightsRequest(calls, grant)
  await Promise.all([ensureLearner(calls, request.subjects, grant.labels), applyAll(calls, [...sharedRoles(request.resources), ...clusterRights(request)])])
}

/** The rights of the attempt's learner, and of the name under which start manifests are applied, in a set of namespaces; waits until they count. */
export async function grantNamespaces(kube: KubeClient, grant: Grant, namespaces: readonly string[]): Promise<void> {
  const calls = kube.with({ signal: grant.signal })
  const request = await rightsRequest(calls, grant)
  await applyAll(
    calls,
    namespaces.flatMap((namespace) => namespaceRights(request, namespace)),
  )
  await Promise.all(namespaces.map((namespace) => untilAllowed(asLearner(calls, grant.attempt), namespace, grant.signal)))
}

async function rightsRequest(kube: KubeClient, { attempt, labels, lab }: Grant): Promise<RightsRequest> {
  return { attempt, labels, lab, subjects: subjectsOf(attempt), resources: await kube.resources() }
}

/** Takes back what belongs to no namespace; the rest goes with the namespaces. */
export async function withdrawRights(kube: KubeClient, attempt: string): Promise<void> {
  const { learner } = subjectsOf(attempt)
  const rbac = 'rbac.authorization.k8s.io/v1'
  const rights = await Promise.all(['ClusterRoleBinding', 'ClusterRole'].map((kind) => kube.list({ apiVersion: rbac, kind }, { labels: `${label.attempt}=${attempt}` })))
  const refs = rights.flat().map(({ apiVersion, kind, metadata }) => ({ apiVersion, kind, name: metadata.name }))
  await Promise.all([...refs, { apiVersion: 'v1', kind: 'ServiceAccount', ...learner }].map((ref) => kube.delete(ref)))
}

export const asLearner = (kube: KubeClient, attempt: string): KubeClient => kube.with({ impersonate: { user: learnerUser(subjectsOf(attempt)), groups: learnerGroups(attempt) } })

export const asStarter = (kube: KubeClient, attempt: string): KubeClient => kube.with({ impersonate: { user: subjectsOf(attempt).starter, groups: ['system:authenticated'] } })

/** As a token of that ServiceAccount would say. */
function learnerGroups(attempt: string): string[] {
  return ['system:serviceaccounts', `system:serviceaccounts:${subjectsOf(attempt).learner.namespace}`, 'system:authenticated']
}

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
