import type { Attempt } from '#contract/attempt.ts'
import { objectId, type EventLine, type Fact, type ObjectDetail, type ObjectEdge, type ObjectSummary, type Tone, type ViewChange } from '#contract/views.ts'
import type { ClusterState } from '#contract/cluster.ts'
import type { ClusterPlace } from '../stores/place.ts'

/** A state of the cluster's views: where one looks, and what the engine would say. */
export interface ClusterStory {
  readonly place: ClusterPlace
  readonly cluster?: ClusterState
  readonly attempts?: readonly Attempt[]
  /** By the name of the call; a stream is what it tells. */
  readonly answers: Readonly<Record<string, unknown>>
}

const now = Date.now()
const minute = 60_000
const apis: Readonly<Record<string, string>> = { Deployment: 'apps/v1', ReplicaSet: 'apps/v1', StatefulSet: 'apps/v1', Job: 'batch/v1', CronJob: 'batch/v1', HorizontalPodAutoscaler: 'autoscaling/v2', Ingress: 'networking.k8s.io/v1', NetworkPolicy: 'networking.k8s.io/v1' }

interface Told {
  readonly word?: string
  readonly tone?: Tone
  readonly ready?: readonly [number, number]
  readonly facts?: readonly Fact[]
  readonly owner?: ObjectSummary
  readonly age?: number
  readonly restarts?: number
  readonly namespace?: string
  readonly cause?: ObjectSummary['cause']
}

function an(kind: string, name: string, { word = '', tone = 'neutral', ready, facts = [], owner, age = 20, restarts, namespace = 'shop-k3x9', cause }: Told = {}): ObjectSummary {
  const ref = { apiVersion: apis[kind] ?? 'v1', kind, namespace, name }
  return {
    ...ref, id: objectId(ref), uid: `${kind}-${namespace}-${name}`, madeAt: now - age * minute, status: { word, tone }, facts,
    ...(ready && { ready: { are: ready[0], of: ready[1] } }), ...(owner && { owner: owner.id }), ...(restarts === undefined ? {} : { restarts }), ...(cause && { cause }),
  }
}

const fact = (name: Fact['name'], value: string): Fact => ({ name, value })
const pod = (name: string, owner: ObjectSummary | undefined, told: Told = {}): ObjectSummary =>
  an('Pod', name, { word: 'Running', tone: 'well', ready: [told.tone === undefined || told.tone === 'well' ? 1 : 0, 1], restarts: 0, facts: [fact('address', '10.244.0.17'), fact('node', 'kindlab-control-plane')], ...(owner && { owner }), ...told })
const edge = (kind: ObjectEdge['kind'], from: ObjectSummary, to: ObjectSummary | string | undefined, fault?: ObjectEdge['fault']): ObjectEdge => {
  const target = typeof to === 'string' ? to : to?.id
  return { id: `${from.id} ${kind} ${target ?? ''}`, kind, from: from.id, ...(target === undefined ? {} : { to: target }), ...(fault && { fault }) }
}

const nothing = { put: [], gone: [] }
const whole = (objects: readonly ObjectSummary[], edges: readonly ObjectEdge[] = [], more: Partial<ViewChange> = {}): ViewChange => ({ isWhole: true, objects: { put: objects, gone: [] }, edges: { put: edges, gone: [] }, kinds: { coming: [], absent: [], denied: [] }, ...more })

