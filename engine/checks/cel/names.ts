import { listItem, mapValue, type Fields, type FieldType } from '../fields/field-table.ts'
import { mistakes, type ExpressionMistake } from '../mistake.ts'
import { nearestName } from '../nearest-name.ts'
import { isKnownFunction } from './environment.ts'
import { compiledPattern } from './patterns.ts'
import { childrenOf, literalOf, type Call, type Comprehension, type Expr, type Select } from './syntax.ts'

/** A name that an expression may use, and what is known of its value. */
export interface Variable {
  readonly type: FieldType | undefined
  /** The names behind the dot where they are declared (`related`, `vars`, `ns`); their types where known. */
  readonly members?: Readonly<Record<string, FieldType | undefined>>
}

export type Variables = Readonly<Record<string, Variable>>

/** What an expression looks at: a field of a variable, as far as it can be said without evaluating. */
export interface Read {
  readonly variable: string
  readonly fields: readonly string[]
  /** `spec.template.spec.containers[0].image`; absent behind a loop or a computed index. */
  readonly path?: string
}

interface Reach extends Read {
  readonly type: FieldType | undefined
  readonly members?: Variable['members']
}

interface Walk {
  readonly fields: Fields
  readonly positions: Readonly<Record<string, number>>
  readonly found: ExpressionMistake[]
  readonly reads: Read[]
}

type Scope = ReadonlyMap<string, Reach>

export interface NamesFound {
  readonly mistakes: readonly ExpressionMistake[]
  readonly reads: readonly Read[]
  /** The type of the whole expression where it is one field. */
  readonly type: FieldType | undefined
}

/** Finds every name, field and function that an expression uses, and those that do not exist, with their columns. */
export function checkNames(expr: Expr, positions: Readonly<Record<string, number>>, variables: Variables, fields: Fields): NamesFound {
  const walk: Walk = { fields, positions, found: [], reads: [] }
  const scope = new Map(Object.entries(variables).map(([name, variable]) => [name, { variable: name, fields: [], path: '', ...variable }]))
  const type = read(expr, scope, walk)?.type
  return { mistakes: walk.found, reads: walk.reads, type }
}

/** Notes what a whole chain of fields reads; the chain's inner nodes are passed by `reach`. */
function read(expr: Expr, scope: Scope, walk: Walk): Reach | undefined {
  const reached = reach(expr, scope, walk)
  if (reached !== undefined) walk.reads.push(readOf(reached))
  return reached
}

function readOf({ variable, fields, path }: Reach): Read {
  return { variable, fields, ...(path === undefined ? {} : { path }) }
}

function reach(expr: Expr, scope: Scope, walk: Walk): Reach | undefined {
  const { exprKind } = expr
  switch (exprKind.case) {
    case 'identExpr':
      return reachVariable(expr, exprKind.value.name, scope, walk)
    case 'selectExpr':
      return reachSelect(expr, exprKind.value, scope, walk)
    case 'callExpr':
      return reachCall(expr, exprKind.value, scope, walk)
    case 'comprehensionExpr':
      return reachLoop(exprKind.value, scope, walk)
    default:
      childrenOf(expr).forEach((child) => read(child, scope, walk))
      return undefined
  }
}

const typeNames = new Set(['int', 'uint', 'double', 'bool', 'string', 'bytes', 'list', 'map', 'null_type', 'type'])

function reachVariable(expr: Expr, name: string, scope: Scope, walk: Walk): Reach | undefined {
  const known = scope.get(name)
  if (known === undefined && !typeNames.has(name) && !name.startsWith('@')) {
    walk.found.push({ column: columnOf(expr, walk), message: mistakes.unknownName(name, [...scope.keys()]) })
  }
  return known
}

function reachSelect(expr: Expr, { operand, field, testOnly }: Select, scope: Scope, walk: Walk): Reach | undefined {
  const from = operand && reach(operand, scope, walk)
  if (operand === undefined || from === undefined) return undefined
  // A node's position is that of its dot, but of `has(a.b)` it is that of `has`.
  const column = testOnly ? endOf(operand, walk) + 2 : columnOf(expr, walk) + 1
  return reachField(from, field, column, walk)
}

function endOf({ id, exprKind }: Expr, { positions }: Walk): number {
  const length = exprKind.case === 'identExpr' ? exprKind.value.name.length : exprKind.case === 'selectExpr' ? exprKind.value.field.length + 1 : 0
  return (positions[String(id)] ?? 0) + length
}

