import { kindKey, type KindRef } from '#contract/kube.ts'
import type { KindGroup, KindView } from '#contract/views.ts'
import { storyKinds } from '../diagnosis/picture.ts'
import type { ResourceFacts } from '../kube/kube-client.ts'

export const podKind = { apiVersion: 'v1', kind: 'Pod' }
export const eventKind = { apiVersion: 'v1', kind: 'Event' }
export const serviceKind = { apiVersion: 'v1', kind: 'Service' }
export const sliceKind = { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' }

/** What the map draws. */
export const mapKinds: readonly KindRef[] = [
  ...storyKinds.filter(({ kind }) => kind !== 'Event'),
  { apiVersion: 'batch/v1', kind: 'CronJob' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' },
  { apiVersion: 'v1', kind: 'ConfigMap' },
  { apiVersion: 'v1', kind: 'Secret' },
]

/** What it must see beside that to know how those fare, and why. */
export const mapCompanions: readonly KindRef[] = [eventKind, sliceKind]

/** Kinds that are nothing to look at: answers to questions, not objects, and another spelling of what is shown. */
const unshown = new Set(['v1/ComponentStatus', 'v1/Endpoints', 'events.k8s.io/v1/Event', 'v1/Event', 'metrics.k8s.io/v1beta1/PodMetrics', 'metrics.k8s.io/v1beta1/NodeMetrics'])

/** The kinds that a list can show, of each the version that the server prefers. */
export function kindViews(resources: readonly ResourceFacts[]): readonly KindView[] {
  const seen = new Set<string>()
  return resources.flatMap(({ apiVersion, kind, namespaced, verbs }) => {
    const group = groupIn(apiVersion)
    const name = `${group}/${kind}`
    if (!verbs.includes('watch') || unshown.has(kindKey({ apiVersion, kind })) || seen.has(name)) return []
    seen.add(name)
    return [{ apiVersion, kind, namespaced, group: groupOf({ apiVersion, kind }) }]
  })
}

const groupIn = (apiVersion: string): string => (apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '')

const groups: Readonly<Record<string, KindGroup>> = {
  Pod: 'workloads', ReplicationController: 'workloads', Service: 'network', ConfigMap: 'config', Secret: 'config', ResourceQuota: 'config', LimitRange: 'config',
  PersistentVolumeClaim: 'storage', PersistentVolume: 'storage', ServiceAccount: 'access', Node: 'cluster', Namespace: 'cluster',
}

const groupsOfApis: Readonly<Record<string, KindGroup>> = {
  apps: 'workloads', batch: 'workloads', autoscaling: 'workloads', policy: 'workloads', 'networking.k8s.io': 'network', 'discovery.k8s.io': 'network', 'storage.k8s.io': 'storage', 'rbac.authorization.k8s.io': 'access',
}

function groupOf({ apiVersion, kind }: KindRef): KindGroup {
  const api = groupIn(apiVersion)
  if (api === '') return groups[kind] ?? 'cluster'
  return groupsOfApis[api] ?? (api.endsWith('.k8s.io') ? 'cluster' : 'custom')
}
