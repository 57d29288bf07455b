import { publishedSchemas } from '../../authoring/published-schemas.ts'
import type { JsonSchema } from './format-fields.ts'

/** docs/lab-format.md, whole: its tables are the published schemas, field by field. */
export function labFormatPage(): string {
  const [lab, pack] = ['lab.schema.json', 'pack.schema.json'].map((name) => JSON.parse(publishedSchemas()[name] ?? '{}') as JsonSchema) // written by zod
  if (lab === undefined || pack === undefined) throw new Error('there are no schemas')
  const step = itemsOf(fieldOf(lab, 'steps'))
  const checks = itemsOf(fieldOf(step, 'checks')).anyOf ?? []
  return `# The lab format, v1

What a lab's YAML may say, field by field, as \`contract/lab.ts\` and \`contract/check.ts\` parse it. [Writing a lab](authoring-labs.md)
says what it is for, [CEL in labs](cel.md) what expressions can do. The same as JSON Schema, for editors: \`kindlab labs schema lab\`.

This page is written by \`node bin/run.mjs test/conformance/write-lab-format.ts\`; a test fails when it is out of date.

## How the format grows

\`apiVersion: kindlab.dev/v1\` is a promise to whoever has written a lab.

1. **Every later Kindlab loads a v1 lab and judges it alike.** \`test/conformance/lab-format-v1/\` was written when v1 was frozen, uses every
   field there was, and holds states of a cluster with the verdict of each check; it never changes, and a test holds every commit to it.
2. **v1 grows by what may be left out**: an optional field, another word in a list of words, another kind of check, a wider bound. A field
   that is left out means what it meant before it was there. A test compares the schemas with those of then.
3. **Nothing is taken away, renamed, narrowed, or given another default.** What would have to be becomes \`kindlab.dev/v2\`: both are then
   loaded, and a command rewrites one into the other.
4. **An older Kindlab refuses what it does not know**, with file, line and column. It never judges half a check.
5. **A kind that nobody can judge here is \`unknown\`, never \`passed\`**, and names the component that it waits for.
6. **A verdict that was wrong may be put right.** A check that let a wrong answer pass is a fault, not a promise. Such a change goes with a
   note in \`docs/decisions/\` and with the reason beside the verdict that it changes.

A lab's own \`version\` is another thing: it says what became of the lab. Recordings have a format of their own, \`kindlab.dev/recording/v1\`, under the same rules.

## pack.yaml

${tableOf(pack)}

## lab.yaml

${tableOf(lab, ['steps[]'])}

### A step

Under \`steps\`, 1 to ${fieldOf(lab, 'steps').maxItems} of them.

${tableOf(step, ['checks[]'])}

### Objects

Wherever a check names objects:

${tableOf(objectReference(checks))}

### What every check has

Under \`checks\`, 1 to ${fieldOf(step, 'checks').maxItems} in a step. Its one special key says its kind.

${tableOf(shared(checks))}

Checks of the cluster, all but \`quiz\`, also have:

${tableOf(judged(checks))}

${checks.map((check) => kindSection(check, checks)).join('\n\n')}
`
}

function kindSection(check: JsonSchema, checks: readonly JsonSchema[]): string {
  const common = [...namesOf(shared(checks)), ...namesOf(judged(checks))]
  const own = Object.entries(check.properties ?? {}).filter(([name]) => !common.includes(name))
  const kind = (check.required ?? []).find((name) => !common.includes(name)) ?? ''
  return `### ${kind}\n\n${tableOf({ properties: Object.fromEntries(own), required: check.required ?? [] })}`
}

const fieldOf = (schema: JsonSchema, name: string): JsonSchema => schema.properties?.[name] ?? {}
const itemsOf = (schema: JsonSchema): JsonSchema => schema.items ?? {}
const namesOf = ({ properties = {} }: JsonSchema): readonly string[] => Object.keys(properties)

const isQuiz = (check: JsonSchema): boolean => 'quiz' in (check.properties ?? {})

function shared(checks: readonly JsonSchema[]): JsonSchema {
  const { quiz: _quiz, ...properties } = checks.find(isQuiz)?.properties ?? {}
  return { properties, required: ['id', 'title'] }
}

