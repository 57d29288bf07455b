import type { KindRef, KubeObject } from '#contract/kube.ts'
import { ApiRefusal } from './api-refusal.ts'

/** One line of a watch, parsed. An ERROR line becomes an ApiRefusal, as if the request had been answered so. */
export type WatchEvent =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: KubeObject; readonly version: string }
  | { readonly type: 'BOOKMARK'; readonly version: string }

export function parseWatchEvent(line: string): WatchEvent {
  // The one place where a watch's JSON becomes ours: type, name and version are looked at, the rest is the server's.
  const { type, object } = JSON.parse(line) as { readonly type?: unknown; readonly object?: Partial<KubeObject> & StatusJson }
  if (type === 'ERROR') throw refusalIn(object ?? {})
  const version = object?.metadata?.resourceVersion
  if (typeof version !== 'string') throw new Error(`a watch event of type ${String(type)} carries no resourceVersion`)
  if (type === 'BOOKMARK') return { type, version }
  if (type !== 'ADDED' && type !== 'MODIFIED' && type !== 'DELETED') throw new Error(`a watch event of an unknown type: ${String(type)}`)
  return { type, version, object: slim(object as KubeObject) }
}

export interface ListPage {
  readonly items: readonly KubeObject[]
  readonly version: string
  readonly next: string | undefined
}

/** A list names its kind once; each object gets it back. */
export function parseList(text: string, { apiVersion, kind }: KindRef): ListPage {
  const list = JSON.parse(text) as ListJson
  const version = list.metadata?.resourceVersion
  if (typeof version !== 'string') throw new Error(`a list of ${kind} carries no resourceVersion`)
  const items = (list.items ?? []).map((item) => slim({ ...item, apiVersion, kind }))
  return { items, version, next: list.metadata?.continue || undefined }
}

interface ListJson {
  readonly metadata?: { readonly resourceVersion?: string; readonly continue?: string }
  readonly items?: readonly KubeObject[] | null
}

/**
 * Without managedFields, which are often half of an object and which no check reads. The metadata is made anew because `delete`
 * would turn it into a slow dictionary. The last-applied annotation stays: it is the learner's own text, and a lab may ask for it.
 */
function slim(object: KubeObject): KubeObject {
  if (object.metadata.managedFields === undefined) return object
  const { managedFields: _, ...metadata } = object.metadata
  return Object.assign(object, { metadata })
}

interface StatusJson {
  readonly code?: number
  readonly message?: string
  readonly reason?: string
}

function refusalIn({ code = 500, message, reason = 'no message' }: StatusJson): ApiRefusal {
  return new ApiRefusal(code, message ?? reason)
}
