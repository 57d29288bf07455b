import type { ManifestSchema } from '#contract/editing.ts'
import { kindKey, type KindRef } from '#contract/kube.ts'
import type { OpenApiDocument, OpenApiSchema } from './open-api.ts'
import { schemaFromOpenApi } from './schema-from-open-api.ts'

/** A JSON Schema for manifests: every kind there is by name, the named kinds with all their fields. Objects of other kinds pass as they are. */
export function schemaOf(kinds: readonly KindRef[], served: readonly KindRef[], documents: readonly OpenApiDocument[]): ManifestSchema {
  const schemas: Readonly<Record<string, OpenApiSchema>> = Object.assign({}, ...documents.map((document) => document.components?.schemas ?? {}))
  const described = kinds.flatMap((kind) => {
    const name = Object.keys(schemas).find((one) => isKind(schemas[one], kind))
    return name === undefined ? [] : [{ kind, name }]
  })
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata'],
    properties: { apiVersion: { enum: unique(served.map(({ apiVersion }) => apiVersion)) }, kind: { type: 'string' }, metadata: { type: 'object' } },
    allOf: [...kindNames(served), ...described.map(({ kind, name }) => whenKind(kind, name))],
    definitions: definitionsFrom(described.map(({ name }) => name), schemas),
  }
}

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)]

/** After an apiVersion only its kinds are offered; before one, all. */
function kindNames(served: readonly KindRef[]): readonly object[] {
  const versions = unique(served.map(({ apiVersion }) => apiVersion))
  const kindsOf = (apiVersion: string): readonly string[] => unique(served.filter((one) => one.apiVersion === apiVersion).map(({ kind }) => kind))
  return [
    when({ not: { required: ['apiVersion'] } }, { properties: { kind: { enum: unique(served.map(({ kind }) => kind)) } } }),
    ...versions.map((apiVersion) => when({ required: ['apiVersion'], properties: { apiVersion: { const: apiVersion } } }, { properties: { kind: { enum: kindsOf(apiVersion) } } })),
  ]
}

function whenKind({ apiVersion, kind }: KindRef, name: string): object {
  const isIt = { required: ['apiVersion', 'kind'], properties: { apiVersion: { const: apiVersion }, kind: { const: kind } } }
  return when(isIt, { $ref: `#/definitions/${name}` })
}

function when(holds: object, applies: object): object {
  // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's own word; nobody awaits a schema
  return { if: holds, then: applies }
}

function isKind(schema: OpenApiSchema | undefined, wanted: KindRef): boolean {
  const named = schema?.['x-kubernetes-group-version-kind'] as readonly { group: string; version: string; kind: string }[] | undefined // OpenAPI's own extension
  return named?.some(({ group, version, kind }) => kindKey({ apiVersion: group === '' ? version : `${group}/${version}`, kind }) === kindKey(wanted)) === true
}

/** The named definitions and all that they refer to. */
function definitionsFrom(names: readonly string[], schemas: Readonly<Record<string, OpenApiSchema>>): Record<string, object> {
  const definitions: Record<string, object> = {}
  const waiting = [...names]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const schema = schemas[name]
    if (schema === undefined || name in definitions) continue
    const { definition, refersTo } = schemaFromOpenApi(name, schema)
    definitions[name] = definition
    waiting.push(...refersTo)
  }
  return definitions
}
