import type { Lab } from '#contract/lab.ts'
import type { ResourceFacts } from '../kube/kube-client.ts'

export interface PolicyRule {
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly verbs: readonly string[]
  readonly resourceNames?: readonly string[]
}

/** Without `escalate`, `bind` and `impersonate`, with which anybody could give themselves anything. */
const ordinaryVerbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection']
const readVerbs = ['get', 'list', 'watch']

/**
 * The core group by name: `*` would let a learner change their own Namespace object, and with it its Pod Security level.
 * (test/engine/attempts/attempts.cluster.test.ts compares with what the server serves.)
 */
const coreResources = [
  'bindings',
  'configmaps',
  'endpoints',
  'events',
  'limitranges',
  'persistentvolumeclaims',
  'pods',
  'pods/attach',
  'pods/binding',
  'pods/ephemeralcontainers',
  'pods/eviction',
  'pods/exec',
  'pods/log',
  'pods/portforward',
  'pods/proxy',
  'pods/resize',
  'podtemplates',
  'replicationcontrollers',
  'replicationcontrollers/scale',
  'resourcequotas',
  'secrets',
  'serviceaccounts',
  'serviceaccounts/token',
  'services',
  'services/proxy',
]

/** What a status says is for the cluster to say: checks rely on it. Reading it is all that the built-in roles do, too. */
const coreStatuses = ['namespaces', 'persistentvolumeclaims', 'pods', 'replicationcontrollers', 'resourcequotas', 'services'].map((kind) => `${kind}/status`)

export const rbacGroup = 'rbac.authorization.k8s.io'
export const groupOf = ({ apiVersion }: { readonly apiVersion: string }): string => (apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '')

/** Served no more, by an extension, or without lists; the built-in roles name them, and nobody may grant what they do not hold themselves. */
const grantableGroups = ['authorization.k8s.io', 'extensions', 'metrics.k8s.io']

/** Everything inside a namespace, quotas included, but neither the namespace itself nor what Kubernetes’ own controllers report. */
export function learnerRules(resources: readonly ResourceFacts[]): PolicyRule[] {
  const groups = new Set([...resources.filter(({ namespaced }) => namespaced).map(groupOf), ...grantableGroups])
  const others = [...groups].filter((group) => group !== '' && group !== rbacGroup).toSorted()
  const controlled = others.filter(isControlled)
  return [
    { apiGroups: [''], resources: coreResources, verbs: ['*'] },
    { apiGroups: [''], resources: ['namespaces', ...coreStatuses], verbs: readVerbs },
    // The API server then lets them grant only what they hold themselves.
    { apiGroups: [rbacGroup], resources: ['roles', 'rolebindings'], verbs: ordinaryVerbs },
    ...controlled.map((group) => ({ apiGroups: [group], resources: [...pluralsOf(group, resources), '*/scale', '*/rollback'], verbs: ['*'] })),
    { apiGroups: controlled, resources: ['*/status'], verbs: readVerbs },
    { apiGroups: others.filter((group) => !controlled.includes(group)), resources: ['*'], verbs: ['*'] },
  ]
}

/** What the status of a Deployment or a Job says is for its controller to say, as above. Whoever writes a controller of their own may write its kind's. */
function isControlled(group: string): boolean {
  return (!group.includes('.') || group.endsWith('.k8s.io')) && !grantableGroups.includes(group)
}

function pluralsOf(group: string, resources: readonly ResourceFacts[]): readonly string[] {
  return [...new Set(resources.filter((one) => one.namespaced && groupOf(one) === group).map(({ plural }) => plural))].toSorted()
}

/** A look at what belongs to no namespace: nodes, StorageClasses, ClusterRoles, CRDs… No Secret is among them. */
export function clusterReadRules(resources: readonly ResourceFacts[]): PolicyRule[] {
  const byGroup = Map.groupBy(
    resources.filter(({ namespaced }) => !namespaced),
    groupOf,
  )
  return [...byGroup].map(([group, kinds]) => ({ apiGroups: [group], resources: [...new Set(kinds.map(({ plural }) => plural))].toSorted(), verbs: readVerbs }))
}

/** What start manifests of a lab that declares `cluster-scope` may make besides. Nothing that could widen these rights or reach the nodes. */
const clusterAuthorRules: PolicyRule[] = [
  { apiGroups: [''], resources: ['persistentvolumes'], verbs: ordinaryVerbs },
  { apiGroups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions'], verbs: ordinaryVerbs },
  { apiGroups: ['scheduling.k8s.io'], resources: ['priorityclasses'], verbs: ordinaryVerbs },
  { apiGroups: ['storage.k8s.io'], resources: ['storageclasses'], verbs: ordinaryVerbs },
  { apiGroups: ['networking.k8s.io'], resources: ['ingressclasses'], verbs: ordinaryVerbs },
  { apiGroups: [rbacGroup], resources: ['clusterroles', 'clusterrolebindings'], verbs: ordinaryVerbs },
]

const nodeRules: PolicyRule[] = [{ apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'watch', 'patch', 'update'] }]

/** What a lab's extra rules come to: those for kinds of no namespace only where the lab declares that it works on the whole cluster. */
export function extraRules(lab: Pick<Lab, 'extraRules' | 'needs'>, resources: readonly ResourceFacts[]): { readonly inNamespaces: PolicyRule[]; readonly onCluster: PolicyRule[] } {
  const clusterKinds = new Set(resources.filter(({ namespaced }) => !namespaced).map((one) => `${groupOf(one)}/${one.plural}`))
  const rules = lab.extraRules.map(({ resourceNames, ...rule }) => ({ ...rule, verbs: plainVerbs(rule.verbs), ...(resourceNames ? { resourceNames } : {}) }))
  const ofCluster = rules.flatMap((rule) => narrowed(rule, (group, resource) => clusterKinds.has(`${group}/${resource.split('/')[0]}`)))
  const ofNamespaces = rules.flatMap((rule) => narrowed(rule, (group, resource) => !clusterKinds.has(`${group}/${resource.split('/')[0]}`)))
  return { inNamespaces: ofNamespaces, onCluster: lab.needs.includes('cluster-scope') ? ofCluster : [] }
}

export function starterClusterRules(needs: Lab['needs']): PolicyRule[] {
  return [...(needs.includes('cluster-scope') ? clusterAuthorRules : []), ...(needs.includes('nodes') ? nodeRules : [])]
}

function plainVerbs(verbs: readonly string[]): string[] {
  return [...new Set(verbs.flatMap((verb) => (verb === '*' ? ordinaryVerbs : [verb])))].filter((verb) => !['escalate', 'bind', 'impersonate'].includes(verb))
}

function narrowed(rule: PolicyRule, isKept: (group: string, resource: string) => boolean): PolicyRule[] {
  return rule.apiGroups.flatMap((group) => {
    const resources = rule.resources.filter((resource) => isKept(group, resource))
    return resources.length === 0 ? [] : [{ ...rule, apiGroups: [group], resources }]
  })
}