function judged(checks: readonly JsonSchema[]): JsonSchema {
  const [first] = checks
  const names = Object.keys(first?.properties ?? {}).filter((name) => !namesOf(shared(checks)).includes(name) && checks.every((check) => isQuiz(check) || name in (check.properties ?? {})))
  return { properties: Object.fromEntries(names.map((name) => [name, fieldOf(first ?? {}, name)])) }
}

const objectReference = (checks: readonly JsonSchema[]): JsonSchema => fieldOf(checks[0] ?? {}, 'object')

/** `hidden`: paths that have a section of their own. */
function tableOf(schema: JsonSchema, hidden: readonly string[] = []): string {
  return ['| field | | unless said | |', '| --- | --- | --- | --- |', ...rows(schema, { path: '', hidden })].join('\n')
}

interface Place {
  readonly path: string
  readonly hidden: readonly string[]
  /** Of several forms, each with fields that tell it from the others. */
  readonly isForm?: boolean
}

function rows({ properties = {}, required = [] }: JsonSchema, { path, hidden, isForm = false }: Place): readonly string[] {
  return Object.entries(properties).flatMap(([name, field]) => {
    const at = path === '' ? name : `${path}.${name}`
    const demanded = required.includes(name) ? (isForm ? 'in this form' : '**must be there**') : ''
    const unlessSaid = 'default' in field ? `\`${JSON.stringify(field.default)}\`` : demanded
    return [`| \`${at}\` | ${typeOf(field)} | ${unlessSaid} | ${cell(field.description ?? '')} |`, ...within(field, at, hidden)]
  })
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')

/** The fields inside a field; a reference to objects has them in a table of its own. */
function within(field: JsonSchema, path: string, hidden: readonly string[]): readonly string[] {
  const { items, additionalProperties } = field
  return [
    ...inner(field, path, hidden),
    ...(items === undefined || hidden.includes(`${path}[]`) ? [] : inner(items, `${path}[]`, hidden)),
    ...(typeof additionalProperties === 'object' ? inner(additionalProperties, `${path}.*`, hidden) : []),
  ]
}

function inner(schema: JsonSchema, path: string, hidden: readonly string[]): readonly string[] {
  if (isReference(schema)) return []
  return [...rows(schema, { path, hidden }), ...(schema.anyOf ?? []).flatMap((one) => rows(one, { path, hidden, isForm: true }))]
}

function isReference({ properties = {} }: JsonSchema): boolean {
  return 'apiVersion' in properties && 'kind' in properties
}

/** A text for people, by language. */
const isText = ({ propertyNames }: JsonSchema): boolean => propertyNames?.pattern === languagePattern

const languagePattern = '^[a-z]{2}(-[A-Z]{2})?$'

const patterns: Readonly<Record<string, string>> = {
  '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$': 'identifier',
  '^\\d{1,9}(ms|s|m|h)$': 'duration (`5s`, `500ms`)',
  '^\\d{1,6}\\.\\d{1,6}\\.\\d{1,6}$': 'version (`1.0.0`)',
  [languagePattern]: 'language (`en`, `pt-BR`)',
  '^[a-z][A-Za-z0-9]{0,40}$': 'variable',
}

function typeOf(schema: JsonSchema): string {
  const { type, items, anyOf, additionalProperties, properties, pattern } = schema
  if ('const' in schema) return `\`${JSON.stringify(schema.const)}\``
  if (schema.enum !== undefined) return schema.enum.map((one) => `\`${String(one)}\``).join(', ')
  if (isReference(schema)) return 'objects'
  if (isText(schema)) return 'text by language'
  if (anyOf !== undefined) return [...new Set(anyOf.map(typeOf))].join(' or ')
  if (items !== undefined) return `list of ${typeOf(items)}`
  if (properties !== undefined) return 'map'
  if (typeof additionalProperties === 'object') return `map of ${typeOf(additionalProperties)}`
  if (pattern !== undefined) return patterns[pattern] ?? 'text of a form'
  return type === undefined ? 'any value' : plainType(schema)
}

function plainType({ type = '', minimum, maximum }: JsonSchema): string {
  const word = { integer: 'whole number', number: 'number', string: 'text', boolean: 'true or false' }[type] ?? type
  const far = (bound: number | undefined): bound is number => bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER
  if (far(minimum) && far(maximum)) return `${word}, ${minimum} to ${maximum}`
  return far(minimum) ? `${word} from ${minimum}` : word
}
