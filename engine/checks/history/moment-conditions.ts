import type { KubeObject } from '#contract/kube.ts'
import type { Compared, Condition, ConditionResult } from '../cel/expression.ts'
import { celValue } from '../cel/values.ts'
import type { FieldType } from '../fields/field-table.ts'
import type { Look } from '../look.ts'
import { staleStatus } from '../match/stale-status.ts'

/** Conditions about one version of an object. */
export interface MomentConditions {
  readonly text: string
  /** All of them are true of this version, and not of a status that belongs to the version before. */
  holds(object: KubeObject, look: Look): boolean
  /** Those that are not true of it. What cannot be told of a version (a list item that is not there) is not true of it. */
  failed(object: KubeObject, look: Look): readonly { readonly condition: Condition; readonly compared?: Compared | undefined }[]
}

export function everyMoment(conditions: readonly Condition[], type: FieldType | undefined): MomentConditions {
  const results = remembered((object, look) => {
    const { view, fields } = look
    const bindings = { object: celValue(object, type, fields), vars: celValue(view.vars, undefined, fields), ns: celValue(view.namespaces, undefined, fields) }
    return conditions.map((condition) => ({ condition, result: condition.evaluate(bindings) }))
  })
  const readsStatus = conditions.some(({ reads }) => reads.some(({ variable, fields: [first] }) => variable === 'object' && first === 'status'))
  return {
    text: conditions.map(({ text }) => text).join(' && '),
    holds: (object, look) => results(object, look).every(({ result }) => result.kind === 'true') && !(readsStatus && staleStatus(object) !== undefined),
    failed: (object, look) => results(object, look).flatMap(({ condition, result }) => (result.kind === 'true' ? [] : [{ condition, compared: result.kind === 'false' ? result.compared : undefined }])),
  }
}

interface Result {
  readonly condition: Condition
  readonly result: ConditionResult
}

/** A version never changes, and an attempt's variables do not either: each is evaluated once, however long the history grows. */
function remembered(evaluate: (object: KubeObject, look: Look) => readonly Result[]): (object: KubeObject, look: Look) => readonly Result[] {
  const known = new WeakMap<object, WeakMap<KubeObject, readonly Result[]>>()
  return (object, look) => {
    const ofWorld = known.get(look.view.vars) ?? new WeakMap<KubeObject, readonly Result[]>()
    known.set(look.view.vars, ofWorld)
    const results = ofWorld.get(object) ?? evaluate(object, look)
    ofWorld.set(object, results)
    return results
  }
}
