import { ProblemError } from '#contract/problem.ts'
import { oneAtATime } from '../files/one-at-a-time.ts'

/** Keeps two processes from placing the same attempt at once. Waits for a holder as long as the signal allows, at most `within` milliseconds. */
export function withAttemptLock<Result>(path: string, signal: AbortSignal, work: () => Promise<Result>, within = 120_000): Promise<Result> {
  const otherwise = (pid: number): Error => new ProblemError({ code: 'attempt-busy', params: { process: pid } })
  return oneAtATime({ file: path, signal, patience: { within, otherwise } }, work)
}
