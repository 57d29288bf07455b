import type { Json } from '#contract/check.ts'
import type { KubeObject } from '#contract/kube.ts'
import type { DiagnosisCode } from '#contract/verdict.ts'

/** One thing put wrong on purpose: what is made, which object a check would look at, and what is to be found. */
export interface Broken {
  readonly name: string
  readonly place: Place
  readonly objects: readonly KubeObject[]
  readonly subject: { readonly apiVersion: string; readonly kind: string; readonly name: string }
  readonly code: DiagnosisCode
  /** A part of what the long sentence says. */
  readonly says?: string
}

/** Namespaces that are different from each other: what is wrong in one must not keep the others from running. */
export type Place = 'plain' | 'quota' | 'restricted' | 'guarded' | 'shut'

const image = 'registry.k8s.io/e2e-test-images/agnhost:2.66.1'
const serves = { image, args: ['netexec'], ports: [{ containerPort: 8080, name: 'http' }], readinessProbe: { periodSeconds: 1, httpGet: { path: '/', port: 8080 } } }
const idles = { image, args: ['pause'] }
const shell = (script: string): { image: string; command: string[] } => ({ image, command: ['sh', '-c', script] })

type Part = Readonly<Record<string, Json>>

const podSpec = (container: Part, more: Part = {}): Part => ({ terminationGracePeriodSeconds: 0, ...more, containers: [{ name: 'main', ...container }] })
const object = (apiVersion: string, kind: string, name: string, rest: Part): KubeObject => ({ apiVersion, kind, metadata: { name }, ...rest })

function deployment(name: string, container: Part, { pod, ...spec }: { readonly pod?: Part } & Part = {}): KubeObject {
  const labels = { app: name }
  return object('apps/v1', 'Deployment', name, { spec: { replicas: 1, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: podSpec(container, pod) }, ...spec } })
}

