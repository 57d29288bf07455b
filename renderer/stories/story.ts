import type { DoctorResult } from '#contract/doctor.ts'
import type { Catalogue } from '#contract/lab-summary.ts'
import type { EngineStatus } from '#contract/status.ts'

/** A state of the window that is hard to come by: everything the engine would say of it. */
export interface Story {
  readonly status: EngineStatus
  readonly catalogue: Catalogue
  readonly doctor: readonly DoctorResult[]
}
