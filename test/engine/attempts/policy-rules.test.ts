import { describe, expect, it } from 'vitest'
import { clusterReadRules, extraRules, learnerRules, type PolicyRule, starterClusterRules } from '../../../engine/attempts/policy-rules.ts'
import { clusterRights, namespaceRights, sharedRoles } from '../../../engine/attempts/rights.ts'
import type { ResourceFacts } from '../../../engine/kube/kube-client.ts'
import { aLab } from '../../builders/labs.ts'

const facts = (apiVersion: string, plural: string, namespaced: boolean): ResourceFacts => ({ apiVersion, kind: plural, plural, namespaced, verbs: ['list'] })
const resources = [
  facts('v1', 'pods', true),
  facts('v1', 'secrets', true),
  facts('v1', 'nodes', false),
  facts('v1', 'namespaces', false),
  facts('apps/v1', 'deployments', true),
  facts('batch/v1', 'jobs', true),
  facts('networking.k8s.io/v1', 'ingresses', true),
  facts('rbac.authorization.k8s.io/v1', 'roles', true),
  facts('rbac.authorization.k8s.io/v1', 'clusterroles', false),
  facts('example.com/v1', 'widgets', true),
]

/** Whether rules allow something, as the API server's own authorizer reads them. */
function allows(rules: readonly PolicyRule[], verb: string, group: string, resource: string): boolean {
  const has = (list: readonly string[], value: string): boolean => list.includes('*') || list.includes(value)
  const anyOfIts = `*/${resource.split('/')[1]}`
  return rules.some((rule) => has(rule.verbs, verb) && has(rule.apiGroups, group) && (has(rule.resources, resource) || rule.resources.includes(anyOfIts)))
}

describe('a learner', () => {
  const rules = learnerRules(resources)

  it.each([
    ['create', '', 'pods'],
    ['create', '', 'pods/exec'],
    ['delete', '', 'resourcequotas'],
    ['get', '', 'secrets'],
    ['patch', 'apps', 'deployments/scale'],
    ['create', 'example.com', 'widgets'],
    ['create', 'rbac.authorization.k8s.io', 'rolebindings'],
    ['get', '', 'namespaces'],
    ['get', '', 'pods/status'],
    ['get', 'apps', 'deployments/status'],
    ['delete', 'batch', 'jobs'],
    ['patch', 'example.com', 'widgets/status'],
    ['create', 'extensions', 'deployments/rollback'],
  ])('may %s %s/%s in their own namespaces', (verb, group, resource) => {
    expect(allows(rules, verb, group, resource)).toBe(true)
  })

  it.each([
    ['patch', '', 'namespaces'],
    ['delete', '', 'namespaces'],
    ['update', '', 'namespaces/finalize'],
    ['escalate', 'rbac.authorization.k8s.io', 'roles'],
    ['bind', 'rbac.authorization.k8s.io', 'roles'],
    ['patch', '', 'pods/status'],
    ['patch', 'apps', 'deployments/status'],
    ['update', 'batch', 'jobs/status'],
    ['patch', 'networking.k8s.io', 'ingresses/status'],
  ])('may not %s %s/%s, which would open the rest or forge what checks see', (verb, group, resource) => {
    expect(allows(rules, verb, group, resource)).toBe(false)
  })

  it('may look at what belongs to no namespace, and change none of it', () => {
    const reading = clusterReadRules(resources)
    expect(allows(reading, 'watch', '', 'nodes')).toBe(true)
    expect(allows(reading, 'list', 'rbac.authorization.k8s.io', 'clusterroles')).toBe(true)
    expect(allows(reading, 'get', '', 'secrets')).toBe(false)
    expect(reading.flatMap(({ verbs }) => verbs).filter((verb) => !['get', 'list', 'watch'].includes(verb))).toEqual([])
  })
})

