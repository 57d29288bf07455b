import type { Attempt, CheckState } from '#contract/attempt.ts'
import type { EvidenceObject } from '#contract/verdict.ts'
import { objectId, type ObjectSummary } from '#contract/views.ts'

/** What the checks of the open step that have not passed look at, as far as the lab tells it. */
export function litObjects(attempt: Attempt | undefined, objects: readonly ObjectSummary[]): ReadonlySet<string> {
  const open = attempt?.steps.find(({ state }) => state === 'open')
  const subjects = (open?.checks ?? []).flatMap(subjectsOf)
  return new Set(subjects.flatMap((subject) => idsOf(subject, objects)))
}

function subjectsOf({ verdict }: CheckState): readonly EvidenceObject[] {
  if (verdict.kind !== 'not-yet' && verdict.kind !== 'wrong') return []
  const cause = verdict.kind === 'not-yet' && verdict.diagnosis !== undefined ? [verdict.diagnosis.object] : []
  return [...verdict.evidence.flatMap(({ object }) => object ?? []), ...cause]
}

/** A check may look at a kind of objects by their labels: then all of them are looked at. */
function idsOf({ apiVersion, kind, namespace, name }: EvidenceObject, objects: readonly ObjectSummary[]): readonly string[] {
  if (name !== undefined) return [objectId({ apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }) })]
  return objects.filter((one) => one.kind === kind && one.namespace === namespace).map(({ id }) => id)
}
