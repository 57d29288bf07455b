import type { ObjectRef } from '#contract/check.ts'
import type { KubeObject } from '#contract/kube.ts'
import type { Evidence } from '#contract/verdict.ts'
import type { Bindings } from './cel/environment.ts'
import type { Condition, ConditionResult } from './cel/expression.ts'
import type { Read } from './cel/names.ts'
import { celValue, fieldMap } from './cel/values.ts'
import { aboutObject, aboutRef, ofComparison, ofDifference, type Failure } from './evidence.ts'
import type { FieldType } from './fields/field-table.ts'
import type { Look } from './look.ts'
import { staleStatus } from './match/stale-status.ts'
import { isWrittenByLearner } from './who-writes.ts'

/** What a check's expressions are about: one object or none (a count), all that its reference means, and the related ones. */
export interface Subject {
  readonly object?: KubeObject
  readonly objects: readonly KubeObject[]
  /** All versions of what a history is about, oldest first. */
  readonly history?: readonly KubeObject[]
  /** What a query for metrics gave. */
  readonly values?: readonly number[]
  readonly type: FieldType | undefined
  readonly ref: ObjectRef
  readonly related: Readonly<Record<string, ObjectRef>>
}

function bindingsFor(subject: Subject, look: Look): Bindings {
  const common = commonBindings.get(look) ?? commonBindingsFor(subject, look)
  commonBindings.set(look, common)
  return subject.object === undefined ? common : { ...common, object: celValue(subject.object, subject.type, look.fields) }
}

/** One check looks once, whatever number of objects it then assesses. */
const commonBindings = new WeakMap<Look, Bindings>()

function commonBindingsFor({ objects, history, values, type, related }: Subject, look: Look): Bindings {
  const { fields, view } = look
  return {
    ...(history === undefined ? {} : { history: celValue(history, `[]${type ?? 'any'}`, fields) }),
    ...(values === undefined ? {} : { values: celValue(values, '[]number', fields) }),
    objects: celValue(objects, `[]${type ?? 'any'}`, fields),
    related: fieldMap(relatedValues(related, look), undefined, fields),
    vars: celValue(view.vars, undefined, fields),
    ns: celValue(view.namespaces, undefined, fields),
  }
}

/** A related reference with a name is that object (missing when it is not there), every other a list. */
function relatedValues(related: Subject['related'], look: Look): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(related).flatMap(([name, ref]) => {
      const found = look.objects(ref)
      const type = look.fields.kind(ref)
      if (ref.name === undefined) return [[name, celValue(found, `[]${type ?? 'any'}`, look.fields)]]
      return found[0] === undefined ? [] : [[name, celValue(found[0], type, look.fields)]]
    }),
  )
}

/** The conditions that do not hold, each with its evidence. */
export function failedConditions(conditions: readonly Condition[], subject: Subject, look: Look): readonly Failure[] {
  if (conditions.length === 0) return []
  const bindings = bindingsFor(subject, look)
  return conditions.flatMap((condition) => {
    const result = condition.evaluate(bindings)
    return result.kind === 'true' ? staleFailures(condition, subject, look) : [failureOf(condition, result, subject, look)]
  })
}

/** What is true of a status only counts when the status is of the present. */
function staleFailures({ reads }: Condition, subject: Subject, look: Look): readonly Failure[] {
  return reads.flatMap((read) => statusRead(read, subject, look)).flatMap((object) => {
    const stale = staleStatus(object)
    return stale === undefined ? [] : [{ verdict: 'not-yet', evidence: ofDifference(stale, object, look) }]
  })
}

/** The objects whose status an expression reads there. */
function statusRead({ variable, fields: [first, second] }: Read, { object, objects, history, related }: Subject, look: Look): readonly KubeObject[] {
  if (variable === 'related') return second === 'status' && first !== undefined && related[first] !== undefined ? look.objects(related[first]) : []
  if (first !== 'status') return []
  if (variable === 'history') return history?.slice(-1) ?? []
  return variable === 'objects' ? objects : object === undefined ? [] : [object]
}

type NotTrue = Exclude<ConditionResult, { readonly kind: 'true' }>

function failureOf(condition: Condition, result: NotTrue, subject: Subject, look: Look): Failure {
  const absent = result.kind === 'failed' ? missingRelated(condition.reads, subject, look) : undefined
  if (absent !== undefined) return { verdict: 'not-yet', evidence: { code: 'object-missing', ...aboutRef(absent, look) } }
  return { verdict: verdictOf(condition.reads, subject), evidence: evidenceOf(condition, result, subject, look) }
}

function missingRelated(reads: readonly Read[], { related }: Subject, look: Look): ObjectRef | undefined {
  const names = reads.flatMap((read) => (read.variable === 'related' ? read.fields.slice(0, 1) : []))
  const ref = names.map((name) => related[name]).find((one) => one?.name !== undefined && look.objects(one).length === 0)
  return ref && look.ref(ref)
}

/**
 * A condition is the learner's to put right when all that it reads of the cluster is what they write in this one object;
 * one that reads a status, related objects or a number of objects may still become true by itself.
 */
function verdictOf(reads: readonly Read[], { object }: Subject): Failure['verdict'] {
  const ofCluster = reads.filter(({ variable }) => variable !== 'vars' && variable !== 'ns')
  const isWritten = ofCluster.every(({ variable, fields }) => variable === 'object' && object !== undefined && isWrittenByLearner(object, fields))
  return isWritten && ofCluster.length > 0 ? 'wrong' : 'not-yet'
}

function evidenceOf(condition: Condition, result: NotTrue, subject: Subject, look: Look): Evidence {
  const others = onlyRelated(condition.reads, subject)
  const about = others === undefined && subject.object !== undefined ? aboutObject(subject.object, look) : aboutRef(look.ref(others ?? subject.ref), look)
  const compared = result.kind === 'false' ? ofComparison(result.compared) : { actual: result.message }
  const code = result.kind === 'false' ? 'assertion-false' : 'assertion-failed'
  return { code, ...about, ...firstPath(condition.reads), ...compared, expression: condition.text }
}

/** The related objects that a condition speaks of, where it speaks of nothing else: it is with them that something is off. */
function onlyRelated(reads: readonly Read[], { related }: Subject): ObjectRef | undefined {
  const ofCluster = reads.filter(({ variable }) => variable !== 'vars' && variable !== 'ns')
  const names = new Set(ofCluster.map(({ variable, fields }) => (variable === 'related' ? fields[0] : undefined)))
  const [name] = names
  return names.size === 1 && name !== undefined ? related[name] : undefined
}

/** Where to look first when the condition is no plain comparison of one field. */
function firstPath(reads: readonly Read[]): Pick<Evidence, 'path'> {
  const path = reads.find((read) => read.variable === 'object' && read.path !== undefined && read.path !== '')?.path
  return path === undefined ? {} : { path }
}

/** The guards that have fallen: expressions under `unless` that are true now. */
export function fallenGuards(guards: readonly (readonly Condition[])[], subject: Subject, look: Look): readonly Evidence[] {
  if (guards.length === 0) return []
  const bindings = bindingsFor(subject, look)
  const fallen = guards.filter((guard) => guard.every((condition) => condition.evaluate(bindings).kind === 'true'))
  const about = subject.object === undefined ? aboutRef(look.ref(subject.ref), look) : aboutObject(subject.object, look)
  return fallen.map((guard) => ({ code: 'guard', ...about, expression: guard.map(({ text }) => text).join(' && ') }))
}
