import type { Check, ObjectRef } from '#contract/check.ts'
import type { Problem } from '#contract/problem.ts'
import type { Evidence } from '#contract/verdict.ts'
import type { Draft } from '../draft.ts'
import type { Failure } from '../evidence.ts'
import type { CheckMemory, Gathering } from '../judge.ts'
import type { Look } from '../look.ts'

/**
 * A kind of check, told by its one special key (`object`, `count`, `history`). To add one: its schema in the contract,
 * a file here that prepares it, a line in the registry.
 */
export interface CheckKind<C extends Check> {
  prepare(check: C, draft: Draft): Assessor
}

/** A prepared check without what all kinds share (seeing, guards' memory, hold, evidence's since). */
export interface Assessor {
  /** Everything that must be seen before this check can be assessed. */
  readonly refs: readonly ObjectRef[]
  readonly gathers?: Gathering
  assess(look: Look, memory: CheckMemory): Assessment
}

export interface Assessment {
  /** Nothing here means that everything is as the check wants it now. */
  readonly failures: readonly Failure[]
  readonly fallen: readonly Evidence[]
  /** An object that counts is there. */
  readonly seen: boolean
  /** What kept us from seeing all that would have to be seen. A guard that fell has fallen all the same. */
  readonly unseen?: Problem
}
