import type { Attempt } from '#contract/attempt.ts'
import type { PackText } from '#contract/lab-parts.ts'
import type { Disposable } from '#contract/lifecycle.ts'
import type { Answer } from '#contract/quiz.ts'
import type { Progress } from '#contract/progress.ts'
import type { History } from '../checks/history/history.ts'
import type { Sample } from '../checks/sample/sample.ts'
import type { KubeAccess } from '../kube/kube-client.ts'
import type { LoadedLab } from '../packs/pack-store.ts'
import type { LearnerIdentity } from '../terminals/terminal-host.ts'

/**
 * Learners' work on labs. Every change is in the attempt's journal before anybody is told of it; two processes may hold
 * the same attempts. What a person can act on rejects with a ProblemError.
 */
export interface Attempts {
  /** Takes up every attempt that is not over: finishes what a crash interrupted, removes what it left, judges on. */
  resume(progress: Progress): Promise<readonly Attempt[]>
  start(request: StartRequest, progress: Progress): Promise<Attempt>
  /** Those that are not over, oldest first. */
  list(): readonly Attempt[]
  get(id: string): Attempt
  /** The lab as it was when the attempt began. */
  lab(id: string): LoadedLab
  /** Calls back with the present at once, then at every change. */
  subscribe(id: string, listener: (attempt: Attempt) => void): Disposable
  /** Begins again in fresh namespaces with the same variables; the old ones go behind. */
  reset(id: string, progress: Progress): Promise<Attempt>
  /** Back to before `step`, with the learner's own work of the steps that passed before it. */
  rewind(id: string, step: string, progress: Progress): Promise<Attempt>
  /** Applies the step's solution and goes on; it earns nothing. */
  skip(id: string, step: string, progress: Progress): Promise<Attempt>
  /** The step's next hint, which is counted; undefined when all were shown. */
  hint(id: string, step: string): Promise<{ readonly text: PackText | undefined; readonly shown: number; readonly of: number }>
  /** As it is, with what is off behind its open checks: at once, where whoever subscribes is told only of what stays so for ten seconds. */
  diagnose(id: string, signal: AbortSignal): Promise<Attempt>
  /** Has its open checks try out at once what they try out by themselves only now and then. */
  checkNow(id: string, signal: AbortSignal): Promise<Attempt>
  /** Answers a question of an open step; how often is counted. One that is answered rightly stays so. */
  answer(id: string, question: Question, answer: Answer): Promise<Attempt>
  /** Removes it from the cluster; its journal stays. */
  end(id: string, progress: Progress): Promise<void>
  /** What a terminal of this attempt needs, with a token that lives for weeks. */
  identity(id: string): Promise<LearnerIdentity>
  /** The learner's rights from this machine. */
  learnerAccess(id: string): Promise<KubeAccess>
  /** What was seen since the last reset of what checks keep a history of, by step and check (`roll-out/no-gap`). */
  histories(id: string): Promise<Readonly<Record<string, History>>>
  /** What was last found for checks that have something tried out, by step and check. */
  samples(id: string): Readonly<Record<string, Sample>>
  /** Stops judging and lets go of everything; the cluster keeps its namespaces. */
  dispose(): Promise<void>
}

/** A check that asks. */
export interface Question {
  readonly step: string
  readonly check: string
}

export interface StartRequest {
  readonly pack: string
  readonly loaded: LoadedLab
  /** Draws the same variables again; random unless given. */
  readonly seed?: string
}
