import type { Json, LaterCheck } from '#contract/check.ts'
import type { Bounds } from '#contract/component-checks.ts'
import { mistakes } from '../mistake.ts'
import type { Draft } from '../draft.ts'
import type { CheckKind } from './check-kind.ts'

/** What the format has a place for and Kindlab cannot look at yet, with the system beside Kubernetes that it will be asked of. */
export const laterKinds = { inference: 'kserve', workflow: 'argo-workflows', mlflow: 'mlflow', s3: 's3' } as const
type LaterKind = keyof typeof laterKinds

/** Of all that a check says, the kind that nobody judges yet; undefined for one that somebody does. */
export function laterKindOf(check: object): LaterKind | undefined {
  return (Object.keys(laterKinds) as LaterKind[]).find((kind) => kind in check) // its own keys
}

/** It never passes: it costs no point, says what it waits for, and lint tells its author. */
export const laterKind: CheckKind<LaterCheck> = {
  prepare(check, draft) {
    const kind = laterKindOf(check) ?? 'inference'
    draft.placeholders(kind, partsOf(check, kind))
    for (const [field, bounds] of boundsOf(check)) needBound(field, bounds, draft)
    const unseen = { code: 'check-kind-later', params: { kind, component: laterKinds[kind] } } as const
    return { refs: Object.values(check.related ?? {}), assess: () => ({ failures: [], fallen: [], seen: false, unseen }) }
  },
}

/** What came out of YAML has absent fields, but none that is undefined. */
const partsOf = (check: LaterCheck, kind: LaterKind): Json => (check as Partial<Record<LaterKind, Json>>)[kind] ?? null

function boundsOf(check: LaterCheck): readonly (readonly [string, Bounds])[] {
  if ('mlflow' in check) return Object.entries(check.mlflow.run?.metrics ?? {}).map(([name, bounds]) => [`mlflow.run.metrics.${name}`, bounds] as const)
  return 's3' in check && check.s3.count !== undefined ? [['s3.count', check.s3.count]] : []
}

function needBound(field: string, { is, atLeast, atMost }: Bounds, draft: Draft): void {
  if ([is, atLeast, atMost].every((bound) => bound === undefined)) draft.note(field, mistakes.noBound())
}
