import type { Json, ObjectRef, PromqlCheck } from '#contract/check.ts'
import type { Bounds } from '#contract/component-checks.ts'
import { millisecondsOf } from '#contract/lab-parts.ts'
import type { Problem } from '#contract/problem.ts'
import type { Evidence, EvidenceObject } from '#contract/verdict.ts'
import { failedConditions, fallenGuards, type Subject } from '../conditions.ts'
import type { Failure } from '../evidence.ts'
import type { SampleGathering } from '../judge.ts'
import { mistakes } from '../mistake.ts'
import { fillText } from '../placeholders.ts'
import { metricsPath, metricsPlace } from '../sample/metrics-place.ts'
import type { Series } from '../sample/sample.ts'
import type { CheckKind } from './check-kind.ts'
import { unseenSample } from './unseen-sample.ts'

const place: ObjectRef = { apiVersion: 'v1', kind: 'Namespace', name: metricsPlace.namespace }
const absent: Problem = { code: 'promql-absent', params: { component: metricsPlace.component } }

/** What evidence is about: no object of the cluster, which has an API version. */
const query: EvidenceObject = { apiVersion: '', kind: 'PromQL' }

/** What was measured. Metrics lag behind the cluster, so nothing of it is ever `wrong`. */
export const promqlKind: CheckKind<PromqlCheck> = {
  prepare(check, draft) {
    const { promql, related = {} } = check
    const variables = draft.variables(check, { values: { type: '[]number' } })
    const conditions = draft.expressions('assert', check.assert, variables).flat()
    const guards = draft.expressions('unless', check.unless, variables)
    draft.text('promql.query', promql.query)
    if (!hasBound(promql) && check.assert === undefined) draft.note('promql', mistakes.noBoundNorAssert())
    const gathers: SampleGathering = {
      kind: 'sample',
      every: millisecondsOf(promql.every),
      ask: (view) => ({ kind: 'promql', query: fillText(promql.query, view) }),
      concerns: ({ kind, metadata }) => kind !== place.kind || metadata.name === place.name,
    }
    return {
      refs: [place, ...Object.values(related)],
      gathers,
      assess(look) {
        const { sample } = look.view
        if (look.objects(place).length === 0) return { failures: [], fallen: [], seen: false, unseen: absent }
        if (sample?.kind !== 'promql') return { failures: [], fallen: [], seen: false, unseen: unseenSample(sample) }
        const asked = fillText(promql.query, look.view)
        const values = sample.series.map(({ value }) => numberIn(value))
        const subject: Subject = { objects: [], values, type: undefined, ref: place, related }
        const off = seriesEvidence(sample.series, promql, asked)
        // What is no number makes every comparison false, and its opposite true.
        const isCountable = values.length > 0 && values.every((value) => Number.isFinite(value))
        const failures = [...off.map(notYet), ...(isCountable ? failedConditions(conditions, subject, look).map(aboutQuery) : [])]
        return { failures: failures.map((failure) => withCommand(failure, asked)), fallen: isCountable ? fallenGuards(guards, subject, look) : [], seen: true }
      },
    }
  },
}

const hasBound = ({ is, atLeast, atMost }: Bounds): boolean => [is, atLeast, atMost].some((bound) => bound !== undefined)

/** No series is no answer: a misspelt metric must not pass for one that is small. */
function seriesEvidence(series: readonly Series[], bounds: Bounds, expression: string): readonly Evidence[] {
  if (series.length === 0) return [{ code: 'metric-missing', object: query, expression }]
  return series.filter(({ value }) => !isWithin(numberIn(value), bounds)).map(({ labels, value }) => ({ code: 'metric-different', object: query, ...pathOf(labels), ...expectedOf(bounds), actual: shownNumber(value), expression }))
}

/** `NaN` and `+Inf`, as Prometheus writes them, are inside of no bounds. */
function isWithin(value: number, { is = value, atLeast = value, atMost = value }: Bounds): boolean {
  return Number.isFinite(value) && isNear(value, is) && (value >= atLeast || isNear(value, atLeast)) && (value <= atMost || isNear(value, atMost))
}

/** What floating point makes of 0.1 + 0.2 must not decide. */
const isNear = (one: number, other: number): boolean => Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one), Math.abs(other))

const numberIn = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))

const shownNumber = (text: string): Json => (Number.isFinite(numberIn(text)) ? Number(numberIn(text).toPrecision(4)) : text)

/** As PromQL writes a series; nothing for one without labels. */
function pathOf(labels: Series['labels']): Pick<Evidence, 'path'> {
  const pairs = Object.entries(labels).map(([name, value]) => (name === '__name__' ? value : `${name}=${JSON.stringify(value)}`))
  return pairs.length === 0 ? {} : { path: `{${pairs.join(', ')}}` }
}

function expectedOf({ is, atLeast, atMost }: Bounds): Pick<Evidence, 'expected'> {
  if (is !== undefined) return { expected: is }
  if (atLeast === undefined && atMost === undefined) return {}
  return { expected: { ...(atLeast === undefined ? {} : { atLeast }), ...(atMost === undefined ? {} : { atMost }) } }
}

const notYet = (evidence: Evidence): Failure => ({ verdict: 'not-yet', evidence })

/** An assertion is about what the query gave, unless a related object is missing. */
function aboutQuery(failure: Failure): Failure {
  return failure.evidence.code === 'object-missing' ? failure : notYet({ ...failure.evidence, object: query })
}

function withCommand({ verdict, evidence }: Failure, asked: string): Failure {
  return evidence.object === query ? { verdict, evidence: { ...evidence, command: `kubectl get --raw '${metricsPath(asked)}'` } } : { verdict, evidence }
}
