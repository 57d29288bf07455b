import type { PackText } from './lab-parts.ts'

/** A system beside Kubernetes that labs may need (metrics-server, …), one of which serves the whole cluster. */
export interface ComponentView {
  readonly name: string
  readonly version: string
  readonly title: PackText
  /** One sentence on what it is for. */
  readonly summary: PackText
  /** Kubernetes quantities of a usual hour, measured: what its Pods use, what its images take. */
  readonly price: { readonly memory: string; readonly disk: string }
  /** `partial`: adding or removing it was cut short; either can be done again. */
  readonly state: 'absent' | 'partial' | 'added'
}
