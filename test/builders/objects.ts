import type { Json } from '#contract/check.ts'
import type { KubeObject, ObjectMeta } from '#contract/kube.ts'

type Tree = Readonly<Record<string, Json>>

interface Wanted {
  readonly name?: string
  readonly namespace?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly metadata?: Partial<ObjectMeta>
  readonly spec?: Tree
  readonly status?: Tree
}

function anObject(apiVersion: string, kind: string, { name = 'web', namespace = 'lab-main', labels, metadata, spec, status }: Wanted): KubeObject {
  return {
    apiVersion,
    kind,
    metadata: { name, namespace, uid: `uid-${name}`, ...(labels === undefined ? {} : { labels }), ...metadata },
    ...(spec === undefined ? {} : { spec }),
    ...(status === undefined ? {} : { status }),
  }
}

/** A Pod with one container `web`; `phase` is its status. */
export function aPod({ phase = 'Running', containers = [{ name: 'web', image: 'agnhost:2.53' }], ...wanted }: Wanted & { readonly phase?: string; readonly containers?: readonly Json[] } = {}): KubeObject {
  return anObject('v1', 'Pod', { ...wanted, spec: { containers, ...wanted.spec }, status: { phase, ...wanted.status } })
}

/** A Deployment as it is written; `ready` Pods are its status, left out when 0 as Kubernetes does. */
export function aDeployment({
  replicas = 3,
  ready = 0,
  containers = [{ name: 'web', image: 'agnhost:2.53' }],
  ...wanted
}: Wanted & { readonly replicas?: number; readonly ready?: number; readonly containers?: readonly Json[] } = {}): KubeObject {
  return anObject('apps/v1', 'Deployment', {
    ...wanted,
    spec: { replicas, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers } }, ...wanted.spec },
    status: { ...(ready === 0 ? {} : { replicas: ready, readyReplicas: ready, availableReplicas: ready }), ...wanted.status },
  })
}

export function aService(wanted: Wanted = {}): KubeObject {
  return anObject('v1', 'Service', { ...wanted, spec: { type: 'ClusterIP', selector: { app: 'web' }, ports: [{ port: 80, protocol: 'TCP', targetPort: 8080 }], ...wanted.spec } })
}

/** An EndpointSlice of a Service with so many ready endpoints. */
export function anEndpointSlice({ service = 'web', endpoints = 2, ...wanted }: Wanted & { readonly service?: string; readonly endpoints?: number } = {}): KubeObject {
  const slice = anObject('discovery.k8s.io/v1', 'EndpointSlice', { name: `${service}-x1`, labels: { 'kubernetes.io/service-name': service }, ...wanted })
  return { ...slice, endpoints: Array.from({ length: endpoints }, (_, index) => ({ addresses: [`10.244.0.${index + 1}`], conditions: { ready: true } })) }
}

export function aConfigMap({ data = {}, ...wanted }: Wanted & { readonly data?: Readonly<Record<string, string>> } = {}): KubeObject {
  return { ...anObject('v1', 'ConfigMap', wanted), data }
}

/** A ReplicaSet of the Deployment `web`. */
export function aReplicaSet({ of: owner = 'web', name = `${owner}-5d`, replicas = 1, ...wanted }: Wanted & { readonly of?: string; readonly replicas?: number } = {}): KubeObject {
  return anObject('apps/v1', 'ReplicaSet', { ...wanted, name, metadata: { ownerReferences: [{ kind: 'Deployment', name: owner, uid: `uid-${owner}`, controller: true }], ...wanted.metadata }, spec: { replicas, ...wanted.spec } })
}

export function aClaim(wanted: Wanted & { readonly phase?: string } = {}): KubeObject {
  return anObject('v1', 'PersistentVolumeClaim', { name: 'data', ...wanted, status: { phase: wanted.phase ?? 'Pending', ...wanted.status } })
}

export function aNetworkPolicy(wanted: Wanted = {}): KubeObject {
  return anObject('networking.k8s.io/v1', 'NetworkPolicy', { name: 'guard', ...wanted, spec: { podSelector: {}, policyTypes: ['Ingress'], ...wanted.spec } })
}

export function anAutoscaler({ conditions = [], ...wanted }: Wanted & { readonly conditions?: readonly Json[] } = {}): KubeObject {
  return anObject('autoscaling/v2', 'HorizontalPodAutoscaler', { ...wanted, spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, ...wanted.spec }, status: { conditions } })
}

/** An Event about an object, as controllers and the kubelet write them. */
export function anEvent(about: KubeObject, { reason, message = '', at = '2026-01-01T00:00:00Z', type = 'Warning' }: { readonly reason: string; readonly message?: string; readonly at?: string; readonly type?: string }): KubeObject {
  const { kind, metadata } = about
  return { ...anObject('v1', 'Event', { name: `${metadata.name}.${reason}.${at}` }), involvedObject: { kind, name: metadata.name, namespace: metadata.namespace ?? '', uid: metadata.uid ?? '' }, reason, message, type, lastTimestamp: at }
}
