import type { Check, ObjectRef } from '#contract/check.ts'
import type { KubeObject } from '#contract/kube.ts'
import { Draft, scopeOf, type LabNames } from './draft.ts'
import { fieldsOf, type Fields, type FieldTable } from './fields/field-table.ts'
import { kubernetesTable } from './fields/kubernetes.ts'
import { judgeCheck } from './judge-check.ts'
import type { CheckView, PreparedCheck } from './judge.ts'
import { prepareByKind } from './kinds/registry.ts'
import type { CheckMistake } from './mistake.ts'
import { fillText } from './placeholders.ts'

export type { LabNames } from './draft.ts'
export type { CheckMistake } from './mistake.ts'

/** `fields`: what is known of the kinds; Kubernetes' own when not said (fields/from-openapi.ts makes one from a live cluster). */
export interface PrepareContext extends LabNames {
  readonly fields?: FieldTable
}

export type PrepareResult = { readonly prepared: PreparedCheck } | { readonly problems: readonly CheckMistake[] }

const kubernetesFields = fieldsOf(kubernetesTable)

/**
 * The door of this room. Parses a check's expressions once and checks every name in it (variables, related objects,
 * fields of known kinds, functions, operators, placeholders), so that what is wrong is said when a pack is loaded and not while someone learns.
 */
export function prepareCheck(check: Check, context: PrepareContext): PrepareResult {
  const fields = context.fields === undefined ? kubernetesFields : fieldsOf(context.fields)
  const draft = new Draft(fields, context)
  for (const [name, ref] of Object.entries(check.related ?? {})) draft.reference(`related.${name}`, ref)
  const assessor = prepareByKind(check, draft)
  if (draft.mistakes.length > 0) return { problems: draft.mistakes }
  return {
    prepared: {
      check,
      looksAt: looksAt(assessor.refs, context, fields),
      remembers: check.unless !== undefined || check.hold !== undefined || ('count' in check && check.count.after !== undefined),
      concerns: (object, world) => assessor.refs.some((ref) => mayMean(ref, object, world)),
      ...(assessor.gathers === undefined ? {} : { gathers: assessor.gathers }),
      judge: (view, memory) => judgeCheck({ check, assessor, fields }, view, memory),
    },
  }
}

/** By labels an object may have been meant before it changed. */
function mayMean({ apiVersion, kind, name }: ObjectRef, object: KubeObject, world: Pick<CheckView, 'vars' | 'namespaces'>): boolean {
  if (object.kind !== kind || object.apiVersion !== apiVersion) return false
  return name === undefined || fillText(name, world) === object.metadata.name
}

function looksAt(refs: readonly ObjectRef[], { namespaces }: LabNames, fields: Fields): PreparedCheck['looksAt'] {
  const scopes = refs.map((ref) => scopeOf(ref, namespaces, fields))
  return [...new Map(scopes.map((scope) => [`${scope.apiVersion}/${scope.kind}/${scope.namespace ?? ''}`, scope])).values()]
}