describe('a lab’s extra rules', () => {
  const lab = aLab({
    needs: ['namespaces', 'cluster-scope'],
    extraRules: [
      { apiGroups: ['', 'rbac.authorization.k8s.io'], resources: ['nodes', 'clusterroles', 'pods'], verbs: ['*'] },
      { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'impersonate'] },
    ],
  })

  it('count everywhere only for kinds of no namespace', () => {
    const { onCluster, inNamespaces } = extraRules(lab, resources)
    expect(allows(onCluster, 'patch', '', 'nodes')).toBe(true)
    expect(allows(onCluster, 'get', '', 'pods')).toBe(false)
    expect(allows(onCluster, 'get', '', 'secrets')).toBe(false)
    expect(allows(inNamespaces, 'get', '', 'secrets')).toBe(true)
  })

  it('never let anybody become somebody else or grant more than they have', () => {
    const { onCluster, inNamespaces } = extraRules(lab, resources)
    for (const verb of ['escalate', 'bind', 'impersonate']) {
      expect(allows(onCluster, verb, 'rbac.authorization.k8s.io', 'clusterroles')).toBe(false)
      expect(allows(inNamespaces, verb, '', 'secrets')).toBe(false)
    }
  })

  it('count only inside the namespaces where the lab does not say that it works on the cluster', () => {
    expect(extraRules({ ...lab, needs: ['namespaces'] }, resources).onCluster).toEqual([])
  })
})

describe('start manifests', () => {
  it('may make no more outside the namespaces than the lab declares', () => {
    expect(starterClusterRules(['namespaces'])).toEqual([])
    expect(allows(starterClusterRules(['cluster-scope']), 'create', 'scheduling.k8s.io', 'priorityclasses')).toBe(true)
    expect(allows(starterClusterRules(['cluster-scope']), 'patch', '', 'nodes')).toBe(false)
    expect(allows(starterClusterRules(['nodes']), 'patch', '', 'nodes')).toBe(true)
  })
})

describe('the objects that grant rights', () => {
  const request = {
    attempt: 'x7k2q',
    labels: { 'dev.kindlab.attempt': 'x7k2q' },
    subjects: { learner: { namespace: 'kindlab-learners', name: 'learner-x7k2q' }, starter: 'kindlab:start:x7k2q' },
    lab: aLab(),
    resources,
  }
  const namesOf = (objects: readonly { readonly kind: string; readonly metadata: { readonly name: string } }[]): string[] => objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)

  it('are few for an ordinary lab, and all labelled as ours', () => {
    const objects = [...sharedRoles(resources), ...clusterRights(request), ...namespaceRights(request, 'colours-main-x7k2q')]
    expect(namesOf(objects)).toEqual(['ClusterRole kindlab-learner', 'ClusterRole kindlab-cluster-reader', 'ClusterRoleBinding kindlab-x7k2q', 'RoleBinding kindlab-learner'])
    expect(objects.filter(({ metadata }) => metadata.labels === undefined)).toEqual([])
  })

  it('make the learner an administrator where a lab works on the whole cluster, and nobody else', () => {
    const admins = clusterRights({ ...request, lab: aLab({ scope: 'cluster' }) }).filter(({ roleRef }) => (roleRef as { readonly name?: string } | undefined)?.name === 'cluster-admin')
    expect(admins.map(({ subjects }) => subjects)).toEqual([[{ kind: 'ServiceAccount', namespace: 'kindlab-learners', name: 'learner-x7k2q' }]])
  })

  it('bind what a lab asks for besides to this attempt alone', () => {
    const lab = aLab({ needs: ['namespaces', 'cluster-scope'], extraRules: [{ apiGroups: [''], resources: ['nodes', 'secrets'], verbs: ['patch'] }] })
    const objects = [...clusterRights({ ...request, lab }), ...namespaceRights({ ...request, lab }, 'a')]
    expect(namesOf(objects)).toEqual([
      'ClusterRoleBinding kindlab-x7k2q',
      'ClusterRole kindlab-x7k2q-extra',
      'ClusterRoleBinding kindlab-x7k2q-extra',
      'ClusterRole kindlab-x7k2q-start',
      'ClusterRoleBinding kindlab-x7k2q-start',
      'RoleBinding kindlab-learner',
      'Role kindlab-extra',
      'RoleBinding kindlab-extra',
    ])
  })
})
