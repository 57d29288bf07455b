import type { Check } from '#contract/check.ts'
import type { KubeObject } from '#contract/kube.ts'
import type { Problem } from '#contract/problem.ts'
import type { Verdict } from '#contract/verdict.ts'

/** What a check may look at: plain values, gathered by the caller. Judging does no I/O and never throws. */
export interface CheckView {
  /** Objects of a kind in a namespace (real name; undefined for cluster-scoped kinds), or why they cannot be seen. */
  objects(kind: { apiVersion: string; kind: string }, namespace: string | undefined): readonly KubeObject[] | { readonly problem: Problem }
  /** The lab's namespace names → real ones; the first is the default. */
  readonly namespaces: Readonly<Record<string, string>>
  readonly vars: Readonly<Record<string, string | number>>
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** What a check must remember between two judgements: since when it holds, whether an object was seen, whether a guard fell. */
export interface CheckMemory {
  readonly holdsSince?: number
  readonly seen?: boolean
  readonly spent?: boolean
}

export interface Judgement {
  readonly verdict: Verdict
  readonly memory: CheckMemory
  /** When to judge again though nothing changed (a hold that ends), milliseconds since the epoch. */
  readonly again?: number
}

/** A check ready to be judged: expressions parsed, names checked. */
export interface PreparedCheck {
  readonly check: Check
  /** The kinds (and the lab's namespace names) that this check looks at. */
  readonly looksAt: readonly { readonly apiVersion: string; readonly kind: string; readonly namespace?: string }[]
  judge(view: CheckView, memory: CheckMemory): Judgement
}
