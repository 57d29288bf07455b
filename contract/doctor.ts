import type { Problem } from './problem.ts'

/** One thing the doctor looked at. */
export interface DoctorResult {
  readonly id: string
  readonly outcome: { readonly kind: 'passed'; readonly note: string } | { readonly kind: 'problem'; readonly problem: Problem }
}
