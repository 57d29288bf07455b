import type { KubeObject } from '#contract/kube.ts'
import type { Lab } from '#contract/lab.ts'
import type { ResourceFacts } from '../kube/kube-client.ts'
import { label } from '../kube/kindlab-labels.ts'
import { clusterReadRules, extraRules, learnerRules, type PolicyRule, rbacGroup, starterClusterRules } from './policy-rules.ts'

export const sharedRole = { learner: 'kindlab-learner', reader: 'kindlab-cluster-reader' } as const

/** The roles that serve all attempts. */
export function sharedRoles(resources: readonly ResourceFacts[]): KubeObject[] {
  const shared = { [label.shared]: 'true' }
  return [
    clusterRole(sharedRole.learner, shared, learnerRules(resources)),
    clusterRole(sharedRole.reader, shared, clusterReadRules(resources)),
  ]
}

/** Who acts in an attempt: the learner by a ServiceAccount's token; start manifests in a name that nobody can log in with. */
export interface AttemptSubjects {
  readonly learner: { readonly namespace: string; readonly name: string }
  readonly starter: string
}

export interface RightsRequest {
  readonly attempt: string
  readonly labels: Readonly<Record<string, string>>
  readonly subjects: AttemptSubjects
  readonly lab: Pick<Lab, 'extraRules' | 'needs' | 'scope'>
  readonly resources: readonly ResourceFacts[]
}

/** The rights of one attempt on kinds that belong to no namespace. */
export function clusterRights({ attempt, labels, subjects, lab, resources }: RightsRequest): KubeObject[] {
  const name = `kindlab-${attempt}`
  const learner = serviceAccountSubject(subjects)
  const starter = userSubject(subjects)
  const { onCluster } = extraRules(lab, resources)
  const starterRules = starterClusterRules(lab.needs)
  return [
    clusterRoleBinding(name, labels, sharedRole.reader, [learner, starter]),
    ...(onCluster.length === 0 ? [] : [clusterRole(`${name}-extra`, labels, onCluster), clusterRoleBinding(`${name}-extra`, labels, `${name}-extra`, [learner, starter])]),
    ...(lab.scope === 'cluster' ? [clusterRoleBinding(`${name}-admin`, labels, 'cluster-admin', [learner])] : []),
    ...(starterRules.length === 0 ? [] : [clusterRole(`${name}-start`, labels, starterRules), clusterRoleBinding(`${name}-start`, labels, `${name}-start`, [starter])]),
  ]
}

/** The rights of one attempt inside one of its namespaces. */
export function namespaceRights({ labels, subjects, lab, resources }: RightsRequest, namespace: string): KubeObject[] {
  const both = [serviceAccountSubject(subjects), userSubject(subjects)]
  const { inNamespaces } = extraRules(lab, resources)
  return [
    roleBinding({ name: 'kindlab-learner', namespace, labels, role: { kind: 'ClusterRole', name: sharedRole.learner }, subjects: both }),
    ...(inNamespaces.length === 0
      ? []
      : [
          role({ name: 'kindlab-extra', namespace, labels, rules: inNamespaces }),
          roleBinding({ name: 'kindlab-extra', namespace, labels, role: { kind: 'Role', name: 'kindlab-extra' }, subjects: both }),
        ]),
  ]
}

const rbac = `${rbacGroup}/v1`
type Labels = Readonly<Record<string, string>>
type Subject = { readonly kind: 'ServiceAccount'; readonly namespace: string; readonly name: string } | { readonly kind: 'User'; readonly apiGroup: string; readonly name: string }

const serviceAccountSubject = ({ learner }: AttemptSubjects): Subject => ({ kind: 'ServiceAccount', ...learner })
const userSubject = ({ starter }: AttemptSubjects): Subject => ({ kind: 'User', apiGroup: rbacGroup, name: starter })

function clusterRole(name: string, labels: Labels, rules: readonly PolicyRule[]): KubeObject {
  return { apiVersion: rbac, kind: 'ClusterRole', metadata: { name, labels }, rules }
}

function clusterRoleBinding(name: string, labels: Labels, roleName: string, subjects: readonly Subject[]): KubeObject {
  return { apiVersion: rbac, kind: 'ClusterRoleBinding', metadata: { name, labels }, roleRef: roleRef({ kind: 'ClusterRole', name: roleName }), subjects }
}

function role({ name, namespace, labels, rules }: { name: string; namespace: string; labels: Labels; rules: readonly PolicyRule[] }): KubeObject {
  return { apiVersion: rbac, kind: 'Role', metadata: { name, namespace, labels }, rules }
}

interface RoleBindingFacts {
  readonly name: string
  readonly namespace: string
  readonly labels: Labels
  readonly role: { readonly kind: 'ClusterRole' | 'Role'; readonly name: string }
  readonly subjects: readonly Subject[]
}

function roleBinding({ name, namespace, labels, role: bound, subjects }: RoleBindingFacts): KubeObject {
  return { apiVersion: rbac, kind: 'RoleBinding', metadata: { name, namespace, labels }, roleRef: roleRef(bound), subjects }
}

const roleRef = (bound: RoleBindingFacts['role']) => ({ apiGroup: rbacGroup, ...bound })
