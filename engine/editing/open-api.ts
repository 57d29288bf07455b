import type { KindRef } from '#contract/kube.ts'
import type { KubeClient } from '../kube/kube-client.ts'

/** The parts of a group's OpenAPI v3 document that a schema is made of. */
export interface OpenApiDocument {
  readonly components?: { readonly schemas?: Readonly<Record<string, OpenApiSchema>> }
}

export type OpenApiSchema = Readonly<Record<string, unknown>>

/** A cluster's OpenAPI documents, group by group. */
export interface OpenApi {
  /** The documents that describe these kinds; an API version that the server does not serve has none. */
  documents(kube: KubeClient, kinds: readonly KindRef[]): Promise<readonly OpenApiDocument[]>
}

interface Index {
  readonly paths: Readonly<Record<string, { readonly serverRelativeURL: string }>>
}

/** A document's address carries a hash of its content (KEP-2896): what was read under one address is right for good, a changed CRD has another. */
export function createOpenApi(): OpenApi {
  const known = new Map<string, { readonly address: string; readonly document: Promise<OpenApiDocument> }>()
  const documentAt = (kube: KubeClient, group: string, address: string): Promise<OpenApiDocument> => {
    const before = known.get(group)
    if (before?.address === address) return before.document
    const document = kube.get(address).then((body) => JSON.parse(body) as OpenApiDocument)
    known.set(group, { address, document })
    document.catch(() => known.delete(group))
    return document
  }
  return {
    documents: async (kube, kinds) => {
      const groups = new Set(kinds.map(({ apiVersion }) => (apiVersion.includes('/') ? `apis/${apiVersion}` : `api/${apiVersion}`)))
      if (groups.size === 0) return []
      const { paths } = JSON.parse(await kube.get('/openapi/v3')) as Index
      return Promise.all([...groups].flatMap((group) => (paths[group] === undefined ? [] : [documentAt(kube, group, paths[group].serverRelativeURL)])))
    },
  }
}
