import type { Problem } from '#contract/problem.ts'
import type { ProgramError } from '../programs/run-program.ts'

/** A step whose program failed: the command as you would paste it, and its last lines. */
export function buildFailure(step: string, error: ProgramError): Problem {
  return { code: 'build-failed', params: { step }, detail: error.message, fixes: [{ kind: 'action', action: 'retry' }] }
}
