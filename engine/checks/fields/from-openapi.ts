import { kindKey } from '#contract/kube.ts'
import type { FieldTable, FieldType, KindFields } from './field-table.ts'

/** The parts of an OpenAPI v3 document, as `/openapi/v3/apis/apps/v1` gives it, that say what fields objects have. */
export interface OpenApiDocument {
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> }
  readonly paths?: Readonly<Record<string, unknown>>
}

export interface Schema {
  readonly type?: string
  readonly format?: string
  readonly $ref?: string
  readonly allOf?: readonly Schema[]
  readonly items?: Schema
  readonly additionalProperties?: Schema | boolean
  readonly properties?: Readonly<Record<string, Schema>>
  readonly 'x-kubernetes-int-or-string'?: boolean
  readonly 'x-kubernetes-list-map-keys'?: readonly string[]
  readonly 'x-kubernetes-patch-merge-key'?: string
  readonly 'x-kubernetes-group-version-kind'?: readonly GroupVersionKind[]
}

interface GroupVersionKind {
  readonly group: string
  readonly version: string
  readonly kind: string
}

const wellKnown: Readonly<Record<string, FieldType>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'quantity',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'int-or-string',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 'time',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 'time',
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': 'any',
  'io.k8s.apimachinery.pkg.runtime.RawExtension': 'any',
}

/**
 * The table of everything that the documents serve under a path of its own.
 * Lists of objects, options and other types that no kind leads to are left out.
 */
export function fieldTableFrom(documents: readonly OpenApiDocument[]): FieldTable {
  const schemas = Object.assign({}, ...documents.map((one) => one.components?.schemas ?? {})) as Record<string, Schema>
  const names = shortNames(Object.keys(schemas))
  const kinds: Record<string, KindFields> = {}
  for (const document of documents) Object.assign(kinds, kindsOf(document, names))
  const types: Record<string, Record<string, FieldType>> = {}
  const longNames = new Map([...names].map(([long, short]) => [short, long]))
  const reach = (type: FieldType): void => {
    const name = type.replace(/^(\[[^\]]*\]|\{\})+/, '')
    const schema = schemas[longNames.get(name) ?? '']
    if (schema === undefined || name in types) return
    const own = (types[name] = fieldsOfSchema(schema, names))
    Object.values(own).forEach(reach)
  }
  Object.values(kinds).forEach((kind) => reach(kind.type))
  return { kinds, types }
}

function kindsOf(document: OpenApiDocument, names: ReadonlyMap<string, string>): Record<string, KindFields> {
  const schemas = document.components?.schemas ?? {}
  const paths = Object.keys(document.paths ?? {})
  const kinds: Record<string, KindFields> = {}
  for (const { gvk, plural } of servedKinds(document)) {
    const schema = Object.keys(schemas).find((name) => schemas[name]?.['x-kubernetes-group-version-kind']?.some((one) => isSame(one, gvk)))
    if (schema === undefined) continue
    const namespaced = paths.some((path) => path.endsWith(`/namespaces/{namespace}/${plural}`))
    const apiVersion = gvk.group === '' ? gvk.version : `${gvk.group}/${gvk.version}`
    kinds[kindKey({ apiVersion, kind: gvk.kind })] = { type: names.get(schema) ?? schema, ...(namespaced ? {} : { cluster: true }) }
  }
  return kinds
}

function isSame(one: GroupVersionKind, other: GroupVersionKind): boolean {
  return one.group === other.group && one.version === other.version && one.kind === other.kind
}

/** Kinds that can be listed: `/apis/apps/v1/deployments` and the like. */
function servedKinds(document: OpenApiDocument): { readonly gvk: GroupVersionKind; readonly plural: string }[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, methods]) => {
    const plural = /^\/(?:api|apis\/[^/]+)\/[^/]+\/([a-z]+)\/?$/.exec(path)?.[1]
    const gvk = (methods as { get?: { 'x-kubernetes-group-version-kind'?: GroupVersionKind } }).get?.['x-kubernetes-group-version-kind']
    return plural === undefined || gvk === undefined ? [] : [{ gvk, plural }]
  })
}

function fieldsOfSchema(schema: Schema, names: ReadonlyMap<string, string>): Record<string, FieldType> {
  const fields = Object.entries(schema.properties ?? {})
  return Object.fromEntries(fields.map(([name, field]) => [name, name === 'managedFields' ? 'any' : typeOf(field, names)]))
}

function typeOf(schema: Schema, names: ReadonlyMap<string, string>): FieldType {
  if (schema.allOf?.length === 1 && schema.allOf[0] !== undefined) return typeOf({ ...schema.allOf[0] }, names)
  if (schema.$ref !== undefined) return typeOfReference(schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1), names)
  if (schema['x-kubernetes-int-or-string']) return 'int-or-string'
  switch (schema.type) {
    case 'string':
      return schema.format === 'date-time' ? 'time' : 'string'
    case 'integer':
      return 'int'
    case 'number':
      return 'number'
    case 'boolean':
      return 'bool'
    case 'array':
      return `[${keysOf(schema).join(',')}]${typeOf(schema.items ?? {}, names)}`
    case 'object':
      return typeof schema.additionalProperties === 'object' ? `{}${typeOf(schema.additionalProperties, names)}` : 'any'
    default:
      return 'any'
  }
}

function typeOfReference(name: string, names: ReadonlyMap<string, string>): FieldType {
  return wellKnown[name] ?? names.get(name) ?? 'any'
}

/** The merge key goes first: it is what a person calls the item by. */
function keysOf(schema: Schema): readonly string[] {
  const first = schema['x-kubernetes-patch-merge-key']
  const all = schema['x-kubernetes-list-map-keys'] ?? []
  return first === undefined ? all : [first, ...all.filter((key) => key !== first)]
}

/** `io.k8s.api.core.v1.Container` → `Container`; the second of a name keeps its group and version. */
function shortNames(longNames: readonly string[]): Map<string, string> {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const long of longNames) {
    const parts = long.split('.')
    const short = parts.at(-1) ?? long
    const name = taken.has(short) ? parts.slice(-3).join('.') : short
    taken.add(name)
    names.set(long, name)
  }
  return names
}
