import type { DoctorResult } from '#contract/doctor.ts'
import type { Catalogue } from '#contract/lab-summary.ts'
import type { PackView } from '#contract/pack.ts'
import type { EngineStatus } from '#contract/status.ts'
import type { PackWork } from '../stores/packs-store.ts'

/** A state of the window that is hard to come by: everything the engine would say of it. */
export interface Story {
  readonly status: EngineStatus
  readonly catalogue: Catalogue
  readonly doctor: readonly DoctorResult[]
  /** The panel of packs stands open. */
  readonly packs?: StoryPacks
}

export interface StoryPacks {
  readonly list: readonly PackView[]
  readonly work: PackWork
}
