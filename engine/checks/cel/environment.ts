import { celEnv, celFunc, CelScalar, plan, type CelEnv } from '@bufbuild/cel'
import { strings } from '@bufbuild/cel/ext'
import { kubernetesFunctions } from './kubernetes-functions.ts'
import { compiledPattern } from './patterns.ts'
import { callNode, childrenOf, type Comprehension, type Expr } from './syntax.ts'

/** Rounds of all loops of one evaluation: packs are untrusted, and nested `exists` over a thousand Pods would hold up every verdict. */
const mostRounds = 100_000
const tick = '@tick'

/** One evaluation runs at a time and never waits, so that the count can live beside the environment. */
let roundsLeft = 0

const countRound = celFunc(tick, [], CelScalar.BOOL, () => {
  roundsLeft -= 1
  if (roundsLeft < 0) throw new Error(`more than ${mostRounds} rounds`)
  return true
})

const environment: CelEnv = celEnv({
  funcs: [...strings, ...kubernetesFunctions, countRound],
  re2: { compile: (pattern) => ({ test: (text) => compiledPattern(pattern).matcher(text).find() }) },
})

/** Operators that the planner knows by itself. */
const builtIn = new Set(['_[_]', '_?_:_', '_&&_', '_||_', '@not_strictly_false'])

export function isKnownFunction(name: string): boolean {
  return builtIn.has(name) || environment.funcs.find(name) !== undefined
}

export type Bindings = NonNullable<Parameters<ReturnType<typeof plan>>[0]>
export type Evaluate = (bindings: Bindings) => ReturnType<ReturnType<typeof plan>>

/** A function that evaluates the expression. Its loops are counted and end with an error when they take too many rounds. */
export function planExpression(expr: Expr): Evaluate {
  countLoops(expr)
  const evaluate = plan(environment, expr)
  return (bindings) => {
    roundsLeft = mostRounds
    return evaluate(bindings)
  }
}

/** Parts of an expression are planned on their own too: a loop is counted once. */
const counted = new WeakSet<Comprehension>()

function countLoops(expr: Expr): void {
  const { exprKind } = expr
  if (exprKind.case === 'comprehensionExpr' && exprKind.value.loopCondition !== undefined && !counted.has(exprKind.value)) {
    counted.add(exprKind.value)
    exprKind.value.loopCondition = callNode('_&&_', [callNode(tick, []), exprKind.value.loopCondition])
  }
  childrenOf(expr).forEach(countLoops)
}
