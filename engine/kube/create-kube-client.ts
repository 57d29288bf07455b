import type { KindRef, KubeObject } from '#contract/kube.ts'
import { type ApiRequest, type ApiResponse, type Connections, openConnections } from './connections.ts'
import { createDiscovery, type Discovery } from './discovery.ts'
import type { CallOptions, DeleteOptions, KubeAccess, KubeClient, NamedRef, ResourceFacts } from './kube-client.ts'
import { KubeError, kubeErrorFrom } from './kube-error.ts'
import { refOf } from './ref-of.ts'
import { queryOf, resourcePath } from './resource-path.ts'

/** A client over connections of its own; dispose it to close them. */
export function createKubeClient(access: KubeAccess): KubeClient {
  const connections = openConnections(access)
  return clientOver({ access, connections, discovery: createDiscovery(connections), options: {} })
}

interface Wiring {
  readonly access: KubeAccess
  readonly connections: Connections
  readonly discovery: Discovery
  readonly options: CallOptions
}

const json = { 'content-type': 'application/json' }
const applyPatch = { 'content-type': 'application/apply-patch+yaml' }
const mergePatch = { 'content-type': 'application/merge-patch+json' }

function clientOver(wiring: Wiring): KubeClient {
  const { access, connections, discovery, options } = wiring
  const caller = callerOver(connections, options)
  const urlOf = async (call: string, ref: NamedRef): Promise<string> => {
    const resource = servedOr(call, ref, await discovery.find(ref))
    return resourcePath(resource, needsNamespace(resource, ref))
  }

  return {
    access,
    with: (more) => clientOver({ ...wiring, options: { ...options, ...more } }),
    version: async (signal) => versionIn(await caller.text('read the version', { method: 'GET', path: '/version', ...signalOf(signal) })),
    isReady: async (signal) => {
      const response = await connections.send({ method: 'GET', path: '/readyz', patience: 5_000, ...signalOf(signal) }).catch(() => undefined)
      return response?.status === 200
    },
    resource: (kind) => discovery.find(kind),
    resources: async () => (await discovery.all()).filter((one) => one.verbs.includes('list')),
    read: async (ref) => {
      const resource = await discovery.find(ref)
      if (resource === undefined) return undefined
      return caller.objectIfAny(named('read', ref), { method: 'GET', path: resourcePath(resource, needsNamespace(resource, ref)) })
    },
    list: async (kind, { namespace, labels } = {}) => {
      const resource = await discovery.find(kind)
      if (resource === undefined) return []
      const path = resourcePath(resource, { namespace }) + queryOf({ labelSelector: labels })
      // Not found is the kind, gone since it was discovered; an empty list is found.
      const body = await caller.text(`list ${kind.kind}${inNamespace(namespace)}`, { method: 'GET', path }).catch(ifNotFound)
      return body === undefined ? [] : itemsIn(kind, body)
    },
    create: async (object) => {
      const call = named('create', refOf(object))
      const resource = servedOr(call, object, await discovery.find(object))
      const { namespace } = needsNamespace(resource, refOf(object))
      return caller.object(call, { method: 'POST', path: resourcePath(resource, { namespace }), headers: json, body: JSON.stringify(object) })
    },
    apply: async (object, { fieldManager, force, dryRun }) => {
      const call = named('apply', refOf(object))
      const query = queryOf({ fieldManager, force, dryRun: dryRun ? 'All' : undefined })
      const path = (await urlOf(call, refOf(object))) + query
      return caller.object(call, { method: 'PATCH', path, headers: applyPatch, body: JSON.stringify(object) })
    },
    mergePatch: async (ref, patch) => {
      const call = named('patch', ref)
      return caller.object(call, { method: 'PATCH', path: await urlOf(call, ref), headers: mergePatch, body: JSON.stringify(patch) })
    },
    replace: async (object) => {
      const call = named('replace', refOf(object))
      return caller.object(call, { method: 'PUT', path: await urlOf(call, refOf(object)), headers: json, body: JSON.stringify(object) })
    },
    delete: async (ref, deleting) => {
      const resource = await discovery.find(ref)
      if (resource === undefined) return
      await caller.remove(named('delete', ref), resourcePath(resource, needsNamespace(resource, ref)), deleting)
    },
    deleteAll: async (kind, namespace, deleting) => {
      const resource = await discovery.find(kind)
      if (resource === undefined) return
      await caller.remove(`delete every ${kind.kind} in ${namespace}`, resourcePath(resource, { namespace }), deleting)
    },
    get: (path, signal) => caller.text(`get ${path}`, { method: 'GET', path, headers: { accept: '*/*' }, ...signalOf(signal) }),
    follow: (path, signal) => connections.open(path, signal),
    answer: async (path, { signal, most, headers = {} }) => {
      const { status, headers: given, body } = await connections.send({ method: 'GET', path, headers: { accept: '*/*', ...headers, ...identityOf(options) }, signal, most, isFinal: true })
      return { status, headers: plainHeaders(given), body }
    },
    post: async (path, body) => JSON.parse(await caller.text(`post ${path}`, { method: 'POST', path, headers: json, body: JSON.stringify(body) })) as unknown,
    dispose: () => connections.dispose(),
  }
}

