import type { ObjectsCheck } from '#contract/check.ts'
import type { KubeObject } from '#contract/kube.ts'
import { failedConditions, fallenGuards } from '../conditions.ts'
import { aboutRef, ofDifference, type Failure } from '../evidence.ts'
import type { Look } from '../look.ts'
import { preparedTree } from '../match/prepared-tree.ts'
import { isWrittenByLearner } from '../who-writes.ts'
import type { CheckKind } from './check-kind.ts'

/** All objects that carry the labels, judged together: there is one at least, each matches, and what is asserted of them all holds. */
export const objectsKind: CheckKind<ObjectsCheck> = {
  prepare(check, draft) {
    const { objects: ref, related = {} } = check
    const type = draft.fields.kind(ref)
    const variables = draft.variables(check, { objects: { type: `[]${type ?? 'any'}` } })
    const conditions = draft.expressions('assert', check.assert, variables).flat()
    const guards = draft.expressions('unless', check.unless, variables)
    draft.reference('objects', ref)
    draft.tree('match', check.match, type)
    const differences = preparedTree(check.match, type, draft.fields)
    const failuresOf = (object: KubeObject, look: Look): readonly Failure[] =>
      differences(object, look.view).map((one) => ({ verdict: isWrittenByLearner(object, one.fields) ? 'wrong' : 'not-yet', evidence: ofDifference(one, object, look) }))
    return {
      refs: [ref, ...Object.values(related)],
      assess(look) {
        const objects = look.objects(ref)
        const subject = { objects, type, ref, related }
        const fallen = fallenGuards(guards, subject, look)
        if (objects.length === 0) return { failures: [{ verdict: 'not-yet', evidence: { code: 'object-missing', ...aboutRef(look.ref(ref), look) } }], fallen, seen: false }
        return { failures: [...objects.flatMap((object) => failuresOf(object, look)), ...failedConditions(conditions, subject, look)], fallen, seen: true }
      },
    }
  },
}