/** A shop as a lab would have it: a rollout half done, a Service that matches nothing, a ConfigMap that is missing. */
function shop(): { readonly objects: readonly ObjectSummary[]; readonly edges: readonly ObjectEdge[] } {
  const web = an('Deployment', 'web', { word: 'Progressing', tone: 'under-way', ready: [4, 5], facts: [fact('image', 'agnhost:2.66.1')], age: 30 })
  const old = an('ReplicaSet', 'web-6d4cf56db6', { word: 'Available', tone: 'well', ready: [3, 3], owner: web, facts: [fact('revision', '1')], age: 30 })
  const fresh = an('ReplicaSet', 'web-7f9b5c8d4', { word: 'Progressing', tone: 'under-way', ready: [1, 3], owner: web, facts: [fact('revision', '2')], age: 1 })
  const webs = [pod('web-6d4cf56db6-4kq2x', old, { age: 29 }), pod('web-6d4cf56db6-9wz7c', old, { age: 28 }), pod('web-6d4cf56db6-tr5mb', old, { age: 27 }), pod('web-7f9b5c8d4-hh2kd', fresh, { age: 1 }), pod('web-7f9b5c8d4-p8v6n', fresh, { word: 'ContainerCreating', tone: 'under-way', age: 0.4 })]
  const api = an('Deployment', 'orders', { word: 'Progressing', tone: 'under-way', ready: [1, 2], facts: [fact('image', 'orders:1.4')], age: 25, cause: { code: 'crash-loop', object: { apiVersion: 'v1', kind: 'Pod', namespace: 'shop-k3x9', name: 'orders-5d8f7-x2k9p' }, command: 'kubectl -n shop-k3x9 logs orders-5d8f7-x2k9p --previous' } })
  const apiSet = an('ReplicaSet', 'orders-5d8f7', { word: 'Progressing', tone: 'under-way', ready: [1, 2], owner: api, facts: [fact('revision', '1')], age: 25 })
  const crashing = pod('orders-5d8f7-x2k9p', apiSet, { word: 'CrashLoopBackOff', tone: 'broken', restarts: 6, age: 24, cause: { code: 'crash-loop', object: { apiVersion: 'v1', kind: 'Pod', namespace: 'shop-k3x9', name: 'orders-5d8f7-x2k9p' }, command: 'kubectl -n shop-k3x9 logs orders-5d8f7-x2k9p --previous' } })
  const apis = [pod('orders-5d8f7-b7c2d', apiSet, { age: 24 }), crashing]
  const database = an('StatefulSet', 'database', { word: 'Available', tone: 'well', ready: [1, 1], facts: [fact('image', 'postgres:18')], age: 40 })
  const data = [pod('database-0', database, { age: 40 })]
  const seed = an('Job', 'seed-data', { word: 'Complete', tone: 'well', ready: [1, 1], age: 38 })
  const seeding = pod('seed-data-lm4vq', seed, { word: 'Completed', tone: 'neutral', age: 38 })
  const door = an('Ingress', 'shop', { facts: [fact('hosts', 'shop.localhost')], age: 22 })
  const webService = an('Service', 'web', { word: 'Ready', tone: 'well', ready: [4, 4], facts: [fact('type', 'ClusterIP'), fact('ports', '80→8080'), fact('selector', 'app=web')], age: 30 })
  const ordersService = an('Service', 'orders', { word: 'Ready', tone: 'well', ready: [1, 2], facts: [fact('type', 'ClusterIP'), fact('ports', '80→8080'), fact('selector', 'app=orders')], age: 25 })
  const payments = an('Service', 'payments', { word: 'NoEndpoints', tone: 'broken', ready: [0, 0], facts: [fact('type', 'ClusterIP'), fact('ports', '80'), fact('selector', 'app=paymnets')], age: 3 })
  const databaseService = an('Service', 'database', { word: 'Ready', tone: 'well', ready: [1, 1], facts: [fact('type', 'ClusterIP'), fact('ports', '5432'), fact('selector', 'app=database')], age: 40 })
  const scaler = an('HorizontalPodAutoscaler', 'web', { word: 'ScalingActive', tone: 'well', facts: [fact('target', 'Deployment/web'), fact('metrics', 'cpu 62/70%'), fact('replicas', '5 (2–10)')], age: 20 })
  const settings = an('ConfigMap', 'web-settings', { facts: [fact('keys', '3'), fact('size', '214 B')], age: 31 })
  const login = an('Secret', 'database-login', { facts: [fact('type', 'Opaque'), fact('keys', '2'), fact('size', '31 B')], age: 41 })
  const disk = an('PersistentVolumeClaim', 'data-database-0', { word: 'Bound', tone: 'well', facts: [fact('size', '1Gi'), fact('class', 'standard')], age: 40 })
  const shut = an('NetworkPolicy', 'database-only-orders', { facts: [fact('selector', 'app=database'), fact('type', 'Ingress')], age: 18 })
  const notes = an('ConfigMap', 'release-notes', { facts: [fact('keys', '1'), fact('size', '1204 B')], age: 2 })
  const token = an('Secret', 'registry-pull', { facts: [fact('type', 'kubernetes.io/dockerconfigjson'), fact('keys', '1')], age: 2 })
  const missing = objectId({ apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop-k3x9', name: 'orders-settings' })
  const objects = [web, old, fresh, ...webs, api, apiSet, ...apis, database, ...data, seed, seeding, door, webService, ordersService, payments, databaseService, scaler, settings, login, disk, shut, notes, token]
  const edges = [
    ...webs.slice(0, 4).map((one) => edge('selects', webService, one)),
    ...apis.map((one) => edge('selects', ordersService, one)),
    edge('selects', payments, undefined, { code: 'selects-nothing', facts: { selector: 'app=paymnets' } }),
    ...data.map((one) => edge('selects', databaseService, one)),
    edge('routes', door, webService),
    edge('routes', door, ordersService),
    edge('routes', door, payments),
    edge('scales', scaler, web),
    ...webs.map((one) => edge('uses', one, settings)),
    ...apis.map((one) => edge('uses', one, login)),
    ...apis.map((one) => edge('uses', one, missing, { code: 'object-missing', facts: { kind: 'ConfigMap', name: 'orders-settings' } })),
    ...data.flatMap((one) => [edge('uses', one, login), edge('uses', one, disk)]),
    edge('restricts', shut, data[0]),
  ]
  return { objects, edges }
}

const { objects, edges } = shop()
const idIn = (kind: string, name: string): string => objects.find((one) => one.kind === kind && one.name === name)?.id ?? ''
const find = (kind: string, name: string): ObjectSummary => objects.find((one) => one.kind === kind && one.name === name) ?? an(kind, name)

const kinds = [
  ['v1', 'Pod', 'workloads'], ['apps/v1', 'Deployment', 'workloads'], ['apps/v1', 'ReplicaSet', 'workloads'], ['apps/v1', 'StatefulSet', 'workloads'], ['apps/v1', 'DaemonSet', 'workloads'], ['batch/v1', 'Job', 'workloads'], ['batch/v1', 'CronJob', 'workloads'], ['autoscaling/v2', 'HorizontalPodAutoscaler', 'workloads'],
  ['v1', 'Service', 'network'], ['discovery.k8s.io/v1', 'EndpointSlice', 'network'], ['networking.k8s.io/v1', 'Ingress', 'network'], ['networking.k8s.io/v1', 'NetworkPolicy', 'network'],
  ['v1', 'ConfigMap', 'config'], ['v1', 'Secret', 'config'], ['v1', 'PersistentVolumeClaim', 'storage'], ['v1', 'PersistentVolume', 'storage'], ['storage.k8s.io/v1', 'StorageClass', 'storage'],
  ['v1', 'ServiceAccount', 'access'], ['rbac.authorization.k8s.io/v1', 'Role', 'access'], ['rbac.authorization.k8s.io/v1', 'RoleBinding', 'access'], ['v1', 'Node', 'cluster'], ['v1', 'Namespace', 'cluster'], ['kubeflow.org/v1', 'PyTorchJob', 'custom'],
].map(([apiVersion = '', kind = '', group = '']) => ({ apiVersion, kind, group, namespaced: kind !== 'Node' }))

const line = (reason: string, about: ObjectSummary, message: string, minutes: number, told: Partial<EventLine> = {}): EventLine => ({ id: `${reason}-${about.name}`, at: now - minutes * minute, firstAt: now - 20 * minute, count: 1, isWarning: false, reason, message, about: { apiVersion: about.apiVersion, kind: about.kind, name: about.name, namespace: about.namespace ?? '' }, ...told })

const crashing = find('Pod', 'orders-5d8f7-x2k9p')
const events: readonly EventLine[] = [
  line('BackOff', crashing, 'Back-off restarting failed container orders in pod orders-5d8f7-x2k9p', 0.3, { isWarning: true, count: 31 }),
  line('ScalingReplicaSet', find('Deployment', 'web'), 'Scaled up replica set web-7f9b5c8d4 to 3 from 1', 1),
  line('Pulled', find('Pod', 'web-7f9b5c8d4-p8v6n'), 'Container image "agnhost:2.66.1" already present on machine and can be accessed by the pod', 1.2),
  line('SuccessfulRescale', find('HorizontalPodAutoscaler', 'web'), 'New size: 5; reason: cpu resource utilization (percentage of request) above target', 2),
  line('Unhealthy', find('Pod', 'web-6d4cf56db6-tr5mb'), 'Readiness probe failed: HTTP probe failed with statuscode: 503', 9, { isWarning: true, count: 2 }),
  line('Started', find('Pod', 'database-0'), 'Started container database', 40),
  line('Provisioning', find('PersistentVolumeClaim', 'data-database-0'), 'External provisioner is provisioning volume for claim "shop-k3x9/data-database-0"', 40.2),
]

const crashDetail: ObjectDetail = {
  summary: crashing,
  yaml: `apiVersion: v1\nkind: Pod\nmetadata:\n  name: orders-5d8f7-x2k9p\n  namespace: shop-k3x9\n  labels:\n    app: orders\n    pod-template-hash: 5d8f7\nspec:\n  containers:\n    - name: orders\n      image: orders:1.4\n      envFrom:\n        - configMapRef:\n            name: orders-settings\n      ports:\n        - containerPort: 8080\n  restartPolicy: Always\nstatus:\n  phase: Running\n  hostIP: 172.18.0.2\n`,
  labels: { app: 'orders', 'pod-template-hash': '5d8f7' },
  conditions: [{ type: 'PodScheduled', isTrue: true, tone: 'well', reason: '', message: '' }, { type: 'Initialized', isTrue: true, tone: 'well', reason: '', message: '' }, { type: 'ContainersReady', isTrue: false, tone: 'broken', reason: 'ContainersNotReady', message: 'containers with unready status: [orders]' }, { type: 'Ready', isTrue: false, tone: 'broken', reason: 'ContainersNotReady', message: 'containers with unready status: [orders]' }],
  relations: [
    { kind: 'owns', direction: 'from', isThere: true, object: find('ReplicaSet', 'orders-5d8f7') },
    { kind: 'selects', direction: 'from', isThere: true, object: find('Service', 'orders') },
    { kind: 'uses', direction: 'to', isThere: true, object: find('Secret', 'database-login') },
    { kind: 'uses', direction: 'to', isThere: false, object: { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop-k3x9', name: 'orders-settings' }, fault: { code: 'object-missing', facts: { kind: 'ConfigMap', name: 'orders-settings' } } },
  ],
  events: events.slice(0, 1),
  containers: [{ name: 'orders', image: 'registry.example.org/shop/orders:1.4', isInit: false, status: { word: 'CrashLoopBackOff', tone: 'broken' }, restarts: 6 }, { name: 'migrate', image: 'registry.example.org/shop/migrate:1.4', isInit: true, status: { word: 'Completed', tone: 'neutral' }, restarts: 0 }],
}

const paymentsDetail: ObjectDetail = {
  summary: find('Service', 'payments'),
  yaml: 'apiVersion: v1\nkind: Service\n',
  labels: {},
  conditions: [],
  relations: [{ kind: 'selects', direction: 'to', isThere: false, fault: { code: 'selects-nothing', facts: { selector: 'app=paymnets' } } }, { kind: 'routes', direction: 'from', isThere: true, object: find('Ingress', 'shop') }],
  events: [],
  containers: [],
}

const logLines = Array.from({ length: 400 }, (_, index) => ({ at: now - (400 - index) * 900, text: index % 37 === 36 ? `level=error msg="cannot reach database" attempt=${index} err="dial tcp 10.96.12.7:5432: connect: connection refused"` : `level=info msg="served" method=GET path=/orders/${1000 + index} status=200 duration=${(index * 7) % 40}ms` }))

/** So much that drawing all of it at once would be felt. */
function crowd(count: number): readonly ObjectSummary[] {
  return Array.from({ length: count }, (_, index) => pod(`load-${index}`, undefined, index % 50 === 49 ? { word: 'CrashLoopBackOff', tone: 'broken', restarts: 3 } : {}))
}

function city(): { readonly objects: readonly ObjectSummary[]; readonly edges: readonly ObjectEdge[] } {
  const blocks = Array.from({ length: 50 }, (_, index) => {
    const told = { namespace: `team-${index % 5}` }
    const deployment = an('Deployment', `app-${index}`, { word: 'Available', tone: 'well', ready: [6, 6], ...told })
    const set = an('ReplicaSet', `app-${index}-7f9`, { word: 'Available', tone: 'well', owner: deployment, ...told })
    const pods = Array.from({ length: 6 }, (_one, number) => pod(`app-${index}-7f9-${number}`, set, told))
    const service = an('Service', `app-${index}`, { word: 'Ready', tone: 'well', ready: [6, 6], ...told })
    const config = an('ConfigMap', `app-${index}`, told)
    return { objects: [deployment, set, ...pods, service, config], edges: [...pods.map((one) => edge('selects', service, one)), ...pods.map((one) => edge('uses', one, config))] }
  })
  return { objects: blocks.flatMap((block) => block.objects), edges: blocks.flatMap((block) => block.edges) }
}

const attempt: Attempt = {
  id: 'k3x9', pack: 'kubernetes-basics', lab: 'shop', title: { en: 'A shop in trouble', ko: '문제가 생긴 가게' }, labVersion: '1.0.0', startedAt: now, phase: 'open', namespaces: { shop: 'shop-k3x9' }, vars: {}, points: { earned: 0, of: 4 }, sight: { kind: 'live' },
  steps: [{ id: 'one', title: { en: 'Payments answer', ko: '결제가 응답합니다' }, state: 'open', hints: { shown: 0, of: 2 }, checks: [{ id: 'answers', title: { en: 'Payments answer', ko: '결제가 응답합니다' }, points: 1, optional: false, since: now, verdict: { kind: 'not-yet', evidence: [{ code: 'object-missing', object: { apiVersion: 'v1', kind: 'Service', namespace: 'shop-k3x9', name: 'payments' } }] } }] }],
}

const map = { 'views.map': [whole(objects, edges)], 'views.kinds': kinds }
const pods = objects.filter(({ kind }) => kind === 'Pod')
const { objects: cityObjects, edges: cityEdges } = city()

/** The states of the cluster's views, by the names that their pictures carry. */
export const clusterStories: Readonly<Record<string, ClusterStory>> = {
  'cluster-map': { place: { kind: 'cluster', view: 'map' }, answers: map },
  'cluster-map-of-lab': { place: { kind: 'cluster', view: 'map', attempt: 'k3x9', object: idIn('Service', 'payments') }, attempts: [attempt], answers: { ...map, 'attempts.watch': [attempt], 'views.object': [paymentsDetail] } },
  'cluster-map-old': { place: { kind: 'cluster', view: 'map' }, answers: { 'views.map': [whole(objects.slice(0, 8), edges.slice(0, 4), { lostSince: now - 40_000 })] } },
  'cluster-map-empty': { place: { kind: 'cluster', view: 'map' }, answers: { 'views.map': [whole([])] } },
  'cluster-map-large': { place: { kind: 'cluster', view: 'map' }, answers: { 'views.map': [whole(cityObjects, cityEdges)] } },
  'cluster-list': { place: { kind: 'cluster', view: 'list' }, answers: { ...map, 'views.list': [whole(pods)] } },
  'cluster-list-large': { place: { kind: 'cluster', view: 'list' }, answers: { ...map, 'views.list': [whole(crowd(5_000))] } },
  'cluster-list-denied': { place: { kind: 'cluster', view: 'list', of: 'v1/Secret' }, answers: { ...map, 'views.list': [whole([], [], { kinds: { coming: [], absent: [], denied: ['v1/Secret'] } })] } },
  'cluster-object': { place: { kind: 'cluster', view: 'list', object: crashing.id }, answers: { ...map, 'views.list': [whole(pods)], 'views.object': [crashDetail], 'views.log': [{ lines: logLines }] } },
  'cluster-events': { place: { kind: 'cluster', view: 'events' }, answers: { ...map, 'views.events': [{ put: events, gone: [] }] } },
  'cluster-no-events': { place: { kind: 'cluster', view: 'events' }, answers: { ...map, 'views.events': [nothing] } },
  'cluster-not-running': { place: { kind: 'cluster', view: 'map' }, cluster: { kind: 'absent' }, answers: {} },
}
