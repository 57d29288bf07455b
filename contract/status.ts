import type { ClusterFacts, ClusterState } from './cluster.ts'
import type { TextParams } from './locale.ts'
import type { Problem } from './problem.ts'
import type { StepCode } from './messages/steps.ts'

/** The whole of what the engine is doing, as one value that a screen can draw. */
export interface EngineStatus {
  /** Whose cluster labs run on: one of our own on this machine, or one that somebody lends. */
  readonly provider: ClusterFacts['provider']
  readonly cluster: ClusterState
  /** The long operation under way, or the last one; absent when there was none. */
  readonly work?: Work
}

/** One long operation, step by step. Times are milliseconds since the epoch. */
export interface Work {
  readonly doing: WorkKind
  readonly startedAt: number
  readonly steps: readonly WorkStep[]
  /** The last lines that programs printed; the whole log is in a file. */
  readonly log: readonly string[]
  /** How many lines there have been in all, so that a reader knows which of the last ones are new. */
  readonly logged: number
  readonly outcome: { readonly kind: 'running' } | { readonly kind: 'done'; readonly at: number } | { readonly kind: 'failed'; readonly at: number; readonly problem: Problem }
}

export type WorkKind = 'up' | 'pause' | 'resume' | 'stop' | 'down' | 'add-component' | 'remove-component'

export interface WorkStep {
  readonly code: StepCode
  readonly params: TextParams
  readonly startedAt: number
  readonly endedAt?: number
  /** 0 to 1, where it is known. */
  readonly done?: number
  readonly note?: string
}
