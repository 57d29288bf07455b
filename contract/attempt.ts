import type { PackText } from './lab-parts.ts'
import type { Problem } from './problem.ts'
import type { QuizView } from './quiz.ts'
import type { Verdict } from './verdict.ts'

/** A learner's work on one lab, from start to finish, as everyone who shows it sees it. */
export interface Attempt {
  /** Short and random; it is part of the namespaces' names. */
  readonly id: string
  readonly pack: string
  readonly lab: string
  readonly title: PackText
  readonly labVersion: string
  readonly startedAt: number
  readonly phase: 'starting' | 'open' | 'resetting' | 'finished' | 'ended'
  /** The lab's name for a namespace → its real name now. */
  readonly namespaces: Readonly<Record<string, string>>
  readonly vars: Readonly<Record<string, string | number>>
  readonly steps: readonly StepState[]
  readonly points: { readonly earned: number; readonly of: number }
  /** Whether we can see the cluster at all; while not, every open check is `unknown`. */
  readonly sight: Sight
}

export type Sight = { readonly kind: 'live' } | { readonly kind: 'lost'; readonly since: number; readonly problem: Problem }

export interface StepState {
  readonly id: string
  readonly title: PackText
  readonly state: 'locked' | 'open' | 'passed' | 'skipped'
  readonly checks: readonly CheckState[]
  readonly hints: { readonly shown: number; readonly of: number }
}

export interface CheckState {
  readonly id: string
  readonly title: PackText
  readonly points: number
  readonly optional: boolean
  /** Already cut to what the check's `reveal` allows. */
  readonly verdict: Verdict
  /** When the verdict's kind last changed, milliseconds since the epoch. */
  readonly since: number
  /** How often it turned out wrong. */
  readonly stumbles?: number
  /** Of a question, once its step is open. */
  readonly quiz?: QuizView
}
