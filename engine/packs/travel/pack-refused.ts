import { ProblemError } from '#contract/problem.ts'
import { printPackProblem, type PackProblem } from '../pack-problem.ts'

/** Everything that keeps a pack from loading, a line a place. */
export function packRefused(source: string, problems: readonly PackProblem[]): ProblemError {
  const lines = problems.map((problem) => ({ en: printPackProblem(problem, 'en'), ko: printPackProblem(problem, 'ko') }))
  return new ProblemError({ code: 'pack-refused', params: { folder: source }, lines })
}
