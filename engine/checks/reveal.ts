import type { Check } from '#contract/check.ts'
import type { Evidence, Verdict } from '#contract/verdict.ts'

export type Reveal = Check['reveal']

/**
 * Cuts a verdict to what its check lets a learner see: `none` nothing but the verdict's kind, `where` the object and
 * the field but no value (an expression holds values, so it stays out too; a diagnosis becomes its short sentence), `full` everything.
 */
export function revealed(verdict: Verdict, reveal: Reveal): Verdict {
  if (!('evidence' in verdict) || reveal === 'full') return verdict
  const evidence = reveal === 'none' ? [] : verdict.evidence.map(whereOf)
  if (verdict.kind !== 'not-yet' || verdict.diagnosis === undefined) return { ...verdict, evidence }
  const { diagnosis: { facts: _facts, ...diagnosis }, ...rest } = verdict
  return reveal === 'none' ? { ...rest, evidence } : { ...rest, evidence, diagnosis }
}

function whereOf({ expected: _expected, actual: _actual, expression: _expression, ...where }: Evidence): Evidence {
  return where
}
