import type { ResourceFacts } from './kube-client.ts'

/** `/apis/apps/v1/namespaces/team-a/deployments/web`; without a name, the collection. */
export function resourcePath(resource: ResourceFacts, where: { readonly namespace?: string | undefined; readonly name?: string | undefined }): string {
  const root = resource.apiVersion.includes('/') ? '/apis' : '/api'
  const namespace = resource.namespaced && where.namespace !== undefined ? ['namespaces', where.namespace] : []
  const name = where.name === undefined ? [] : [where.name]
  return [root, resource.apiVersion, ...[...namespace, resource.plural, ...name].map(encodeURIComponent)].join('/')
}

/** `?a=1&b=2` from what is defined; empty when nothing is. */
export function queryOf(params: Readonly<Record<string, string | number | boolean | undefined>>): string {
  const given = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) if (value !== undefined) given.set(name, String(value))
  return given.size === 0 ? '' : `?${given.toString()}`
}
