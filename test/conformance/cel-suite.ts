import { isCelList, isCelMap, isCelType, isCelUint, parse, type CelInput, celUint, celType, type CelValue } from '@bufbuild/cel'
import { tests as published } from '@bufbuild/cel-spec/testdata/conformance.js'
import { planExpression } from '../../engine/checks/cel/environment.ts'

/** What the published conformance suite says of one of its files, run in the environment that labs' expressions run in. */
export interface CelPart {
  readonly name: string
  readonly passed: number
  readonly run: number
  /** About protobuf messages, which no lab has, or about types alone, without a value. */
  readonly left: number
  readonly failures: readonly CelFailure[]
}

export interface CelFailure {
  readonly section: string
  readonly expression: string
  readonly expected: string
  readonly found: string
}

/** A value as the suite writes it in protobuf's JSON: `{ int64Value: '3' }`. */
type Written = Readonly<Record<string, unknown>>

interface Test {
  readonly expr: string
  readonly container?: string
  readonly checkOnly?: boolean
  readonly bindings?: Readonly<Record<string, { readonly value?: Written }>>
  readonly value?: Written
  readonly typedResult?: { readonly result?: Written }
  readonly evalError?: unknown
  readonly anyEvalErrors?: unknown
  readonly unknown?: unknown
  readonly anyUnknowns?: unknown
}

/** Every file of the suite that holds tests. */
export function runSuite(): readonly CelPart[] {
  return (published.suites ?? []).map(({ name, suites = [] }) => {
    const tests = suites.flatMap((section) => (section.tests ?? []).map(({ original }) => ({ section: section.name, test: original as unknown as Test })))
    const run = tests.filter(({ test }) => !isLeftOut(test))
    const failures = run.flatMap(({ section, test }) => failureOf(section, test) ?? [])
    return { name, passed: run.length - failures.length, run: run.length, left: tests.length - run.length, failures }
  })
}

const messages = /TestAllTypes|NestedTestAllTypes|cel\.expr|proto[23]|google\.protobuf\.(?!Timestamp|Duration)/

function isLeftOut(test: Test): boolean {
  return test.checkOnly === true || messages.test(JSON.stringify(test))
}

function failureOf(section: string, test: Test): CelFailure | undefined {
  const expected = expectedOf(test)
  const found = foundOf(test)
  return expected === found ? undefined : { section, expression: test.expr, expected, found }
}

function expectedOf({ value, typedResult, evalError, anyEvalErrors, unknown, anyUnknowns }: Test): string {
  if (evalError !== undefined || anyEvalErrors !== undefined) return 'an error'
  if (unknown !== undefined || anyUnknowns !== undefined) return 'unknown'
  return shownWritten(value ?? typedResult?.result ?? { boolValue: true })
}

function foundOf({ expr, bindings = {} }: Test): string {
  try {
    const values = Object.entries(bindings).map(([name, { value = {} }]) => [name, inputOf(value)] as const)
    const result = planExpression(parse(expr).expr)(Object.fromEntries(values))
    return result instanceof Error ? 'an error' : shownValue(result)
  } catch {
    return 'an error'
  }
}

const entriesOf = (written: Written): readonly { readonly key: Written; readonly value: Written }[] =>
  ((written['mapValue'] as { entries?: { key: Written; value: Written }[] }).entries ?? [])
const itemsOf = (written: Written): readonly Written[] => (written['listValue'] as { values?: Written[] }).values ?? []

/** Both sides as one text, so that `1`, `1u` and `1.0` are three things and the order of a map's keys is none. */
function shownWritten(written: Written): string {
  const [kind = 'nullValue', value] = Object.entries(written)[0] ?? []
  switch (kind) {
    case 'int64Value':
      return `int ${String(value)}`
    case 'uint64Value':
      return `uint ${String(value)}`
    case 'doubleValue':
      return shownDouble(Number(value))
    case 'stringValue':
    case 'boolValue':
      return JSON.stringify(value)
    case 'bytesValue':
      return `bytes ${Buffer.from(String(value), 'base64').toString('hex')}`
    case 'typeValue':
      return `type ${String(value)}`
    case 'objectValue':
      return shownMessage(value as { readonly '@type': string; readonly value: string })
    case 'listValue':
      return `[${itemsOf(written).map(shownWritten).join(', ')}]`
    case 'mapValue':
      return shownMap(entriesOf(written).map(({ key, value: inner }) => [shownWritten(key), shownWritten(inner)]))
    default:
      return 'null'
  }
}

function shownMessage({ '@type': type, value }: { readonly '@type': string; readonly value: string }): string {
  const name = type.slice(type.lastIndexOf('/') + 1)
  return shownValue(evaluated(name.endsWith('Duration') ? 'duration(x)' : 'timestamp(x)', value))
}

const shownDouble = (value: number): string => `double ${Object.is(value, -0) ? '-0' : value}`
const shownMap = (entries: readonly (readonly [string, string])[]): string => `{${entries.map((entry) => entry.join(': ')).toSorted().join(', ')}}`

function shownValue(value: CelValue): string {
  if (value === null) return 'null'
  if (typeof value === 'bigint') return `int ${value}`
  if (typeof value === 'number') return shownDouble(value)
  if (typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value)
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`
  if (isCelUint(value)) return `uint ${value.value}`
  if (isCelType(value)) return `type ${value.name}`
  if (isCelList(value)) return `[${[...value].map((item) => shownValue(item)).join(', ')}]`
  if (isCelMap(value)) return shownMap([...value.entries()].map(([key, inner]) => [shownValue(key), shownValue(inner)]))
  return `${celType(value).name} ${JSON.stringify(evaluated('string(x)', value))}`
}

function evaluated(expression: string, x: CelInput): CelValue {
  const result = planExpression(parse(expression).expr)({ x })
  if (result instanceof Error) throw result
  return result
}

function inputOf(written: Written): CelInput {
  const [kind = 'nullValue', value] = Object.entries(written)[0] ?? []
  switch (kind) {
    case 'int64Value':
      return BigInt(String(value))
    case 'uint64Value':
      return celUint(BigInt(String(value)))
    case 'doubleValue':
      return Number(value)
    case 'stringValue':
      return String(value)
    case 'boolValue':
      return value === true
    case 'bytesValue':
      return new Uint8Array(Buffer.from(String(value), 'base64'))
    case 'listValue':
      return itemsOf(written).map(inputOf)
    case 'mapValue':
      return new Map(entriesOf(written).map(({ key, value: inner }) => [inputOf(key), inputOf(inner)])) as CelInput
    case 'objectValue': {
      const { '@type': type, value: text } = value as { readonly '@type': string; readonly value: string }
      return evaluated(type.endsWith('Duration') ? 'duration(x)' : 'timestamp(x)', text)
    }
    default:
      return null
  }
}
