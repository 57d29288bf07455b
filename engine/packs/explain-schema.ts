import type { z } from 'zod'
import type { Text } from '#contract/locale.ts'
import { packExpectations } from '#contract/messages/packs.ts'
import { nearestName } from '../checks/nearest-name.ts'
import { packLimits } from './pack-limits.ts'
import { faultAt, fillBoth, type PackProblem } from './pack-problem.ts'
import type { FieldPath, YamlDocument } from './parse-yaml.ts'
import { fieldsAt } from './schema-fields.ts'

type Issue = z.core.$ZodIssue

export type Parsed<T> = { readonly kind: 'parsed'; readonly value: T } | { readonly kind: 'refused'; readonly problems: readonly PackProblem[] }

/** Reads a document by its schema; each thing that does not fit becomes a problem at its line and column. */
export function parseDocument<S extends z.ZodType>(document: YamlDocument, schema: S): Parsed<z.output<S>> {
  const result = schema.safeParse(document.value)
  if (result.success) return { kind: 'parsed', value: result.data }
  const issues = result.error.issues.flatMap((issue) => likelyIssues(issue, []))
  return { kind: 'refused', problems: issues.slice(0, packLimits.problems).flatMap((issue) => explain(issue, { document, schema })) }
}

/** What a union refuses is told by the branch that its author most likely meant. */
function likelyIssues(issue: Issue, above: FieldPath): Issue[] {
  const path = [...above, ...issue.path]
  const placed: Issue = { ...issue, path }
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [placed]
  const branches = issue.errors.map((errors) => errors.flatMap((inner) => likelyIssues(inner, path)))
  if (branches.every((branch) => branch.length === 1 && branch[0]?.path.length === path.length && isWrongValue(branch[0]))) return [placed]
  return branches.toSorted((left, right) => unlikeliness(left, path) - unlikeliness(right, path))[0] ?? [placed]
}

const isWrongValue = ({ code }: Issue): boolean => code === 'invalid_type' || code === 'invalid_value'

/** A branch is unlikely when it misses what marks it at its own level; a fault deeper inside shows that its mark was there. */
function unlikeliness(branch: readonly Issue[], path: FieldPath): number {
  return branch.reduce((sum, issue) => sum + (issue.path.length <= path.length + 1 ? 10 : 1) + (issue.code === 'unrecognized_keys' ? 5 : 0), 0)
}

interface Context {
  readonly document: YamlDocument
  readonly schema: z.ZodType
}

function explain(issue: Issue, context: Context): PackProblem[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.slice(0, packLimits.problems).map((key) => unknownField(key, issue.path, context))
  if (issue.code === 'invalid_key') return [badKey(issue, context.document)]
  if (isMissing(issue, context.document)) return [missingField(issue, context.document)]
  const place = context.document.placeOf(issue.path)
  return [faultAt(place, 'wrong-value', { found: describeValue(context.document.valueAt(issue.path)), expected: expectationOf(issue) })]
}

/** A map whose keys have a form of their own: languages, names of variables. */
function badKey(issue: Issue, document: YamlDocument): PackProblem {
  const key = String(issue.path.at(-1))
  return faultAt(document.placeOfKey(issue.path.slice(0, -1), key), 'wrong-value', { found: describeValue(key), expected: expectationOf(issue) })
}

function unknownField(key: string, path: FieldPath, { document, schema }: Context): PackProblem {
  const place = document.placeOfKey(path, key)
  const meant = nearestName(key, fieldsAt(schema, path))
  return meant === undefined ? faultAt(place, 'unknown-field', { name: key }) : faultAt(place, 'unknown-field-meant', { name: key, meant })
}

function missingField(issue: Issue, document: YamlDocument): PackProblem {
  const name = String(issue.path.at(-1))
  const place = document.placeOf(issue.path.slice(0, -1))
  return faultAt({ ...place, field: document.placeOf(issue.path).field ?? name }, 'missing-field', { name, expected: expectationOf(issue) })
}

function isMissing({ path }: Issue, document: YamlDocument): boolean {
  return path.length > 0 && document.valueAt(path) === undefined
}

function expectationOf(issue: Issue): Text {
  switch (issue.code) {
    case 'invalid_type':
      return named(issue.expected)
    case 'invalid_format':
      return named(issue.message)
    case 'invalid_value':
      return either(issue.values.map((one) => verbatim(`\`${String(one)}\``)))
    case 'invalid_union':
      return either(issue.errors.flatMap((errors) => errors.slice(0, 1)).map(expectationOf))
    case 'invalid_key':
      return issue.issues[0] === undefined ? named(issue.message) : expectationOf(issue.issues[0])
    case 'too_small':
      return smallest(issue)
    case 'too_big':
      return fillBoth(packExpectations[issue.origin === 'array' ? 'itemsAtMost' : issue.origin === 'string' ? 'lengthAtMost' : 'atMost'], { limit: String(issue.maximum) })
    default:
      return named(issue.message)
  }
}

function smallest(issue: z.core.$ZodIssueTooSmall): Text {
  if (issue.origin === 'string') return packExpectations['string-nonempty']
  return fillBoth(packExpectations[issue.origin === 'array' ? 'itemsAtLeast' : 'atLeast'], { limit: String(issue.minimum) })
}

function named(name: string): Text {
  return name in packExpectations ? packExpectations[name as keyof typeof packExpectations] : fillBoth(packExpectations.someOther, { reason: name })
}

const verbatim = (text: string): Text => ({ en: text, ko: text })

function either(options: readonly Text[]): Text {
  const or = packExpectations.or
  return { en: unique(options.map(({ en }) => en)).join(or.en), ko: unique(options.map(({ ko }) => ko)).join(or.ko) }
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)]

/** What stands in the file, short enough for a sentence. */
export function describeValue(value: unknown): Text {
  if (value === null || value === undefined) return packExpectations.nothing
  if (Array.isArray(value)) return fillBoth(packExpectations.list, { count: value.length })
  if (typeof value === 'object') return fillBoth(packExpectations.map, { keys: shorten(Object.keys(value).join(', ') || '–') })
  return verbatim(`\`${shorten(typeof value === 'string' ? value : JSON.stringify(value))}\``)
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text)
