import type { ComponentView } from '#contract/component.ts'
import type { Progress } from '#contract/progress.ts'

/** Systems beside Kubernetes on one cluster. What a person can act on rejects with a ProblemError. */
export interface Components {
  list(): Promise<readonly ComponentView[]>
  /** Until it is ready to be used; one that is there already is quick. What was cut short is gone on with. */
  add(name: string, progress: Progress): Promise<void>
  /** Object by object, until the last has gone. Its images stay in the nodes. */
  remove(name: string, progress: Progress): Promise<void>
}
