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