const aloneOnce = (name: string, container: Part): KubeObject => ({ ...object('v1', 'Pod', name, { spec: podSpec(container, { restartPolicy: 'Never' }) }), metadata: { name, labels: { app: name } } })
const service = (name: string, selects: string, port: Part = { port: 80, targetPort: 8080 }): KubeObject => object('v1', 'Service', name, { spec: { selector: { app: selects }, ports: [port] } })
const claim = (name: string, storageClassName: string): KubeObject => object('v1', 'PersistentVolumeClaim', name, { spec: { storageClassName, accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Mi' } } } })
const policy = (name: string, app: string, direction: 'Ingress' | 'Egress'): KubeObject => object('networking.k8s.io/v1', 'NetworkPolicy', name, { spec: { podSelector: { matchLabels: { app } }, policyTypes: [direction] } })
const volume = (name: string, source: Part): Part => ({ volumes: [{ name, ...source }] })
const mounts = (name: string): Part => ({ ...idles, volumeMounts: [{ name, mountPath: '/x' }] })

const ofDeployment = (name: string): Broken['subject'] => ({ apiVersion: 'apps/v1', kind: 'Deployment', name })
const ofService = (name: string): Broken['subject'] => ({ apiVersion: 'v1', kind: 'Service', name })
const ofPod = (name: string): Broken['subject'] => ({ apiVersion: 'v1', kind: 'Pod', name })
const ofClaim = (name: string): Broken['subject'] => ({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', name })

/** A Deployment whose one fault is in its Pods. */
function broken(name: string, code: DiagnosisCode, container: Part, { says, objects = [], place = 'plain', ...spec }: { says?: string; objects?: readonly KubeObject[]; place?: Place; pod?: Part } & Record<string, unknown> = {}): Broken {
  return { name, place, code, subject: ofDeployment(name), objects: [deployment(name, container, spec as { pod?: Part } & Part), ...objects], ...(says === undefined ? {} : { says }) }
}

/** Asks the API server for what a Pod's own account may not see, and prints what it is told until that comes. */
const listsPods = 'curl -sk -H "Authorization: Bearer $(cat /var/run/secrets/kubernetes.io/serviceaccount/token)" https://kubernetes.default.svc/api/v1/pods | grep message; exit 1'
/** Late enough for the Service to be answered and the policy to hold: what it then meets is the policy. */
const asks = (host: string): string => `sleep 30; /agnhost connect --timeout=2s ${host}`

export const brokenManifests: readonly Broken[] = [
  { name: 'selector', place: 'plain', code: 'selector-mismatch', subject: ofService('selector'), objects: [deployment('selected', serves), service('selector', 'selectd')], says: 'selector app=selectd' },
  { name: 'not-ready', place: 'plain', code: 'no-ready-endpoints', subject: ofService('not-ready'), objects: [deployment('not-ready', idles, { pod: { readinessGates: [{ conditionType: 'kindlab.dev/never' }] } }), service('not-ready', 'not-ready')] },
  { name: 'target-port', place: 'plain', code: 'wrong-target-port', subject: ofService('target-port'), objects: [deployment('target-port', serves), service('target-port', 'target-port', { port: 80, targetPort: 8081 })], says: 'sends to port 8081, but its Pods offer 8080 (http)' },
  { name: 'behind', place: 'plain', code: 'image-pull', subject: ofService('behind'), objects: [deployment('behind', { image: 'localhost:1/none:1' }), service('behind', 'behind')] },
  broken('image', 'image-pull', { image: 'localhost:1/none:1' }, { says: 'the image localhost:1/none:1 of container main cannot be pulled' }),
  broken('crash', 'crash-loop', shell('echo starting; echo no database at db:5432; exit 3'), { says: 'exit code 3. The last line of its log: no database at db:5432' }),
  broken('silent', 'crash-loop-silent', shell('exit 4'), { says: 'exit code 4' }),
  { name: 'failed', place: 'plain', code: 'failed', subject: ofPod('failed'), objects: [aloneOnce('failed', shell('echo gone; exit 2'))], says: 'exit code 2. The last line of its log: gone' },
  broken('command', 'cannot-run', { image, command: ['/no/such/program'] }, { says: '/no/such/program' }),
  broken('memory', 'oom-killed', { image, command: ['tail', '/dev/zero'], resources: { limits: { memory: '20Mi' } } }, { says: 'limit of 20Mi' }),
  broken('cpu', 'unschedulable-resources', { ...idles, resources: { requests: { cpu: '900' } } }, { says: 'as much cpu left' }),
  broken('labels', 'unschedulable-labels', idles, { pod: { nodeSelector: { disk: 'none' } }, says: 'disk=none' }),
  broken('company', 'unschedulable-spread', idles, { pod: { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: { matchLabels: { app: 'nobody' } }, topologyKey: 'kubernetes.io/hostname' }] } } } }),
  // More of them than any test cluster has nodes.
  broken('host-port', 'unschedulable-ports', { ...idles, ports: [{ containerPort: 8080, hostPort: 18099 }] }, { replicas: 5 }),
  broken('readiness', 'readiness-failing', { ...serves, readinessProbe: { periodSeconds: 1, httpGet: { path: '/', port: 9 } } }, { says: 'connection refused' }),
  broken('liveness', 'liveness-failing', { ...idles, livenessProbe: { periodSeconds: 1, failureThreshold: 1, tcpSocket: { port: 9 } } }),
  broken('startup', 'startup-failing', { ...idles, startupProbe: { periodSeconds: 1, failureThreshold: 600, tcpSocket: { port: 9 } } }),
  { name: 'class', place: 'plain', code: 'claim-class-missing', subject: ofClaim('class'), objects: [claim('class', 'fast')], says: 'no storage class fast' },
  { name: 'unused', place: 'plain', code: 'claim-unused', subject: ofClaim('unused'), objects: [claim('unused', 'standard')] },
  { name: 'unprovided', place: 'plain', code: 'claim-no-volume', subject: ofClaim('unprovided'), objects: [claim('unprovided', '')] },
  broken('behind-claim', 'claim-class-missing', mounts('data'), { pod: volume('data', { persistentVolumeClaim: { claimName: 'slow' } }), objects: [claim('slow', 'slow')] }),
  broken('no-claim', 'claim-missing', mounts('data'), { pod: volume('data', { persistentVolumeClaim: { claimName: 'absent' } }), says: 'PersistentVolumeClaim absent' }),
  broken('settings', 'config-missing', { ...idles, envFrom: [{ configMapRef: { name: 'settings' } }] }, { says: 'ConfigMap settings' }),
  broken('password', 'config-missing', mounts('password'), { pod: volume('password', { secret: { secretName: 'password' } }), says: 'Secret password' }),
  broken('key', 'config-key-missing', { ...idles, env: [{ name: 'COLOUR', valueFrom: { configMapKeyRef: { name: 'colours', key: 'sky' } } }] }, { objects: [object('v1', 'ConfigMap', 'colours', { data: { sea: 'blue' } })], says: 'ConfigMap colours has no key sky' }),
  broken('host-path', 'mount-failing', mounts('disk'), { pod: volume('disk', { hostPath: { path: '/no/such/folder', type: 'Directory' } }) }),
  broken('account', 'service-account-missing', idles, { pod: { serviceAccountName: 'robot' }, says: 'service account robot' }),
  broken('rights', 'rbac-denied', shell(listsPods), { says: '/default list pods' }),
  broken('late', 'rollout-stuck', idles, { progressDeadlineSeconds: 5, pod: { readinessGates: [{ conditionType: 'kindlab.dev/never' }] } }),
  broken('paused', 'rollout-paused', idles, { paused: true }),
  { name: 'metrics', place: 'plain', code: 'metrics-missing', subject: { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: 'metrics' }, objects: [deployment('metrics', { ...idles, resources: { requests: { cpu: '1m' } } }), autoscaler('metrics', 'metrics')] },
  { name: 'no-target', place: 'plain', code: 'scale-target-missing', subject: { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: 'no-target' }, objects: [autoscaler('no-target', 'absent')], says: 'Deployment absent' },
  broken('quota', 'quota-exceeded', { ...idles, resources: { requests: { cpu: '500m' } } }, { place: 'quota', says: 'quota small allows requests.cpu=100m' }),
  broken('root', 'pod-security', idles, { place: 'restricted', says: 'standard restricted' }),
  { name: 'policy', place: 'guarded', code: 'ingress-blocked', subject: ofService('policy'), objects: [policy('guard', 'policy', 'Ingress'), deployment('policy', serves), service('policy', 'policy')], says: 'NetworkPolicy guard lets nobody in on port 8080' },
  { name: 'client', place: 'guarded', code: 'ingress-blocked', subject: ofPod('client'), objects: [aloneOnce('client', shell(asks('policy:80')))], says: 'NetworkPolicy guard lets nobody in on port 8080' },
  { name: 'shut', place: 'shut', code: 'egress-blocked', subject: ofPod('shut'), objects: [policy('lid', 'shut', 'Egress'), aloneOnce('shut', shell(asks('kubernetes.default:443')))], says: 'NetworkPolicy lid lets nothing out' },
]

function autoscaler(name: string, target: string): KubeObject {
  const metrics = [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } }]
  return object('autoscaling/v2', 'HorizontalPodAutoscaler', name, { spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: target }, maxReplicas: 3, metrics } })
}

/** What makes a namespace different: its labels, and what is in it before anything else. */
export const places: Readonly<Record<Place, { readonly labels?: Readonly<Record<string, string>>; readonly objects?: readonly KubeObject[] }>> = {
  plain: {},
  quota: { objects: [object('v1', 'ResourceQuota', 'small', { spec: { hard: { 'requests.cpu': '100m' } } })] },
  restricted: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
  guarded: {},
  shut: {},
}

/** Nothing is wrong with these, from their first moment to the last. */
export const healthy: { readonly objects: readonly KubeObject[]; readonly subjects: readonly Broken['subject'][] } = {
  objects: [deployment('well', serves), service('well', 'well')],
  subjects: [ofDeployment('well'), ofService('well')],
}
