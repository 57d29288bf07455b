import { parseYaml, type FieldPath, type YamlDocument } from '../../engine/packs/parse-yaml.ts'

export type Fields = Readonly<Record<string, unknown>>

/** One document of a source that says something, with where its fields stand. */
export interface SourceDocument {
  readonly file: string
  readonly value: Fields
  lineOf(path: FieldPath): number
}

export type ReadSource = { readonly documents: readonly SourceDocument[]; readonly reason?: undefined } | { readonly documents: readonly []; readonly reason: string; readonly line: number }

/** Reads a source's YAML (JSON is YAML too); what cannot be read says why. */
export function readSource(file: string, text: string): ReadSource {
  const result = parseYaml(file, text.replaceAll('\t', '  '))
  if (result.kind === 'refused') return { documents: [], reason: result.problems[0]?.message.en ?? '', line: result.problems[0]?.line ?? 1 }
  return { documents: result.documents.flatMap((document) => (isFields(document.value) ? unlisted(document, document.value) : [])) }
}

const asSource = (document: YamlDocument, value: Fields): SourceDocument => ({ file: document.file, value, lineOf: (path) => document.placeOf(path).line ?? 1 })

/** A List is its items. */
function unlisted(document: YamlDocument, value: Fields): readonly SourceDocument[] {
  if (value['kind'] !== 'List') return [asSource(document, value)]
  return listOf(value['items']).flatMap((item, index) => (isFields(item) ? [{ file: document.file, value: item, lineOf: (path: FieldPath) => document.placeOf(['items', index, ...path]).line ?? 1 }] : []))
}

/** The objects of a text, without their places. */
export const objectsIn = (text: string): readonly Fields[] => readSource('', text).documents.map(({ value }) => value)

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
