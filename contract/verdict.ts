import type { Json } from './check.ts'
import type { PackText } from './lab-parts.ts'
import type { Problem } from './problem.ts'

/**
 * The answer of one check, now.
 * `not-yet`: the cluster is not there yet, nothing written is wrong. `wrong`: what the learner wrote differs.
 * `unknown`: we could not look; it never costs a point. `spent`: it can no longer become true in this attempt's step; rewind.
 */
export type Verdict =
  | { readonly kind: 'passed' }
  | { readonly kind: 'not-yet'; readonly evidence: readonly Evidence[]; readonly holding?: Holding; readonly diagnosis?: Diagnosis }
  | { readonly kind: 'wrong'; readonly evidence: readonly Evidence[] }
  | { readonly kind: 'unknown'; readonly problem: Problem }
  | { readonly kind: 'spent'; readonly evidence: readonly Evidence[] }

/** Everything holds and must go on holding: `since` in milliseconds since the epoch, `for` in milliseconds. */
export interface Holding {
  readonly since: number
  readonly for: number
}

/** One thing that keeps a check from passing, derived from the check's own declaration. */
export interface Evidence {
  readonly code: EvidenceCode
  readonly object?: EvidenceObject
  /** A readable path, list items by key: `spec.template.spec.containers[name=web].image`. */
  readonly path?: string
  /** The value that should be there; null for a field that should not; for a count its number, or `{ atLeast, atMost }`. */
  readonly expected?: Json
  /** What is there; absent when the field is. For `assertion-failed`, why it could not be told. For `answer-wrong`, how much of it is right. */
  readonly actual?: Json
  /** Since when this has been so, milliseconds since the epoch. */
  readonly since?: number
  /** The command that shows it: `kubectl get deployment web -o yaml`. */
  readonly command?: string
  /** The CEL expression that is not true, for `assertion-false`, `assertion-failed` and `guard`. */
  readonly expression?: string
  /** What the author tells whoever answers so, for `answer-wrong`. */
  readonly explanation?: PackText
}

export type EvidenceCode =
  | 'object-missing'
  | 'field-missing'
  | 'field-different'
  | 'item-missing'
  | 'assertion-false'
  | 'assertion-failed'
  | 'count-different'
  | 'never-seen'
  | 'guard'
  | 'history-broken'
  | 'history-awaits'
  | 'not-settled'
  | 'probe-failed'
  | 'probe-awaited'
  | 'http-unanswered'
  | 'http-different'
  | 'http-allowed'
  | 'share-different'
  | 'log-unmatched'
  | 'event-missing'
  | 'file-missing'
  | 'file-different'
  | 'command-failed'
  | 'output-different'
  | 'metric-missing'
  | 'metric-different'
  | 'not-answered'
  | 'answer-wrong'

export interface EvidenceObject {
  readonly apiVersion: string
  readonly kind: string
  readonly namespace?: string
  /** Absent where the check names its object by labels and none is there. */
  readonly name?: string
}

/**
 * The first thing that is off in the story of what a check looks at, found in the cluster and not in the check's declaration:
 * why the Service has no endpoints, why the Pod does not start. The sentences are in `messages/diagnosis.ts`.
 */
export interface Diagnosis {
  readonly code: DiagnosisCode
  /** Where the fault lies: often another object than the one that the check names. */
  readonly object: EvidenceObject
  /** The command that shows it. */
  readonly command: string
  /** Names and values that fill the long sentence; cut away where only `where` is revealed. */
  readonly facts?: Readonly<Record<string, string | number>>
}

export type DiagnosisCode =
  | 'selector-mismatch'
  | 'no-pods'
  | 'no-ready-endpoints'
  | 'wrong-target-port'
  | 'image-pull'
  | 'crash-loop'
  | 'crash-loop-silent'
  | 'failed'
  | 'failed-silent'
  | 'cannot-run'
  | 'oom-killed'
  | 'unschedulable-resources'
  | 'unschedulable-labels'
  | 'unschedulable-taints'
  | 'unschedulable-spread'
  | 'unschedulable-ports'
  | 'unschedulable'
  | 'readiness-failing'
  | 'liveness-failing'
  | 'startup-failing'
  | 'claim-missing'
  | 'claim-class-missing'
  | 'claim-no-volume'
  | 'claim-unused'
  | 'claim-failing'
  | 'quota-exceeded'
  | 'pod-security'
  | 'service-account-missing'
  | 'pods-refused'
  | 'rbac-denied'
  | 'ingress-blocked'
  | 'egress-blocked'
  | 'config-missing'
  | 'config-key-missing'
  | 'mount-failing'
  | 'metrics-missing'
  | 'requests-missing'
  | 'scale-target-missing'
  | 'rollout-stuck'
  | 'rollout-paused'
