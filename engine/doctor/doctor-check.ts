import type { DoctorResult } from '#contract/doctor.ts'
import type { DoctorFacts } from './doctor-facts.ts'

/** One question about the machine. `applies` keeps it from being asked where it has no answer. */
export interface DoctorCheck {
  readonly id: DoctorResult['id']
  applies(facts: DoctorFacts): boolean
  check(facts: DoctorFacts): DoctorResult['outcome']
}

/** `note` is what was found, in figures and names that need no translation. */
export const passed = (note: string): DoctorResult['outcome'] => ({ kind: 'passed', note })

export function examine(checks: readonly DoctorCheck[], facts: DoctorFacts): readonly DoctorResult[] {
  return checks.filter((one) => one.applies(facts)).map((one) => ({ id: one.id, outcome: one.check(facts) }))
}
