import type { Json } from '#contract/check.ts'
import type { Lab } from '#contract/lab.ts'
import type { Evidence, EvidenceObject } from '#contract/verdict.ts'
import type { Asked } from '../diagnosis/diagnoser.ts'
import { checkKey, type MarkedVerdict, type Verdicts } from './attempt-snapshot.ts'

/** As long as this a check may be not yet passed before its story is walked: most things only need time. Milliseconds. */
export const usualPatience = 10_000

export interface Asking {
  readonly lab: Lab
  readonly openSteps: readonly string[]
  readonly verdicts: Verdicts
  readonly now: number
  readonly patience: number
}

/** Which open checks ask for a diagnosis now, and at what moment the next will. */
export function askForDiagnoses({ lab, openSteps, verdicts, now, patience }: Asking): { readonly asked: Asked; readonly next: number | undefined } {
  const checks = lab.steps.filter(({ id }) => openSteps.includes(id)).flatMap((step) => step.checks.filter(({ reveal }) => reveal !== 'none').map(({ id }) => checkKey(step.id, id)))
  const askers = checks.flatMap((key) => {
    const asker = askerOf(verdicts.get(key), patience)
    return asker === undefined ? [] : [{ key, ...asker }]
  })
  const later = askers.filter(({ from }) => from > now).map(({ from }) => from)
  return { asked: new Map(askers.filter(({ from }) => from <= now).map(({ key, about }) => [key, about])), next: later.length === 0 ? undefined : Math.min(...later) }
}

interface Asker {
  readonly about: readonly EvidenceObject[]
  readonly from: number
}

function askerOf(marked: MarkedVerdict | undefined, patience: number): Asker | undefined {
  if (marked?.verdict.kind !== 'not-yet') return undefined
  const evidence = marked.verdict.evidence.filter(hasStory)
  const about = unrepeated(evidence.flatMap(({ object }) => object ?? []))
  if (about.length === 0) return undefined
  return { about, from: Math.max(...evidence.map(({ since }) => since ?? marked.since)) + patience }
}

function unrepeated(objects: readonly EvidenceObject[]): readonly EvidenceObject[] {
  return [...new Map(objects.map((object) => [JSON.stringify(object), object])).values()]
}

/** What a learner has yet to make has no story; what controllers make has one even while it is missing. */
function hasStory({ code, object, expected, actual }: Evidence): boolean {
  if (object?.namespace === undefined) return false
  if (code === 'count-different') return isTooFew(expected, actual)
  return (code !== 'object-missing' && code !== 'never-seen') || isMadeByController(object)
}

function isTooFew(expected: Json | undefined, actual: Json | undefined): boolean {
  const least = typeof expected === 'number' ? expected : ((expected as { readonly atLeast?: number } | undefined)?.atLeast ?? 0)
  return typeof actual === 'number' && actual < least
}

const madeByControllers = new Set(['Endpoints', 'EndpointSlice', 'ReplicaSet'])

/** A Pod of a StatefulSet has a name that can be known before: `db-0`. */
function isMadeByController({ kind, name }: EvidenceObject): boolean {
  return madeByControllers.has(kind) || (kind === 'Pod' && (name === undefined || /-\d+$/.test(name)))
}
