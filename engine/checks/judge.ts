import type { Check } from '#contract/check.ts'
import type { Answer } from '#contract/quiz.ts'
import type { KubeObject } from '#contract/kube.ts'
import type { Problem } from '#contract/problem.ts'
import type { Evidence, Verdict } from '#contract/verdict.ts'
import type { History } from './history/history.ts'
import type { HttpRequest, Sample, SampleRequest, SampleResult } from './sample/sample.ts'

/** What a check may look at: plain values, gathered by the caller. Judging does no I/O and never throws. */
export interface CheckView {
  /** Objects of a kind in a namespace (real name; undefined for cluster-scoped kinds), or why they cannot be seen. */
  objects(kind: { apiVersion: string; kind: string }, namespace: string | undefined): readonly KubeObject[] | { readonly problem: Problem }
  /** The lab's namespace names → real ones; the first is the default. */
  readonly namespaces: Readonly<Record<string, string>>
  readonly vars: Readonly<Record<string, string | number>>
  /** What the learner has answered, by check. */
  readonly answers?: Readonly<Record<string, Answer>>
  /** Milliseconds since the epoch. */
  readonly now: number
  /** Until when all that happened is surely in this view; `now` unless said. A hold counts no further. */
  readonly seenUntil?: number
  /** What was gathered for the one check that is judged, where it `gathers` something. */
  readonly history?: History
  readonly sample?: Sample
}

/** What a check must remember between two judgements. Plain JSON, so that it can be kept in a journal. */
export interface CheckMemory {
  /** Since when everything holds. */
  readonly holdsSince?: number
  /** An object that counts was there once. */
  readonly seen?: boolean
  /** The guards that fell: from then on the check is `spent`. */
  readonly spent?: readonly Evidence[]
  /** Since when each of the current pieces of evidence has been so, by what it is about. */
  readonly since?: Readonly<Record<string, number>>
}

export interface Judgement {
  readonly verdict: Verdict
  readonly memory: CheckMemory
  /** When to judge again though nothing changed (a hold that ends), milliseconds since the epoch; past where only the word is missing that nothing happened until then. */
  readonly again?: number
}

/** A check ready to be judged: expressions parsed, names checked. */
export interface PreparedCheck {
  readonly check: Check
  /** The kinds that this check looks at, with the lab's name for the namespace; none for cluster-scoped kinds. */
  readonly looksAt: readonly { readonly apiVersion: string; readonly kind: string; readonly namespace?: string }[]
  /** What was true for a moment counts (a guard, a hold, `after: seen`): judge at every change, not once for several. */
  readonly remembers: boolean
  /** Whether an object of a kind that it looks at can matter to it: one that it names, or any where it goes by labels. */
  concerns(object: KubeObject, world: Pick<CheckView, 'vars' | 'namespaces'>): boolean
  /** What must be gathered for it beside the picture of now. */
  readonly gathers?: Gathering
  judge(view: CheckView, memory: CheckMemory): Judgement
}

/** What somebody must gather while a check is open, and hand to it with the view. */
export type Gathering = HistoryGathering | SampleGathering

export interface HistoryGathering {
  readonly kind: 'history'
  readonly scope: PreparedCheck['looksAt'][number]
  /** Whether an object of the scope belongs to the history. */
  isMeant(object: KubeObject, world: Pick<CheckView, 'vars' | 'namespaces'>): boolean
  /** Asked while an object of the history is not settled. */
  readonly probe?: HistoryProbe
}

export interface HistoryProbe {
  /** Milliseconds from one request to the next. */
  readonly every: number
  ask(view: CheckView): HttpRequest | undefined
  isUnderWay(object: KubeObject): boolean
  /** Why an answer is none that counts; undefined for one that does. */
  fault(result: SampleResult): string | undefined
}

/** Something to be tried out when it begins, at every change of what the check looks at, and at a pace. */
export interface SampleGathering {
  readonly kind: 'sample'
  /** Milliseconds between two tries where nothing happens; undefined where a change is always told. */
  readonly every?: number
  /** What to look at as things are; undefined where there is nothing to look at yet. */
  ask(view: CheckView): SampleRequest | undefined
  /** Whether what was found may be otherwise once this object has changed; every one, where nothing is said. */
  concerns?(object: KubeObject): boolean
}
