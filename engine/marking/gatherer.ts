import type { Disposable } from '#contract/lifecycle.ts'
import type { CheckView } from '../checks/judge.ts'
import type { WatchChange } from '../watch/watch.ts'

/** Gathers for one open check what the picture of the cluster does not show. */
export interface Gatherer extends Disposable {
  /** What the check is shown beside the picture. */
  readonly gathered: Pick<CheckView, 'history' | 'sample'>
  /** Told every change of what the check looks at, before it is judged. */
  heed(change: WatchChange): void
  /** Told when the cluster is seen again. */
  wake(): void
  /** Told when somebody looks on again. */
  attend(): void
  /** Looks at once where it looks by itself only now and then; resolves when what was found is known. */
  askNow(): Promise<void>
}
