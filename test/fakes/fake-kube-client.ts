import { randomUUID } from 'node:crypto'
import type { KindRef, KubeObject } from '#contract/kube.ts'
import type { CallOptions, KubeClient, NamedRef, ResourceFacts } from '../../engine/kube/kube-client.ts'
import { KubeError } from '../../engine/kube/kube-error.ts'

const verbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']
const facts = (apiVersion: string, kind: string, plural: string, namespaced: boolean): ResourceFacts => ({ apiVersion, kind, plural, namespaced, verbs })

const served: readonly ResourceFacts[] = [
  facts('v1', 'Namespace', 'namespaces', false),
  facts('v1', 'Node', 'nodes', false),
  facts('v1', 'ConfigMap', 'configmaps', true),
  facts('v1', 'Service', 'services', true),
  facts('v1', 'ServiceAccount', 'serviceaccounts', true),
  facts('v1', 'Pod', 'pods', true),
  facts('rbac.authorization.k8s.io/v1', 'Role', 'roles', true),
  facts('rbac.authorization.k8s.io/v1', 'RoleBinding', 'rolebindings', true),
  facts('rbac.authorization.k8s.io/v1', 'ClusterRole', 'clusterroles', false),
  facts('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'clusterrolebindings', false),
  facts('scheduling.k8s.io/v1', 'PriorityClass', 'priorityclasses', false),
]

/** What a cluster keeps, shared by every client of it. */
export class FakeCluster {
  readonly objects = new Map<string, KubeObject>()
  /** Awaited before each change, with its name (`create Namespace a`): may refuse it, or never come back as if the process had ended. */
  beforeChange: (change: string) => void | Promise<void> = () => {}
  readonly onChange: ((object: KubeObject, kind: 'put' | 'removed') => void)[] = []
  readonly #identity = randomUUID()
  #version = 0

  constructor() {
    this.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system' } })
  }

  put(object: KubeObject): KubeObject {
    this.#version += 1
    const uid = this.objects.get(keyOf(refOf(object)))?.metadata.uid ?? `${this.#identity}-${this.#version}`
    const stored = { ...object, metadata: { ...object.metadata, uid, resourceVersion: String(this.#version) } }
    this.objects.set(keyOf(refOf(object)), stored)
    for (const listener of this.onChange) listener(stored, 'put')
    return stored
  }

  /** A namespace takes everything in it along. */
  remove(ref: NamedRef): void {
    const object = this.objects.get(keyOf(ref))
    if (object === undefined) return
    this.objects.delete(keyOf(ref))
    for (const listener of this.onChange) listener(object, 'removed')
    if (ref.kind !== 'Namespace') return
    for (const inside of [...this.objects.values()].filter(({ metadata }) => metadata.namespace === ref.name)) this.remove(refOf(inside))
  }

  /** Names of all objects of a kind, `namespace/name` where they have one. */
  names(kind: string): string[] {
    return [...this.objects.values()].filter((one) => one.kind === kind).map(({ metadata }) => (metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`))
  }
}

const keyOf = ({ apiVersion, kind, namespace, name }: NamedRef): string => `${apiVersion}/${kind} ${namespace ?? ''}/${name}`

function refOf({ apiVersion, kind, metadata }: KubeObject): NamedRef {
  return { apiVersion, kind, name: metadata.name, ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }) }
}

/** An API server in memory, as far as Kindlab calls it. Whoever asks may do everything. */
export class FakeKubeClient implements KubeClient {
  readonly access = { server: 'https://fake', authority: 'CA' }
  readonly cluster: FakeCluster
  readonly #options: CallOptions

  constructor(cluster = new FakeCluster(), options: CallOptions = {}) {
    this.cluster = cluster
    this.#options = options
  }

  with(options: CallOptions): KubeClient {
    return new FakeKubeClient(this.cluster, { ...this.#options, ...options })
  }

  async version(): Promise<string> {
    return 'v1.37.0'
  }

  async isReady(): Promise<boolean> {
    return true
  }

  async resource({ apiVersion, kind }: KindRef): Promise<ResourceFacts | undefined> {
    return served.find((one) => one.apiVersion === apiVersion && one.kind === kind)
  }

  async resources(): Promise<readonly ResourceFacts[]> {
    return served
  }

  async read(ref: NamedRef): Promise<KubeObject | undefined> {
    this.#options.signal?.throwIfAborted()
    return this.cluster.objects.get(keyOf(ref))
  }

  async list({ apiVersion, kind }: KindRef, { namespace, labels }: { readonly namespace?: string; readonly labels?: string } = {}): Promise<readonly KubeObject[]> {
    const [label, value] = labels?.split('=') ?? []
    return [...this.cluster.objects.values()].filter(
      (one) =>
        one.apiVersion === apiVersion &&
        one.kind === kind &&
        (namespace === undefined || one.metadata.namespace === namespace) &&
        (label === undefined || one.metadata.labels?.[label] === value),
    )
  }

  async create(object: KubeObject): Promise<KubeObject> {
    await this.#before('create', refOf(object))
    if (this.cluster.objects.has(keyOf(refOf(object)))) throw new KubeError(`create ${object.kind}`, 409, 'AlreadyExists', '')
    this.#mustHaveNamespace(object)
    return this.cluster.put(object)
  }

  async apply(object: KubeObject): Promise<KubeObject> {
    await this.#before('apply', refOf(object))
    this.#mustHaveNamespace(object)
    return this.cluster.put(object)
  }

  async mergePatch(ref: NamedRef, patch: object): Promise<KubeObject> {
    await this.#before('patch', ref)
    const object = await this.read(ref)
    if (object === undefined) throw new KubeError(`patch ${ref.kind}`, 404, 'NotFound', '')
    return this.cluster.put({ ...object, ...patch, metadata: object.metadata })
  }

  async replace(object: KubeObject): Promise<KubeObject> {
    await this.#before('replace', refOf(object))
    const now = this.cluster.objects.get(keyOf(refOf(object)))
    if (now?.metadata.resourceVersion !== object.metadata.resourceVersion) throw new KubeError(`replace ${object.kind}`, 409, 'Conflict', '')
    return this.cluster.put(object)
  }

  async delete(ref: NamedRef): Promise<void> {
    await this.#before('delete', ref)
    this.cluster.remove(ref)
  }

  async deleteAll(kind: KindRef, namespace: string): Promise<void> {
    for (const { metadata } of await this.list(kind, { namespace })) await this.delete({ apiVersion: kind.apiVersion, kind: kind.kind, name: metadata.name, namespace })
  }

  async answer(): ReturnType<KubeClient['answer']> {
    return { status: 200, headers: {}, body: 'hello' }
  }

  async get(): Promise<string> {
    return ''
  }

  async *follow(): AsyncGenerator<string, void> {
    yield 'hello\n'
  }

  async post(path: string): Promise<unknown> {
    const [, namespace, account] = /\/namespaces\/([^/]+)\/serviceaccounts\/([^/]+)\/token$/.exec(path) ?? []
    if (account !== undefined) return { status: { token: `token-of-${account}-in-${namespace}`, expirationTimestamp: '2099-01-01T00:00:00Z' } }
    return { status: { allowed: true } }
  }

  dispose(): void {}

  async #before(verb: string, { kind, name }: NamedRef): Promise<void> {
    this.#options.signal?.throwIfAborted()
    await this.cluster.beforeChange(`${verb} ${kind} ${name}`)
  }

  #mustHaveNamespace({ kind, metadata }: KubeObject): void {
    const isThere = metadata.namespace === undefined || this.cluster.objects.has(keyOf({ apiVersion: 'v1', kind: 'Namespace', name: metadata.namespace }))
    if (!isThere) throw new KubeError(`create ${kind} ${metadata.name}`, 404, 'NotFound', `namespace ${metadata.namespace} not found`)
  }
}
