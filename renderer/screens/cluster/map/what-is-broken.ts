import { sayDiagnosis } from '#contract/messages/diagnosis.ts'
import { sayEdgeFault } from '#contract/messages/views.ts'
import type { Locale } from '#contract/locale.ts'
import { objectId, refIn, type ObjectEdge, type ObjectSummary } from '#contract/views.ts'

/** One thing that is broken, in a sentence, and the object that it begins at. */
export interface Broken {
  readonly object: string
  readonly sentence: string
}

/** Everything that is broken, each once: where a cause is known it is told instead of the edge that shows it. */
export function whatIsBroken(objects: readonly ObjectSummary[], edges: readonly ObjectEdge[], locale: Locale): readonly Broken[] {
  const causes = objects.flatMap(({ cause, status }) => (cause === undefined || status.tone !== 'broken' ? [] : [{ object: causeId(cause.object), sentence: sayDiagnosis(cause, locale) }]))
  const explained = new Set(causes.map(({ object }) => object).concat(objects.filter(({ cause }) => cause !== undefined).map(({ id }) => id)))
  const makerOf = makersAmong(objects)
  const faults = edges.flatMap(({ from, fault }) => {
    const object = makerOf(from)
    const ref = refIn(object)
    return fault === undefined || ref === undefined || explained.has(from) ? [] : [{ object, sentence: sayEdgeFault(fault, ref, locale) }]
  })
  return [...new Map([...causes, ...faults].map((one) => [one.sentence, one])).values()]
}

/** What all Pods of a Deployment lack is said once, of the Deployment. */
function makersAmong(objects: readonly ObjectSummary[]): (id: string) => string {
  const owners = new Map(objects.map(({ id, owner }) => [id, owner]))
  const makerOf = (id: string): string => {
    const owner = owners.get(id)
    return owner === undefined || !owners.has(owner) ? id : makerOf(owner)
  }
  return makerOf
}

const causeId = ({ apiVersion, kind, namespace, name = '' }: { readonly apiVersion: string; readonly kind: string; readonly namespace?: string; readonly name?: string }): string => objectId({ apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }) })
