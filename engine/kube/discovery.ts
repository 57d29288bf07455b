import type { KindRef } from '#contract/kube.ts'
import { kindKey } from '#contract/kube.ts'
import type { Connections } from './connections.ts'
import type { ResourceFacts } from './kube-client.ts'
import { kubeErrorFrom } from './kube-error.ts'

/** Which kinds a server serves. What it said once is kept; a kind that is not among it is asked for again. */
export interface Discovery {
  find(kind: KindRef): Promise<ResourceFacts | undefined>
  /** Asked anew; unchanged answers cost the server nothing (ETag). */
  all(): Promise<readonly ResourceFacts[]>
}

/** All groups in one answer each for `/api` and `/apis` (KEP-3352, stable since Kubernetes 1.30). */
const aggregated = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'

export function createDiscovery(connections: Connections): Discovery {
  const core = pageOf(connections, '/api')
  const groups = pageOf(connections, '/apis')
  let known = new Map<string, ResourceFacts>()
  let asking: Promise<readonly ResourceFacts[]> | undefined

  const ask = async (): Promise<readonly ResourceFacts[]> => {
    const pages = await Promise.all([core(), groups()])
    const found = pages.flat()
    known = new Map(found.map((one) => [kindKey(one), one]))
    return found
  }
  const all = (): Promise<readonly ResourceFacts[]> => {
    asking ??= ask().finally(() => (asking = undefined))
    return asking
  }
  return {
    all,
    find: async (kind) => {
      const key = kindKey(kind)
      if (!known.has(key)) await all()
      return known.get(key)
    },
  }
}

function pageOf(connections: Connections, path: string): () => Promise<readonly ResourceFacts[]> {
  let last: { readonly etag: string | undefined; readonly facts: readonly ResourceFacts[] } = { etag: undefined, facts: [] }
  return async () => {
    const headers = { accept: aggregated, ...(last.etag === undefined ? {} : { 'if-none-match': last.etag }) }
    const response = await connections.send({ method: 'GET', path, headers })
    if (response.status === 304) return last.facts
    if (response.status !== 200) throw kubeErrorFrom(`discover ${path}`, response.status, response.body)
    last = { etag: response.headers.etag, facts: resourcesIn(JSON.parse(response.body)) }
    return last.facts
  }
}

/** The parts of an APIGroupDiscoveryList that we read. */
interface GroupList {
  readonly items?: readonly { readonly metadata?: { readonly name?: string }; readonly versions?: readonly VersionEntry[] }[]
}
interface VersionEntry {
  readonly version: string
  readonly resources?: readonly ResourceEntry[]
}
interface ResourceEntry {
  readonly resource: string
  readonly scope: 'Namespaced' | 'Cluster'
  readonly verbs?: readonly string[]
  readonly responseKind?: { readonly group?: string; readonly version?: string; readonly kind?: string }
}

export function resourcesIn(list: GroupList): ResourceFacts[] {
  return (list.items ?? []).flatMap((group) =>
    (group.versions ?? []).flatMap(({ version, resources = [] }) => resources.flatMap((entry) => factsOf(group.metadata?.name ?? '', version, entry))),
  )
}

function factsOf(group: string, version: string, entry: ResourceEntry): ResourceFacts[] {
  const kind = entry.responseKind?.kind
  if (!kind) return []
  const apiVersion = group === '' ? version : `${group}/${version}`
  return [{ apiVersion, kind, plural: entry.resource, namespaced: entry.scope === 'Namespaced', verbs: entry.verbs ?? [] }]
}
