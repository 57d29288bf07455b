import type { Attempt } from '#contract/attempt.ts'
import type { ClusterFacts } from '#contract/cluster.ts'
import type { KindRef, KubeObject } from '#contract/kube.ts'
import type { Answer } from '#contract/quiz.ts'
import type { Disposable } from '#contract/lifecycle.ts'
import type { History } from '../engine/checks/history/history.ts'
import type { Sample } from '../engine/checks/sample/sample.ts'
import type { ScriptOptions } from '../engine/terminals/terminal-host.ts'

/** What proofs ask of the engine: attempts on a real cluster, and a look at what is in it. */
export interface ProofSite {
  readonly facts: ProofFacts
  /** A new attempt; the same seed draws the same variables. */
  start(ref: { readonly pack: string; readonly lab: string }, seed: string): Promise<Attempt>
  reset(attempt: string): Promise<Attempt>
  end(attempt: string): Promise<void>
  /** Calls back with the present at once, then at every change. */
  follow(attempt: string, listener: (attempt: Attempt) => void): Promise<Disposable>
  /** Answers a question; why it could not be, where it could not. */
  answer(attempt: string, question: { readonly step: string; readonly check: string }, answer: Answer): Promise<string | undefined>
  /** Runs a script as the learner would type it: in a terminal container of the attempt, with the learner's rights, or on a node. */
  run(attempt: string, script: string, options: ScriptOptions): Promise<{ readonly exitCode: number; readonly output: string }>
  /** The objects of these kinds in the attempt's namespaces and those that are named beside (cluster-scoped kinds: all of them), for recordings. */
  objects(attempt: string, kinds: readonly KindRef[], beside: readonly string[]): Promise<readonly KubeObject[]>
  /** What was seen since the start, or the last reset, of what checks keep a history of, by step and check. */
  histories(attempt: string): Promise<Readonly<Record<string, History>>>
  /** What was last found for checks that have something tried out, by step and check. */
  samples(attempt: string): Readonly<Record<string, Sample>>
  /** Every object that belongs to no namespace, without what changes by itself: the baseline of which a reset promises equality. */
  clusterScoped(): Promise<readonly KubeObject[]>
}

/** Where something was proven. */
export type ProofFacts = Pick<ClusterFacts, 'kubernetes' | 'cni' | 'cgroup' | 'image'>