function plainHeaders(headers: ApiResponse['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]])))
}

/** One call: sent with the options' signal and identity, refused answers thrown as KubeErrors. */
function callerOver(connections: Connections, options: CallOptions) {
  const send = async (call: string, request: ApiRequest): Promise<ApiResponse> => {
    const response = await connections.send({ ...signalOf(options.signal), ...request, headers: { ...request.headers, ...identityOf(options) } })
    if (response.status >= 400) throw kubeErrorFrom(call, response.status, response.body)
    return response
  }
  const text = async (call: string, request: ApiRequest): Promise<string> => (await send(call, request)).body
  // The server answers an object's address with that object; nothing else comes with a status below 400.
  const object = async (call: string, request: ApiRequest): Promise<KubeObject> => JSON.parse(await text(call, request)) as KubeObject
  return {
    text,
    object,
    objectIfAny: (call: string, request: ApiRequest): Promise<KubeObject | undefined> => object(call, request).catch(ifNotFound),
    remove: async (call: string, path: string, { graceSeconds, propagation }: DeleteOptions = {}): Promise<void> => {
      const query = queryOf({ gracePeriodSeconds: graceSeconds, propagationPolicy: propagation })
      await text(call, { method: 'DELETE', path: path + query }).catch(ifNotFound)
    },
  }
}

function ifNotFound(error: unknown): undefined {
  if (error instanceof KubeError && error.code === 404) return undefined
  throw error
}

function identityOf({ impersonate }: CallOptions): Record<string, string | readonly string[]> {
  if (impersonate === undefined) return {}
  return { 'impersonate-user': impersonate.user, ...(impersonate.groups === undefined ? {} : { 'impersonate-group': impersonate.groups }) }
}

function signalOf(signal: AbortSignal | undefined): { readonly signal?: AbortSignal } {
  return signal === undefined ? {} : { signal }
}

function servedOr(call: string, kind: KindRef, resource: ResourceFacts | undefined): ResourceFacts {
  if (resource !== undefined) return resource
  throw new KubeError(call, 404, 'NotServed', `the server serves no ${kind.kind} of ${kind.apiVersion}`)
}

function needsNamespace(resource: ResourceFacts, ref: NamedRef): NamedRef {
  if (!resource.namespaced || ref.namespace !== undefined) return ref
  throw new Error(`${ref.kind} ${ref.name} lives in a namespace and none was named`)
}

const named = (verb: string, ref: NamedRef): string => `${verb} ${ref.kind} ${ref.name}${inNamespace(ref.namespace)}`
const inNamespace = (namespace: string | undefined): string => (namespace === undefined ? '' : ` in ${namespace}`)

/** A list names the kind once for all; each object gets it back. */
function itemsIn(kind: KindRef, body: string): KubeObject[] {
  const { items } = JSON.parse(body) as { readonly items?: readonly KubeObject[] | null }
  return (items ?? []).map((item) => ({ ...item, apiVersion: kind.apiVersion, kind: kind.kind }))
}

function versionIn(body: string): string {
  const { gitVersion } = JSON.parse(body) as { readonly gitVersion?: string }
  return gitVersion ?? ''
}
