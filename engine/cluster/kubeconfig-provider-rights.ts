import { ProblemError } from '#contract/problem.ts'
import type { KubeClient } from '../kube/kube-client.ts'

/** Verbs on a resource of a group; `''` is the core group. */
export interface Right {
  readonly group: string
  /** `pods`, `pods/log` */
  readonly resource: string
  readonly verb: string
}

/** A rule as the API server lists those that hold for us. */
export interface Rule {
  readonly verbs?: readonly string[]
  readonly apiGroups?: readonly string[]
  readonly resources?: readonly string[]
  readonly resourceNames?: readonly string[]
}

const see = ['get', 'list', 'watch']
const change = [...see, 'create', 'update', 'patch', 'delete']
const rights = (group: string, resources: readonly string[], verbs: readonly string[]): Right[] =>
  resources.flatMap((resource) => verbs.map((verb) => ({ group, resource, verb })))

/** Where the pool's Leases are. */
export const rightsOnPool: readonly Right[] = rights('coordination.k8s.io', ['leases'], ['get', 'list', 'update'])

/** In each of its namespaces: to apply a lab, watch it, open terminals and empty the namespace again. */
export const rightsInNamespace: readonly Right[] = [
  ...rights('', ['pods', 'services', 'configmaps', 'secrets', 'persistentvolumeclaims'], change),
  ...rights('', ['events'], see),
  ...rights('', ['pods/log'], ['get']),
  ...rights('', ['pods/attach', 'pods/exec'], ['get', 'create']),
  ...rights('', ['serviceaccounts/token'], ['create']),
  ...rights('apps', ['deployments', 'statefulsets', 'daemonsets', 'replicasets'], change),
  ...rights('batch', ['jobs', 'cronjobs'], change),
  ...rights('networking.k8s.io', ['ingresses', 'networkpolicies'], change),
  ...rights('discovery.k8s.io', ['endpointslices'], see),
]

/** Pure: which of the wanted rights no rule gives. A rule for named objects only gives none of them. */
export function missingRights(rules: readonly Rule[], wanted: readonly Right[]): readonly Right[] {
  const includes = (list: readonly string[] | undefined, word: string): boolean => list?.some((one) => one === '*' || one === word) ?? false
  const gives = (rule: Rule, { group, resource, verb }: Right): boolean =>
    (rule.resourceNames ?? []).length === 0 && includes(rule.apiGroups, group) && coversResource(rule.resources, resource) && includes(rule.verbs, verb)
  return wanted.filter((right) => !rules.some((rule) => gives(rule, right)))
}

/* A lone star covers subresources too; a star before a slash, that subresource of every resource. */
function coversResource(resources: readonly string[] | undefined, resource: string): boolean {
  const [, subresource] = resource.split('/')
  return resources?.some((one) => one === '*' || one === resource || (subresource !== undefined && one === `*/${subresource}`)) ?? false
}

/** `demo-1: create pods/exec, get+list deployments.apps` */
export function describeRights(namespace: string, missing: readonly Right[]): string {
  const names = missing.map(({ group, resource }) => (group === '' ? resource : `${resource}.${group}`))
  const byName = [...new Set(names)].map((name) => `${missing.filter((_, index) => names[index] === name).map(({ verb }) => verb).join('+')} ${name}`)
  return `${namespace}: ${byName.join(', ')}`
}

/** Refuses with every missing right of the pool and of its namespaces. */
export async function refuseMissingRights(kube: KubeClient, pool: string, namespaces: readonly string[]): Promise<void> {
  const places = [{ namespace: pool, wanted: rightsOnPool }, ...namespaces.map((namespace) => ({ namespace, wanted: rightsInNamespace }))]
  const found = await Promise.all(places.map(async ({ namespace, wanted }) => ({ namespace, missing: await missingIn(kube, namespace, wanted) })))
  const lacking = found.filter(({ missing }) => missing.length > 0)
  if (lacking.length === 0) return
  throw new ProblemError({ code: 'lent-rights-missing', params: { rights: lacking.map(({ namespace, missing }) => describeRights(namespace, missing)).join('; ') } })
}

/** One question for all rules; what they do not give is asked once more by itself, since an authorizer need not be able to list its rules. */
async function missingIn(kube: KubeClient, namespace: string, wanted: readonly Right[]): Promise<readonly Right[]> {
  const seemMissing = missingRights(await rulesIn(kube, namespace), wanted)
  const allowed = await Promise.all(seemMissing.map((right) => isAllowed(kube, namespace, right)))
  return seemMissing.filter((_, index) => !allowed[index])
}

const reviews = '/apis/authorization.k8s.io/v1'

async function rulesIn(kube: KubeClient, namespace: string): Promise<readonly Rule[]> {
  const body = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace } }
  const answer = (await kube.post(`${reviews}/selfsubjectrulesreviews`, body)) as { readonly status?: { readonly resourceRules?: readonly Rule[] } }
  return answer.status?.resourceRules ?? []
}

async function isAllowed(kube: KubeClient, namespace: string, { group, resource, verb }: Right): Promise<boolean> {
  const [name, subresource] = resource.split('/')
  const resourceAttributes = { namespace, group, resource: name, verb, ...(subresource === undefined ? {} : { subresource }) }
  const body = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes } }
  const answer = (await kube.post(`${reviews}/selfsubjectaccessreviews`, body)) as { readonly status?: { readonly allowed?: boolean } }
  return answer.status?.allowed ?? false
}
