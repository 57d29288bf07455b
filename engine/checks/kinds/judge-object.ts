import type { ObjectCheck } from '#contract/check.ts'
import type { KubeObject } from '#contract/kube.ts'
import { failedConditions, fallenGuards, type Subject } from '../conditions.ts'
import { aboutRef, ofDifference, type Failure } from '../evidence.ts'
import type { Look } from '../look.ts'
import type { Difference } from '../match/difference.ts'
import { preparedTree } from '../match/prepared-tree.ts'
import { staleStatus } from '../match/stale-status.ts'
import { isWrittenByLearner } from '../who-writes.ts'
import type { CheckKind } from './check-kind.ts'

/** One object, by name, or any one of those that carry the labels: it must match and its assertions hold. */
export const objectKind: CheckKind<ObjectCheck> = {
  prepare(check, draft) {
    const type = draft.fields.kind(check.object)
    const variables = draft.variables(check, { object: { type }, objects: { type: `[]${type ?? 'any'}` } })
    const conditions = draft.expressions('assert', check.assert, variables).flat()
    const guards = draft.expressions('unless', check.unless, variables)
    draft.reference('object', check.object)
    draft.tree('match', check.match, type)
    const differences = preparedTree(check.match, type, draft.fields)
    const related = check.related ?? {}
    const assertsStatus = conditions.some(({ reads }) => reads.some(({ variable, fields }) => variable === 'object' && fields[0] === 'status'))

    const failuresOf = (object: KubeObject, subject: Subject, look: Look): readonly Failure[] => [
      ...withStale(differences(object, look.view), assertsStatus ? staleStatus(object) : undefined).map((one): Failure => ({
        verdict: isWrittenByLearner(object, one.fields) ? 'wrong' : 'not-yet',
        evidence: ofDifference(one, object, look),
      })),
      ...failedConditions(conditions, subject, look),
    ]

    return {
      refs: [check.object, ...Object.values(related)],
      assess(look) {
        const objects = look.objects(check.object)
        const without: Subject = { objects, type, ref: check.object, related }
        const subjects = objects.map((object) => ({ ...without, object }))
        const fallen = (subjects.length === 0 ? [without] : subjects).flatMap((subject) => fallenGuards(guards, subject, look))
        const missing: Failure = { verdict: 'not-yet', evidence: { code: 'object-missing', ...aboutRef(look.ref(check.object), look) } }
        return { failures: fewest(subjects.map((subject) => failuresOf(subject.object, subject, look))) ?? [missing], fallen, seen: objects.length > 0 }
      },
    }
  },
}

/** The tree may have said it already. */
function withStale(differences: readonly Difference[], stale: Difference | undefined): readonly Difference[] {
  return stale === undefined || differences.some(({ path }) => path === stale.path) ? differences : [...differences, stale]
}

/** Those of the object that is nearest to what is wanted. */
function fewest(candidates: readonly (readonly Failure[])[]): readonly Failure[] | undefined {
  return candidates.toSorted((one, other) => one.length - other.length)[0]
}
