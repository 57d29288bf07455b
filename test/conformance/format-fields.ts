/** As much of JSON Schema as zod writes for our formats. */
export interface JsonSchema {
  readonly $ref?: string
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly default?: unknown
  readonly description?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: JsonSchema | boolean
  readonly propertyNames?: JsonSchema
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly pattern?: string
  readonly $defs?: Readonly<Record<string, JsonSchema>>
}

/** One field of a format with all that is said of it: `steps[].checks[].http.expect`. */
export interface FormatField {
  readonly path: string
  readonly schema: JsonSchema
  readonly isRequired: boolean
}

/** Every field of a format, in the order in which it is written; what may be any value has no fields of its own. A check's kinds come one after the other. */
export function fieldsOf(schema: JsonSchema, path = ''): readonly FormatField[] {
  return [...ownFields(schema, path), ...insideOf(schema, path)]
}

function ownFields({ properties = {}, required = [] }: JsonSchema, path: string): readonly FormatField[] {
  return Object.entries(properties).flatMap(([name, inner]) => {
    const at = path === '' ? name : `${path}.${name}`
    return [{ path: at, schema: inner, isRequired: required.includes(name) }, ...fieldsOf(inner, at)]
  })
}

function insideOf({ items, anyOf = [], additionalProperties }: JsonSchema, path: string): readonly FormatField[] {
  return [
    ...(items === undefined ? [] : fieldsOf(items, `${path}[]`)),
    ...(typeof additionalProperties === 'object' ? fieldsOf(additionalProperties, `${path}.*`) : []),
    ...anyOf.flatMap((one) => fieldsOf(one, path)),
  ]
}

/** The paths that a written document uses, in the same words; `named` are those under which an author chooses the names. */
export function pathsUsed(value: unknown, isNamed: (path: string) => boolean, path = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsUsed(item, isNamed, `${path}[]`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => {
    const at = isNamed(path) ? `${path}.*` : path === '' ? name : `${path}.${name}`
    return [at, ...pathsUsed(inner, isNamed, at)]
  })
}

/** What an older schema took and a newer one does not: nothing, as long as a format only grows. */
export function narrowed(older: JsonSchema, newer: JsonSchema, path = ''): readonly string[] {
  return [...narrowedValue(older, newer, path), ...narrowedFields(older, newer, path), ...narrowedParts(older, newer, path)]
}

function narrowedValue(older: JsonSchema, newer: JsonSchema, path: string): readonly string[] {
  const at = path === '' ? 'the document' : path
  if (isAnything(newer)) return []
  return [
    ...(older.type !== newer.type && !(older.type === 'integer' && newer.type === 'number') && newer.anyOf === undefined ? [`${at} was of type ${older.type} and is of ${newer.type}`] : []),
    ...('const' in older && older.const !== newer.const ? [`${at} was ${String(older.const)} and is ${String(newer.const)}`] : []),
    ...(older.enum ?? []).filter((one) => newer.enum?.includes(one) === false).map((one) => `${at} can no longer be ${String(one)}`),
    ...(JSON.stringify(older.default) === JSON.stringify(newer.default) ? [] : [`${at} was ${JSON.stringify(older.default)} unless said and is ${JSON.stringify(newer.default)}`]),
    ...(older.pattern !== newer.pattern && newer.pattern !== undefined ? [`${at} has another pattern: show that it takes all that it took`] : []),
    ...(['minimum', 'minLength', 'minItems'] as const).filter((bound) => (newer[bound] ?? -Infinity) > (older[bound] ?? -Infinity)).map((bound) => `${at} has a higher ${bound}`),
    ...(['maximum', 'maxLength', 'maxItems'] as const).filter((bound) => (newer[bound] ?? Infinity) < (older[bound] ?? Infinity)).map((bound) => `${at} has a lower ${bound}`),
  ]
}

function narrowedFields(older: JsonSchema, newer: JsonSchema, path: string): readonly string[] {
  const known = newer.properties ?? {}
  const gone = Object.entries(older.properties ?? {}).flatMap(([name, inner]) => {
    const at = path === '' ? name : `${path}.${name}`
    return known[name] === undefined ? [`${at} is gone`] : narrowed(inner, known[name], at)
  })
  const demanded = (newer.required ?? []).filter((name) => older.properties !== undefined && !older.required?.includes(name))
  return [...gone, ...demanded.map((name) => `${path === '' ? name : `${path}.${name}`} must be there now`)]
}

function narrowedParts(older: JsonSchema, newer: JsonSchema, path: string): readonly string[] {
  const { items, additionalProperties } = older
  return [
    ...(items !== undefined && newer.items !== undefined ? narrowed(items, newer.items, `${path}[]`) : []),
    ...(typeof additionalProperties === 'object' && typeof newer.additionalProperties === 'object' ? narrowed(additionalProperties, newer.additionalProperties, `${path}.*`) : []),
    ...(older.anyOf ?? []).flatMap((one) => narrowedChoice(one, newer, path)),
  ]
}

/** One of several must take it whole; of those the nearest says why it does not. */
function narrowedChoice(older: JsonSchema, newer: JsonSchema, path: string): readonly string[] {
  const reasons = (newer.anyOf ?? [newer]).map((one) => narrowed(older, one, path))
  return reasons.toSorted((one, other) => one.length - other.length)[0] ?? []
}

const isAnything = ({ type, anyOf, $ref, properties }: JsonSchema): boolean => $ref !== undefined || (type === undefined && anyOf === undefined && properties === undefined)
