import type { Text } from './locale.ts'
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
  /** The lab works on the whole cluster: beginning it again makes the cluster anew. */
  readonly takesCluster?: true
  /** The lab works on the nodes: terminals can be opened there, too. */
  readonly hasNodeShell?: true
  /** The lab's name for a namespace → its real name now. */
  readonly namespaces: Readonly<Record<string, string>>
  readonly vars: Readonly<Record<string, string | number>>
  readonly steps: readonly StepState[]
  readonly points: { readonly earned: number; readonly of: number }
  /** Whether we can see the cluster at all; while not, every open check is `unknown`. */
  readonly sight: Sight
  /** Of a lab that its author works on right now: what came of the newest save. */
  readonly draft?: LabDraft
}

/** What an author's save means for an attempt under way. */
export interface LabDraft {
  /** Milliseconds since the epoch. */
  readonly savedAt: number
  /** Whether it could be taken over; where it could not, the last one that could goes on. */
  readonly isWhole: boolean
  readonly findings: readonly DraftFinding[]
  /** Parts of the lab that a reset takes over: they are put in place when an attempt begins. */
  readonly waiting: readonly PlacedPart[]
}

export interface DraftFinding {
  /** `010-first-pod/lab.yaml:12:7`, from the pack's folder. */
  readonly place: string
  readonly message: Text
}

/** What of a lab is in the cluster or on the disk once it has begun. `checks`: they speak of namespaces or variables that are not there yet. */
export type PlacedPart = 'start' | 'files' | 'namespaces' | 'pod-security' | 'rights' | 'vars' | 'needs' | 'components' | 'checks'

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
  /** It asks a Service, a log or a script, by itself ever more rarely: it can be asked at once. */
  readonly isTriedOut?: boolean
  /** How often it turned out wrong. */
  readonly stumbles?: number
  /** Of a question, once its step is open. */
  readonly quiz?: QuizView
}
