import type { PackText } from './lab-parts.ts'

/** A system beside Kubernetes that labs may need (metrics-server, …), one of which serves the whole cluster. */
export interface ComponentView {
  readonly name: string
  readonly version: string
  readonly title: PackText
  /** One sentence on what it is for. */
  readonly summary: PackText
  /**
   * Measured: Kubernetes quantities of what its Pods use while they work and of what its images take, and how long building them
   * takes on two cores, once, where they cannot be pulled.
   */
  readonly price: { readonly memory: string; readonly disk: string; readonly minutes: number }
  /** `partial`: adding or removing it was cut short; either can be done again. */
  readonly state: 'absent' | 'partial' | 'added'
}
