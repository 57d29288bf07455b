import type { Fault } from '#contract/editing.ts'
import type { ManifestDocument } from '#contract/manifest.ts'
import type { Problem } from '#contract/problem.ts'
import type { KubeError, StatusCause } from '../kube/kube-error.ts'
import type { PlacedObject } from './written-objects.ts'

/** A server's refusal of an object as faults on the lines where the fields are written. */
export function faultsOf(error: KubeError, { object, document }: PlacedObject): readonly Fault[] {
  const at = (path: string, problem: Problem): Fault => faultAt(document, path, problem)
  const [fromCauses, fromTypes] = [error.causes.flatMap((cause) => faultOfCause(cause, at)), typeFaults(error.says, at)]
  if (fromCauses.length > 0) return fromCauses
  if (fromTypes.length > 0) return fromTypes
  const { apiVersion, kind, metadata } = object
  const namespace = metadata.namespace ?? ''
  if (error.reason === 'NotServed') return [at('kind', { code: 'kind-not-served', params: { kind, apiVersion } })]
  if (error.code === 404) return [at('metadata.namespace', { code: 'namespace-not-there', params: { namespace } })]
  const named = `${kind} ${metadata.name}`
  if (error.code === 403) return [at(document.place('metadata.namespace').isWritten ? 'metadata.namespace' : 'kind', { code: 'object-not-yours', params: { object: named }, detail: error.says })]
  return [at('kind', { code: 'object-refused', params: { object: named, reason: error.says } })]
}

export function faultAt(document: ManifestDocument, path: string, problem: Problem): Fault {
  return { at: document.place(path).at, problem }
}

type FaultAt = (path: string, problem: Problem) => Fault

function faultOfCause({ reason, message = '', field = '' }: StatusCause, at: FaultAt): readonly Fault[] {
  if (field === '' || field === '<nil>') return []
  const params = { field: field.replace(/^\./, '') }
  if (reason === 'FieldManagerConflict') return [at(field, { code: 'field-owned', params: { ...params, manager: managerIn(message) } })]
  if (reason === 'FieldValueRequired' && message === 'Required value') return [at(field, { code: 'field-required', params })]
  if (message.endsWith(': field is immutable')) return [at(field, { code: 'field-immutable', params })]
  return [at(field, { code: 'field-refused', params: { ...params, reason: message } })]
}

/** `conflict with "kubectl-create" using apps/v1` */
const managerIn = (message: string): string => /conflict with "([^"]+)"/.exec(message)?.[1] ?? message

/** What structured-merge-diff finds before any validation comes without causes, one line a field: `.spec.replica: field not declared in schema`. */
function typeFaults(says: string, at: FaultAt): readonly Fault[] {
  if (!says.includes('failed to create typed patch object')) return []
  return [...says.matchAll(/(?:^|\s)(\.[\w.-]+(?:\[[^\]]*\]|[\w.-])*): ([^\n]+)/g)].map(([, path = '', reason = '']) => {
    const field = path.replace(/^\./, '')
    const problem: Problem = reason.startsWith('field not declared') ? { code: 'field-not-known', params: { field } } : { code: 'field-of-another-type', params: { field, reason: readable(reason) } }
    return at(path, problem)
  })
}

/** Go's way of printing a value says nothing to a learner. */
const readable = (reason: string): string => reason.replace(/&value\.valueUnstructured\{Value:(.*)\}$/, '$1').replace(/, got &?\{?map\[.*$/, ', got a map')
