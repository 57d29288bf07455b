import type { LaterCheck } from '#contract/check.ts'
import type { CheckKind } from './check-kind.ts'

export const laterKinds = ['promql', 'inference', 'workflow', 'mlflow', 's3'] as const

/** What the format has a place for and Kindlab cannot look at yet. It costs no point, and lint tells its author. */
export const laterKind: CheckKind<LaterCheck> = {
  prepare(check) {
    const kind = laterKinds.find((one) => one in check) ?? ''
    return { refs: Object.values(check.related ?? {}), assess: () => ({ failures: [], fallen: [], seen: false, unseen: { code: 'check-kind-later', params: { kind } } }) }
  },
}
