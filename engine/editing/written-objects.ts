import type { Fault, WrittenObject } from '#contract/editing.ts'
import type { KubeObject } from '#contract/kube.ts'
import { readManifest, type ManifestDocument } from '#contract/manifest.ts'
import { faultAt } from './faults-of.ts'

/** An object that a manifest writes, with the document that says where. */
export interface PlacedObject {
  readonly object: KubeObject
  readonly document: ManifestDocument
}

export type WrittenManifest = { readonly kind: 'read'; readonly objects: readonly PlacedObject[] } | { readonly kind: 'unreadable'; readonly faults: readonly Fault[] }

/** Every object of a manifest, or everything that keeps it from being read: half a file is never sent. */
export function writtenObjects(text: string): WrittenManifest {
  const documents = readManifest(text)
  const faults = documents.flatMap(documentFaults)
  if (faults.length > 0) return { kind: 'unreadable', faults }
  if (documents.length === 0) return { kind: 'unreadable', faults: [{ at: firstCharacter, problem: { code: 'manifest-empty', params: {} } }] }
  // What has no faults has every field that the type names.
  return { kind: 'read', objects: documents.map((document) => ({ object: document.value as KubeObject, document })) }
}

const firstCharacter = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 }

function documentFaults(document: ManifestDocument): readonly Fault[] {
  if (document.errors.length > 0) return document.errors.map(({ at, message }) => ({ at, problem: { code: 'manifest-syntax', params: { reason: message } } }))
  const missing = missingField(document.value)
  return missing === undefined ? [] : [faultAt(document, missing, { code: 'manifest-incomplete', params: { field: missing } })]
}

function missingField(value: unknown): string | undefined {
  if (!isRecord(value)) return 'apiVersion'
  const metadata = value['metadata']
  if (!isName(value['apiVersion'])) return 'apiVersion'
  if (!isName(value['kind'])) return 'kind'
  return isRecord(metadata) && isName(metadata['name']) ? undefined : 'metadata.name'
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isName = (value: unknown): boolean => typeof value === 'string' && value !== ''

export function nameOf({ object: { apiVersion, kind, metadata }, document }: PlacedObject): WrittenObject {
  return { apiVersion, kind, name: metadata.name, ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }), line: document.place('kind').at.startLine }
}
