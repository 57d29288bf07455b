import { parse, unparse } from '@bufbuild/cel'
import type { Json } from '#contract/check.ts'
import type { Fields } from '../fields/field-table.ts'
import { mistakes, type ExpressionMistake } from '../mistake.ts'
import { planExpression, type Bindings } from './environment.ts'
import { checkNames, type NamesFound, type Read, type Variables } from './names.ts'
import { childrenOf, conjunctsOf, type Expr } from './syntax.ts'
import { jsonOf } from './values.ts'

/** One condition of an expression, ready to be evaluated. `a && b` is two. */
export interface Condition {
  readonly text: string
  readonly reads: readonly Read[]
  evaluate(bindings: Bindings): ConditionResult
}

export type ConditionResult =
  | { readonly kind: 'true' }
  | { readonly kind: 'false'; readonly compared?: Compared }
  /** It could not be evaluated: a list item that is not there, types that do not fit. */
  | { readonly kind: 'failed'; readonly message: string }

/** For `object.spec.replicas == 3`: which field it was, what is there, and for `==` what should be. */
export interface Compared {
  readonly read: Read
  readonly actual?: Json
  readonly expected?: Json
}

export type ParsedExpression =
  | { readonly kind: 'parsed'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'mistaken'; readonly mistakes: readonly ExpressionMistake[] }

type Positions = Readonly<Record<string, number>>

const mostCharacters = 2_000

/** Parses an expression and checks the names in it; evaluating it later never throws. */
export function parseExpression(text: string, variables: Variables, fields: Fields): ParsedExpression {
  if (text.length > mostCharacters) return { kind: 'mistaken', mistakes: [{ column: mostCharacters, message: mistakes.tooLong(mostCharacters) }] }
  try {
    const parsed = parse(text)
    const { expr, sourceInfo } = parsed
    const positions = sourceInfo?.positions ?? {}
    const found = conjunctsOf(expr).flatMap((part) => mistakesIn(part, checkNames(part, positions, variables, fields), positions))
    if (found.length > 0) return { kind: 'mistaken', mistakes: found }
    return { kind: 'parsed', conditions: conjunctsOf(expr).map((part) => conditionFrom(part, unparse({ ...parsed, expr: part }), variables, fields)) }
  } catch (error) {
    return { kind: 'mistaken', mistakes: [syntaxMistake(error)] }
  }
}

/** A field that is no bool can never be what a check asserts: a comparison was forgotten. */
function mistakesIn(expr: Expr, { mistakes: found, reads, type }: NamesFound, positions: Positions): readonly ExpressionMistake[] {
  if (found.length > 0 || type === undefined || type === 'bool' || type === 'any' || expr.exprKind.case === 'comprehensionExpr') return found
  if (expr.exprKind.case === 'selectExpr' && expr.exprKind.value.testOnly) return found
  return [{ column: startOf(expr, positions) + 1, message: mistakes.noBool(reads.at(-1)?.path ?? '', type) }]
}

/** A node's position is that of its operator; where it begins its leftmost node tells. */
function startOf(expr: Expr, positions: Positions): number {
  return Math.min(positions[String(expr.id)] ?? Number.POSITIVE_INFINITY, ...childrenOf(expr).map((child) => startOf(child, positions)))
}

function syntaxMistake(error: unknown): ExpressionMistake {
  const { location, rawMessage, message } = error as { location?: { start?: { offset?: number } }; rawMessage?: string; message?: string }
  return { column: (location?.start?.offset ?? 0) + 1, message: mistakes.syntax(rawMessage ?? message ?? String(error)) }
}

function conditionFrom(expr: Expr, text: string, variables: Variables, fields: Fields): Condition {
  const { reads } = checkNames(expr, {}, variables, fields)
  const compare = comparisonOf(expr, variables, fields)
  const evaluate = planExpression(expr)
  return { text, reads, evaluate: (bindings) => resultOf(evaluate(bindings), () => compare?.(bindings)) }
}

function resultOf(value: unknown, compare: () => Compared | undefined): ConditionResult {
  if (value === true) return { kind: 'true' }
  if (value !== false) return { kind: 'failed', message: value instanceof Error ? value.message : `gives no true or false` }
  const compared = compare()
  return { kind: 'false', ...(compared === undefined ? {} : { compared }) }
}

const comparisons = new Set(['_==_', '_!=_', '_<_', '_<=_', '_>_', '_>=_'])

/** For a comparison of one field with something that is no field: what evidence can say of it. */
function comparisonOf(expr: Expr, variables: Variables, fields: Fields): ((bindings: Bindings) => Compared) | undefined {
  const { exprKind } = expr
  if (exprKind.case !== 'callExpr' || !comparisons.has(exprKind.value.function)) return undefined
  const sides = exprKind.value.args.map((side) => ({ side, read: fieldRead(side, variables, fields), evaluate: planExpression(side) }))
  const [field, ...others] = sides.filter(({ read }) => read !== undefined)
  const value = sides.find(({ read }) => read === undefined)
  if (field?.read === undefined || value === undefined || others.length > 0) return undefined
  const { read, evaluate } = field
  const equality = exprKind.value.function === '_==_'
  return (bindings) => compared(read, evaluate(bindings), equality ? value.evaluate(bindings) : undefined)
}

function compared(read: Read, actual: unknown, expected: unknown): Compared {
  const [found, wanted] = [jsonOf(actual), jsonOf(expected)]
  return { read, ...(found === undefined ? {} : { actual: found }), ...(wanted === undefined ? {} : { expected: wanted }) }
}

/** The one field that this side is, and not an expression that has fields somewhere in it. */
function fieldRead(side: Expr, variables: Variables, fields: Fields): Read | undefined {
  if (side.exprKind.case !== 'selectExpr' && side.exprKind.case !== 'callExpr') return undefined
  if (side.exprKind.case === 'callExpr' && side.exprKind.value.function !== '_[_]') return undefined
  const { reads } = checkNames(side, {}, variables, fields)
  const [read] = reads
  return read?.path !== undefined && read.variable === 'object' && reads.length === 1 ? read : undefined
}
