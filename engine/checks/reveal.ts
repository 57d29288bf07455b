import type { Check } from '#contract/check.ts'
import type { Evidence, Verdict } from '#contract/verdict.ts'

export type Reveal = Check['reveal']

/**
 * Cuts a verdict to what its check lets a learner see: `none` nothing but the verdict's kind, `where` the object and
 * the field but no value (an expression holds values, so it stays out too), `full` everything.
 */
export function revealed(verdict: Verdict, reveal: Reveal): Verdict {
  if (!('evidence' in verdict) || reveal === 'full') return verdict
  return { ...verdict, evidence: reveal === 'none' ? [] : verdict.evidence.map(whereOf) }
}

function whereOf({ expected: _expected, actual: _actual, expression: _expression, ...where }: Evidence): Evidence {
  return where
}
