import type { parse } from '@bufbuild/cel'

/** A node of a parsed expression. */
export type Expr = ReturnType<typeof parse>['expr']

export type Call = Extract<Expr['exprKind'], { readonly case: 'callExpr' }>['value']
export type Select = Extract<Expr['exprKind'], { readonly case: 'selectExpr' }>['value']
export type Comprehension = Extract<Expr['exprKind'], { readonly case: 'comprehensionExpr' }>['value']

/** The nodes directly under one. */
export function childrenOf(expr: Expr): readonly Expr[] {
  const { exprKind } = expr
  switch (exprKind.case) {
    case 'selectExpr':
      return present([exprKind.value.operand])
    case 'callExpr':
      return present([exprKind.value.target, ...exprKind.value.args])
    case 'listExpr':
      return exprKind.value.elements
    case 'structExpr':
      return exprKind.value.entries.flatMap((entry) => present([entry.keyKind.case === 'mapKey' ? entry.keyKind.value : undefined, entry.value]))
    case 'comprehensionExpr': {
      const { iterRange, accuInit, loopCondition, loopStep, result } = exprKind.value
      return present([iterRange, accuInit, loopCondition, loopStep, result])
    }
    default:
      return []
  }
}

function present(nodes: readonly (Expr | undefined)[]): readonly Expr[] {
  return nodes.filter((node) => node !== undefined)
}

/** The parts of `a && b && c`: each can fail, and be explained, on its own. */
export function conjunctsOf(expr: Expr): readonly Expr[] {
  const { exprKind } = expr
  if (exprKind.case !== 'callExpr' || exprKind.value.function !== '_&&_') return [expr]
  return exprKind.value.args.flatMap(conjunctsOf)
}

export function callNode(name: string, args: readonly Expr[]): Expr {
  return { $typeName: 'cel.expr.Expr', id: 0n, exprKind: { case: 'callExpr', value: { $typeName: 'cel.expr.Expr.Call', function: name, args: [...args] } } }
}

/** The plain value of a literal; `undefined` for everything that is none. */
export function literalOf(expr: Expr | undefined): string | bigint | number | boolean | undefined {
  if (expr?.exprKind.case !== 'constExpr') return undefined
  const { value } = expr.exprKind.value.constantKind
  return typeof value === 'object' || value === null ? undefined : value
}
