import type { OpenApiSchema } from './open-api.ts'

/** Types whose OpenAPI says less than the server accepts, or more than an editor can check. */
const wellKnown: Readonly<Record<string, object>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': {
    anyOf: [{ type: 'number' }, { type: 'string', pattern: '^[+-]?[0-9.]+([eE][+-]?[0-9]+|[numkMGTPE]|[KMGTPE]i)?$', patternErrorMessage: 'a quantity: 250m, 64Mi, 1Gi, 2' }],
  },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { anyOf: [{ type: 'integer' }, { type: 'string' }] },
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': {},
  'io.k8s.apimachinery.pkg.runtime.RawExtension': { type: 'object' },
}

/** Written by the server: known, and not worth offering. */
const serversOwn = new Set(['managedFields', 'uid', 'resourceVersion', 'generation', 'creationTimestamp', 'selfLink', 'deletionTimestamp', 'deletionGracePeriodSeconds'])

/** What JSON Schema and OpenAPI mean alike. */
const shared = ['type', 'description', 'enum', 'pattern', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties', 'required', 'uniqueItems'] as const

export interface Definition {
  readonly definition: object
  readonly refersTo: readonly string[]
}

/** One OpenAPI v3 schema (structural, as Kubernetes and its CRDs have them) as JSON Schema; a field that is not declared is an error, as for the server. */
export function schemaFromOpenApi(name: string, schema: OpenApiSchema): Definition {
  const refersTo = new Set<string>()
  const isTopLevel = schema['x-kubernetes-group-version-kind'] !== undefined
  const definition = wellKnown[name] ?? converted(schema, { refersTo, quiet: isTopLevel ? new Set(['status']) : name.endsWith('.meta.v1.ObjectMeta') ? serversOwn : new Set() })
  return { definition, refersTo: [...refersTo] }
}

interface Conversion {
  readonly refersTo: Set<string>
  /** Fields not to offer at this level. */
  readonly quiet: ReadonlySet<string>
}

const schemaIn = (value: unknown): OpenApiSchema | undefined => (typeof value === 'object' && value !== null ? (value as OpenApiSchema) : undefined) // any JSON object is one

function converted(schema: OpenApiSchema, conversion: Conversion): object {
  const inner = { ...conversion, quiet: new Set<string>() }
  const reference = referenceIn(schema)
  if (reference !== undefined) {
    conversion.refersTo.add(reference)
    return { ...kept(schema, ['description']), allOf: [{ $ref: `#/definitions/${reference}` }] }
  }
  if (schema['x-kubernetes-int-or-string'] === true) return { ...kept(schema, ['description']), anyOf: [{ type: 'integer' }, { type: 'string' }] }
  const items = schemaIn(schema['items'])
  return {
    ...kept(schema, shared),
    ...(schema['nullable'] === true && typeof schema['type'] === 'string' ? { type: [schema['type'], 'null'] } : {}),
    ...(isScalar(schema['default']) ? { default: schema['default'] } : {}),
    ...(items === undefined ? {} : { items: converted(items, inner) }),
    ...fieldsOf(schema, conversion),
  }
}

const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value)

function fieldsOf(schema: OpenApiSchema, conversion: Conversion): object {
  const inner = { ...conversion, quiet: new Set<string>() }
  const properties = Object.entries(schemaIn(schema['properties']) ?? {})
  const values = schemaIn(schema['additionalProperties'])
  if (values !== undefined) return { additionalProperties: converted(values, inner) }
  if (properties.length === 0) return {}
  const fields = properties.map(([name, field]) => [name, { ...converted(schemaIn(field) ?? {}, inner), ...(conversion.quiet.has(name) ? { doNotSuggest: true } : {}) }])
  return { properties: Object.fromEntries(fields), additionalProperties: schema['x-kubernetes-preserve-unknown-fields'] === true || schema['additionalProperties'] === true }
}

/** A reference by itself, or wrapped in an `allOf` of one beside a description. */
function referenceIn(schema: OpenApiSchema): string | undefined {
  const { allOf } = schema as { readonly allOf?: readonly OpenApiSchema[] }
  const reference = schema['$ref'] ?? (allOf?.length === 1 ? allOf[0]?.['$ref'] : undefined)
  return typeof reference === 'string' ? reference.slice(reference.lastIndexOf('/') + 1) : undefined
}

function kept(schema: OpenApiSchema, names: readonly string[]): object {
  return Object.fromEntries(names.flatMap((name) => (schema[name] === undefined ? [] : [[name, schema[name]]])))
}
