import type { Problem } from '#contract/problem.ts'
import type { Sample } from '../sample/sample.ts'

/** Why there is nothing to judge yet: it was not tried out, or could not be. */
export function unseenSample(sample: Sample | undefined): Problem {
  return sample?.kind === 'failed' ? sample.problem : { code: 'sample-awaited', params: {} }
}
