import type { KubeObject } from '#contract/kube.ts'
import type { History, HistoryEntry, HistoryGap } from '../../engine/checks/history/history.ts'
import { aDeployment } from './objects.ts'

/** Versions one millisecond apart, beginning at 100; a gap or a deletion stands where it happened. */
export function aHistory(...told: readonly (KubeObject | 'gone' | HistoryGap)[]): History {
  const entries: HistoryEntry[] = []
  let last = aDeployment()
  for (const [index, one] of told.entries()) {
    const at = 100 + index
    if (one === 'gone') entries.push({ kind: 'gone', at, object: last })
    else if (one.kind === 'gap') entries.push(one as HistoryGap)
    else {
      last = withVersion(one as KubeObject, at)
      entries.push({ kind: 'version', at, object: last })
    }
  }
  return { entries }
}

const withVersion = (object: KubeObject, at: number): KubeObject => ({ ...object, metadata: { ...object.metadata, resourceVersion: String(at) } })

/** Everything between the versions before and after it in `aHistory` may be missing. */
export const aGapAt = (index: number, reason: HistoryGap['reason'] = 'stopped'): HistoryGap => ({ kind: 'gap', from: 100 + index - 1, to: 100 + index + 1, reason })

interface Rollout {
  /** What runs is of this revision. */
  readonly revision?: number
  readonly replicas?: number
  readonly available?: number
  readonly updated?: number
  readonly uid?: string
}

/** A Deployment in the middle of a rollout, or, where all its replicas are up to date and available, after it. */
export function aRollout({ revision = 1, replicas = 3, available = 3, updated = replicas, uid = 'uid-web' }: Rollout = {}): KubeObject {
  return aDeployment({
    replicas,
    metadata: { uid, generation: revision, annotations: { 'deployment.kubernetes.io/revision': String(revision) } },
    containers: [{ name: 'web', image: `agnhost:v${revision}` }],
    status: { observedGeneration: revision, replicas, updatedReplicas: updated, readyReplicas: available, availableReplicas: available },
  })
}
