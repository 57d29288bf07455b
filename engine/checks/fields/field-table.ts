import { kindKey, type KindRef } from '#contract/kube.ts'

/**
 * The type of a field, in a short notation that stays readable in the generated table:
 * `string`, `int`, `number`, `bool`, `time`, `quantity`, `int-or-string`, `any`;
 * `{}T` a map to T; `[]T` a list of T; `[name]T`, `[port,protocol]T` a list of T whose items are told apart by these fields;
 * everything else is the name of another entry of `types`.
 */
export type FieldType = string

/** What the checks know of Kubernetes' objects: the type of each field, derived from its OpenAPI documents. */
export interface FieldTable {
  readonly kinds: Readonly<Record<string, KindFields>>
  readonly types: Readonly<Record<string, Readonly<Record<string, FieldType>>>>
}

export interface KindFields {
  readonly type: FieldType
  /** Objects of this kind live in no namespace. */
  readonly cluster?: true
}

/** Types of fields seen from one place; `undefined` where nothing is known (a custom resource without a schema). */
export interface Fields {
  kind(ref: KindRef): FieldType | undefined
  isClusterScoped(ref: KindRef): boolean
  /** The kinds that are known of an API version; none where nothing is. */
  kindsOf(apiVersion: string): readonly string[]
  /** The type of a field of an object or of a map's value; `undefined` when it is not known or there is no such field. */
  field(type: FieldType | undefined, name: string): FieldType | undefined
  /** The names that an object type has, `undefined` for everything that is not one. */
  names(type: FieldType | undefined): readonly string[] | undefined
}

export function fieldsOf(table: FieldTable): Fields {
  return {
    kind: (ref) => table.kinds[kindKey(ref)]?.type,
    kindsOf: (apiVersion) => Object.keys(table.kinds).flatMap((key) => (key.startsWith(`${apiVersion}/`) ? [key.slice(apiVersion.length + 1)] : [])),
    isClusterScoped: (ref) => table.kinds[kindKey(ref)]?.cluster === true,
    field: (type, name) => (type === undefined ? undefined : mapValue(type) ?? ownField(table, type, name)),
    names: (type) => (type !== undefined && Object.hasOwn(table.types, type) ? Object.keys(table.types[type] ?? {}) : undefined),
  }
}

function ownField(table: FieldTable, type: FieldType, name: string): FieldType | undefined {
  const fields = Object.hasOwn(table.types, type) ? table.types[type] : undefined
  return fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined
}

/** `{}quantity` → `quantity`. */
export function mapValue(type: FieldType | undefined): FieldType | undefined {
  return type?.startsWith('{}') ? type.slice(2) : undefined
}

/** `[name]Container` → `Container`. */
export function listItem(type: FieldType | undefined): FieldType | undefined {
  return type?.startsWith('[') ? type.slice(type.indexOf(']') + 1) : undefined
}

/** `[port,protocol]ServicePort` → `port`, `protocol`. */
export function listKeys(type: FieldType | undefined): readonly string[] {
  return type?.startsWith('[') ? type.slice(1, type.indexOf(']')).split(',').filter((key) => key !== '') : []
}

/** What an absent field of a type reads as; objects and lists come as empty ones. */
export type ZeroValue = '' | '0' | 0 | 0n | false | 'list' | 'map' | undefined

export function zeroOf(type: FieldType | undefined, fields: Fields): ZeroValue {
  switch (type) {
    case undefined:
    case 'any':
      return undefined
    case 'string':
    case 'time':
      return ''
    case 'quantity':
      return '0'
    case 'int':
    case 'int-or-string':
      return 0n
    case 'number':
      return 0
    case 'bool':
      return false
    default:
      if (listItem(type) !== undefined) return 'list'
      return mapValue(type) !== undefined || fields.names(type) !== undefined ? 'map' : undefined
  }
}
