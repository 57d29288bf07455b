import type { ObjectRef } from '#contract/check.ts'
import type { KubeObject } from '#contract/kube.ts'
import type { Problem } from '#contract/problem.ts'
import type { Fields } from './fields/field-table.ts'
import type { CheckView } from './judge.ts'
import { fillText } from './placeholders.ts'

/** What a check found when it looked at everything it names: plain objects, nothing left that could be unseen. */
export interface Look {
  readonly view: CheckView
  readonly fields: Fields
  readonly firstNamespace: string | undefined
  /** The reference with its `${…}` filled in. */
  ref(ref: ObjectRef): ObjectRef
  objects(ref: ObjectRef): readonly KubeObject[]
  /** The real namespace that a reference means; `undefined` for kinds that have none. */
  namespaceOf(ref: ObjectRef): string | undefined
}

/** Gathers what `refs` name, or says what kept us from seeing one of them. */
export function lookAt(refs: readonly ObjectRef[], view: CheckView, fields: Fields): Look | { readonly problem: Problem } {
  const [firstNamespace] = Object.values(view.namespaces)
  const namespaceOf = (ref: ObjectRef): string | undefined => realNamespace(ref, view, fields)
  const filled = new Map<ObjectRef, ObjectRef>()
  const found = new Map<ObjectRef, readonly KubeObject[]>()
  for (const written of refs) {
    const ref = filledRef(written, view)
    const seen = view.objects({ apiVersion: ref.apiVersion, kind: ref.kind }, namespaceOf(ref))
    if ('problem' in seen) return seen
    filled.set(written, ref)
    found.set(written, seen.filter((object) => isMeant(object, ref)))
  }
  return { view, fields, firstNamespace, namespaceOf, ref: (ref) => filled.get(ref) ?? ref, objects: (ref) => found.get(ref) ?? [] }
}

/** The reference with this attempt's own values in it. */
export function filledRef(ref: ObjectRef, view: Pick<CheckView, 'vars' | 'namespaces'>): ObjectRef {
  const { name, labels } = ref
  const values = { vars: view.vars, namespaces: view.namespaces }
  const text = (value: string): string => fillText(value, values)
  return {
    ...ref,
    ...(name === undefined ? {} : { name: text(name) }),
    ...(labels === undefined ? {} : { labels: Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, text(value)])) }),
  }
}

function realNamespace(ref: ObjectRef, { namespaces }: CheckView, fields: Fields): string | undefined {
  if (fields.isClusterScoped(ref)) return undefined
  if (ref.namespace === undefined) return Object.values(namespaces)[0]
  // A lab of the whole cluster has no names of its own for namespaces: there a namespace is called as it is.
  return Object.hasOwn(namespaces, ref.namespace) ? namespaces[ref.namespace] : ref.namespace
}

export function isMeant({ metadata }: KubeObject, { name, labels }: ObjectRef): boolean {
  if (name !== undefined && metadata.name !== name) return false
  return Object.entries(labels ?? {}).every(([key, value]) => metadata.labels?.[key] === value)
}
