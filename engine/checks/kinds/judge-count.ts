import type { CountCheck, Json } from '#contract/check.ts'
import { failedConditions, fallenGuards } from '../conditions.ts'
import { aboutRef, type Failure } from '../evidence.ts'
import type { CheckMemory } from '../judge.ts'
import type { Look } from '../look.ts'
import { preparedTree } from '../match/prepared-tree.ts'
import { mistakes } from '../mistake.ts'
import type { CheckKind } from './check-kind.ts'

type Count = CountCheck['count']

/** How many objects there are that match. A number is never the learner's spelling: a wrong one is `not-yet`. */
export const countKind: CheckKind<CountCheck> = {
  prepare(check, draft) {
    const { count, related = {} } = check
    const type = draft.fields.kind(count.object)
    const variables = draft.variables(check, { objects: { type: `[]${type ?? 'any'}` } })
    const conditions = draft.expressions('assert', check.assert, variables).flat()
    const guards = draft.expressions('unless', check.unless, variables)
    draft.reference('count.object', count.object)
    draft.tree('count.match', count.match, type)
    if (count.is === undefined && count.atLeast === undefined && count.atMost === undefined) draft.note('count', mistakes.noCount())
    const differences = preparedTree(count.match, type, draft.fields)

    return {
      refs: [count.object, ...Object.values(related)],
      assess(look, memory) {
        const objects = look.objects(count.object).filter((object) => differences(object, look.view).length === 0)
        const subject = { objects, type, ref: count.object, related }
        const failures = [...countFailures(count, objects.length, memory, look), ...failedConditions(conditions, subject, look)]
        return { failures, fallen: fallenGuards(guards, subject, look), seen: objects.length > 0 }
      },
    }
  },
}

function countFailures(count: Count, found: number, memory: CheckMemory, look: Look): readonly Failure[] {
  const about = aboutRef(look.ref(count.object), look)
  if (count.after === 'seen' && !memory.seen && found === 0) return [{ verdict: 'not-yet', evidence: { code: 'never-seen', ...about } }]
  if (isCount(count, found)) return []
  return [{ verdict: 'not-yet', evidence: { code: 'count-different', ...about, expected: wanted(count), actual: found } }]
}

function isCount({ is, atLeast = 0, atMost = Number.POSITIVE_INFINITY }: Count, found: number): boolean {
  return (is === undefined || found === is) && found >= atLeast && found <= atMost
}

/** `3`, or `{ atLeast: 2 }`. */
function wanted({ is, atLeast, atMost }: Count): Json {
  if (is !== undefined) return is
  return { ...(atLeast === undefined ? {} : { atLeast }), ...(atMost === undefined ? {} : { atMost }) }
}
