import type { ObjectCheck } from '#contract/check.ts'
import type { KubeObject } from '#contract/kube.ts'
import type { Condition } from '../cel/expression.ts'
import { failedConditions, fallenGuards, type Subject } from '../conditions.ts'
import { aboutRef, ofDifference, type Failure } from '../evidence.ts'
import type { Look } from '../look.ts'
import { preparedTree, type PreparedTree } from '../match/prepared-tree.ts'
import { isWrittenByLearner } from '../who-writes.ts'
import type { Assessment, CheckKind } from './check-kind.ts'

/** One object, by name, or any one of those that carry the labels: it must match and its assertions hold. */
export const objectKind: CheckKind<ObjectCheck> = {
  prepare(check, draft) {
    const { object: ref, related = {} } = check
    const type = draft.fields.kind(ref)
    const variables = draft.variables(check, { object: { type }, objects: { type: `[]${type ?? 'any'}` } })
    const conditions = draft.expressions('assert', check.assert, variables).flat()
    const guards = draft.expressions('unless', check.unless, variables)
    draft.reference('object', ref)
    draft.tree('match', check.match, type)
    const wanted: Wanted = { differences: preparedTree(check.match, type, draft.fields), conditions, guards }
    return {
      refs: [ref, ...Object.values(related)],
      assess: (look) => assess(wanted, { objects: look.objects(ref), type, ref, related }, look),
    }
  },
}

interface Wanted {
  readonly differences: PreparedTree
  readonly conditions: readonly Condition[]
  readonly guards: readonly (readonly Condition[])[]
}

function assess(wanted: Wanted, subject: Subject, look: Look): Assessment {
  const { objects } = subject
  const subjects = objects.map((object) => ({ ...subject, object }))
  // A guard about related objects alone can fall while the object itself is not there.
  const fallen = (subjects.length === 0 ? [subject] : subjects).flatMap((one) => fallenGuards(wanted.guards, one, look))
  const failures = fewest(subjects, (one) => failuresOf(one.object, wanted, one, look))
  return { failures: failures ?? [missing(subject, look)], fallen, seen: objects.length > 0 }
}

function failuresOf(object: KubeObject, { differences, conditions }: Wanted, subject: Subject, look: Look): readonly Failure[] {
  const different = differences(object, look.view).map((one): Failure => ({
    verdict: isWrittenByLearner(object, one.fields) ? 'wrong' : 'not-yet',
    evidence: ofDifference(one, object, look),
  }))
  return [...different, ...failedConditions(conditions, subject, look)]
}

function missing({ ref }: Subject, look: Look): Failure {
  return { verdict: 'not-yet', evidence: { code: 'object-missing', ...aboutRef(look.ref(ref), look) } }
}

/** Those of the object that is nearest to what is wanted; none is nearer than one that has it all. */
function fewest<One>(candidates: readonly One[], failures: (one: One) => readonly Failure[]): readonly Failure[] | undefined {
  let nearest: readonly Failure[] | undefined
  for (const candidate of candidates) {
    const found = failures(candidate)
    if (nearest === undefined || found.length < nearest.length) nearest = found
    if (nearest.length === 0) break
  }
  return nearest
}
