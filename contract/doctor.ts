import type { DoctorCheckId } from './messages/doctor.ts'
import type { Problem } from './problem.ts'

/** One thing the doctor looked at. */
export interface DoctorResult {
  readonly id: DoctorCheckId
  readonly outcome: { readonly kind: 'passed'; readonly note: string } | { readonly kind: 'problem'; readonly problem: Problem }
}
