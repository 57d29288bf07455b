import type { Text, TextParams } from './locale.ts'
import type { ProblemCode } from './messages/problems.ts'

/**
 * Something that kept us from doing what was asked, in a form a person can act on.
 * The sentence, its reason and its hint are in the catalogue under `code`; `params` fill their places.
 */
export interface Problem {
  readonly code: ProblemCode
  readonly params: TextParams
  /** What a program printed or the system said: the last lines, never translated. */
  readonly detail?: string
  /** What is wrong in places of a file, a line each. */
  readonly lines?: readonly Text[]
  readonly fixes?: readonly Fix[]
}

/** A way out: a command to copy, or an action of ours that the caller may offer as a button. */
export type Fix =
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'action'; readonly action: 'retry' | 'recreate-cluster' | 'resume-cluster' | 'start-docker' | 'install-docker' | 'free-disk' }

/** Thrown for a problem and turned back into a plain value at the edge. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem, options?: ErrorOptions) {
    super(`${problem.code} ${JSON.stringify(problem.params)}${problem.detail ? `\n${problem.detail}` : ''}`, options)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** Any thrown value as a Problem: ours as it is, a surprise under the code `unexpected` with its message kept. */
export function problemFrom(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  if (isDiskFull(error)) return { code: 'home-disk-full', params: {}, detail: error.message, fixes: [{ kind: 'action', action: 'free-disk' }] }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'unexpected', params: { message }, ...(error instanceof Error && error.stack ? { detail: error.stack } : {}) }
}

/** As Node names what the system said of a file that could not be written. */
const isDiskFull = (error: unknown): error is Error => error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