function reachField(from: Reach, field: string, column: number, walk: Walk): Reach {
  const names = from.members === undefined ? walk.fields.names(from.type) : Object.keys(from.members)
  if (names !== undefined && !names.includes(field)) {
    walk.found.push({ column, message: mistakes.unknownField(field, nearestName(field, names)) })
  }
  const type = from.members === undefined ? walk.fields.field(from.type, field) : from.members[field]
  return { ...stepped(from, from.path === '' ? field : `.${field}`), fields: [...from.fields, field], type }
}

function stepped({ variable, fields, path }: Reach, step: string): Omit<Reach, 'type'> {
  return { variable, fields, ...(path === undefined ? {} : { path: path + step }) }
}

/** With the right arguments they are loops by now, and no calls. */
const macros = new Set(['all', 'exists', 'exists_one', 'filter', 'map'])

/** Whose first argument is a regular expression. */
const patternFunctions = new Set(['matches', 'find', 'findAll'])

function reachCall(expr: Expr, call: Call, scope: Scope, walk: Walk): Reach | undefined {
  if (call.target !== undefined && macros.has(call.function)) {
    walk.found.push({ column: columnOf(expr, walk) + 1, message: mistakes.notThisMacro(call.function) })
    return undefined
  }
  const library = libraryOf(call, scope)
  if (library !== undefined) return callLibrary(library, expr, call, scope, walk)
  if (!isKnownFunction(call.function)) walk.found.push({ column: columnOf(expr, walk) + (call.target ? 1 : 0), message: mistakes.unknownFunction(call.function) })
  if (patternFunctions.has(call.function)) checkPattern(call, walk)
  if (call.function === '_[_]') return reachIndex(call, scope, walk)
  childrenOf(expr).forEach((child) => read(child, scope, walk))
  return undefined
}

const libraries = new Set(['sets', 'strings'])

/** `sets.contains(…)`: what stands before the dot is the name of a library and no variable. */
function libraryOf({ target }: Call, scope: Scope): string | undefined {
  const name = target?.exprKind.case === 'identExpr' ? target.exprKind.value.name : undefined
  return name !== undefined && libraries.has(name) && !scope.has(name) ? name : undefined
}

function callLibrary(library: string, expr: Expr, call: Call, scope: Scope, walk: Walk): undefined {
  const name = `${library}.${call.function}`
  if (!isKnownFunction(name)) walk.found.push({ column: columnOf(call.target ?? expr, walk), message: mistakes.unknownFunction(name) })
  for (const argument of call.args) read(argument, scope, walk)
}

function reachIndex(call: Call, scope: Scope, walk: Walk): Reach | undefined {
  const [list, index] = call.args
  const from = list && reach(list, scope, walk)
  if (index !== undefined) read(index, scope, walk)
  if (from === undefined) return undefined
  const key = literalOf(index)
  if (typeof key === 'string') return { ...stepped(from, `['${key}']`), fields: [...from.fields, key], type: walk.fields.field(from.type, key) }
  const { path: _path, ...pathless } = stepped(from, '')
  return { ...(typeof key === 'bigint' ? stepped(from, `[${key}]`) : pathless), type: listItem(from.type) ?? mapValue(from.type) }
}

function reachLoop(loop: Comprehension, scope: Scope, walk: Walk): undefined {
  const range = loop.iterRange && reach(loop.iterRange, scope, walk)
  const { path: _path, ...item } = range ?? { variable: loop.iterVar, fields: [], type: undefined }
  const inner = new Map(scope).set(loop.iterVar, { ...item, type: listItem(range?.type) })
  if (range !== undefined) walk.reads.push(readOf(range))
  for (const part of [loop.accuInit, loop.loopCondition, loop.loopStep, loop.result]) if (part !== undefined) read(part, inner, walk)
}

function checkPattern(call: Call, walk: Walk): void {
  const node = call.function === 'findAll' ? call.args[0] : call.args.at(-1)
  const pattern = literalOf(node)
  if (node === undefined || typeof pattern !== 'string') return
  try {
    compiledPattern(pattern)
  } catch (error) {
    walk.found.push({ column: columnOf(node, walk), message: mistakes.badPattern(error instanceof Error ? error.message : String(error)) })
  }
}

/** From 1. */
function columnOf(expr: Expr, { positions }: Walk): number {
  return (positions[String(expr.id)] ?? 0) + 1
}
