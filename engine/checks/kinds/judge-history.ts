import type { HistoryCheck, ObjectRef } from '#contract/check.ts'
import type { KubeObject } from '#contract/kube.ts'
import { millisecondsOf } from '#contract/lab-parts.ts'
import type { Evidence } from '#contract/verdict.ts'
import type { Condition } from '../cel/expression.ts'
import { failedConditions, fallenGuards, type Subject } from '../conditions.ts'
import { aboutObject, aboutRef, ofComparison, type Failure } from '../evidence.ts'
import { afterGap, stretchesOf, type Stretch } from '../history/history.ts'
import { isSettled } from '../history/is-settled.ts'
import { everyMoment, type MomentConditions } from '../history/moment-conditions.ts'
import type { HistoryGathering, HistoryProbe } from '../judge.ts'
import { mistakes } from '../mistake.ts'
import { filledRef, isMeant, type Look } from '../look.ts'
import type { Draft } from '../draft.ts'
import type { Probed, SampleResult } from '../sample/sample.ts'
import type { Assessment, CheckKind } from './check-kind.ts'
import { requestFor, serviceRefs } from './judge-http.ts'

/** What an object was, version by version. Never passed across a gap: what was not seen may have been anything. */
export const historyKind: CheckKind<HistoryCheck> = {
  prepare(check, draft) {
    const { history: { object: ref, since, always, sequence }, related = {} } = check
    const type = draft.fields.kind(ref)
    const variables = draft.variables(check, { history: { type: `[]${type ?? 'any'}` } })
    // Of a moment that is past only the object is known: no `related`.
    const { related: _related, ...ofMoment } = draft.variables(check, { object: { type } })
    const wanted: Wanted = {
      ref,
      since,
      always: everyMoment(draft.expressions('history.always', always, ofMoment).flat(), type),
      sequence: draft.expressions('history.sequence', sequence, ofMoment).map((conditions) => everyMoment(conditions, type)),
      conditions: draft.expressions('assert', check.assert, variables).flat(),
      guards: draft.expressions('unless', check.unless, variables),
      probe: check.history.probe,
    }
    draft.reference('history.object', ref)
    if ((always ?? sequence ?? check.assert ?? check.history.probe) === undefined) draft.note('history', mistakes.noHistory())
    const probed = check.history.probe && prepareProbe(check.history.probe, draft)
    const gathers: HistoryGathering = { kind: 'history', scope: draft.scope(ref), isMeant: (object, world) => isMeant(object, filledRef(ref, world)), ...(probed === undefined ? {} : { probe: probed.gathers }) }
    return {
      refs: [ref, ...(probed?.refs ?? []), ...Object.values(related)],
      gathers,
      assess: (look) => assess(wanted, { objects: look.objects(ref), type, ref, related }, look),
    }
  },
}

interface Wanted {
  readonly ref: HistoryCheck['history']['object']
  readonly since: HistoryCheck['history']['since']
  readonly always: MomentConditions
  readonly sequence: readonly MomentConditions[]
  readonly conditions: readonly Condition[]
  readonly guards: readonly (readonly Condition[])[]
  readonly probe: Probe | undefined
}

type Probe = NonNullable<HistoryCheck['history']['probe']>

function prepareProbe({ http, every }: Probe, draft: Draft): { readonly refs: readonly ObjectRef[]; readonly gathers: HistoryProbe } {
  const refs = serviceRefs(http)
  draft.reference('history.probe.http.service', refs[0])
  draft.text('history.probe.http.path', http.path)
  return { refs, gathers: { every: Math.max(shortestPace, millisecondsOf(every)), ask: (view) => requestFor(http, refs, view, draft), isUnderWay: (object) => !isSettled(object), fault: faultIn } }
}

/** Oftener than this, asking would be what disturbs. */
const shortestPace = 50

function faultIn(result: SampleResult): string | undefined {
  const [answer] = result.kind === 'http' ? result.answers : []
  if (answer?.kind !== 'answered') return answer?.said ?? ''
  const { status = 200 } = answer
  return status >= 200 && status < 300 ? undefined : `status ${status}`
}

/** One failure more than is allowed, and it is over. */
function probedIn({ view: { sample } }: Look): Probed | undefined {
  return sample?.kind === 'probes' ? sample : undefined
}

function probeBroken({ probe }: Wanted, look: Look): readonly Evidence[] {
  const probed = probedIn(look)
  if (probe === undefined || probed === undefined || probed.failed <= probe.failures) return []
  const said = probed.first === undefined ? {} : { actual: probed.first.said, since: probed.first.at }
  return [{ code: 'probe-failed', ...aboutRef(look.ref(serviceRefs(probe.http)[0]), look), ...said }]
}

function probeFailures({ probe }: Wanted, look: Look): readonly Failure[] {
  if (probe === undefined || (probedIn(look)?.asked ?? 0) > 0) return []
  return [notYet({ code: 'probe-awaited', ...aboutRef(look.ref(serviceRefs(probe.http)[0]), look) })]
}

type Told = Omit<Subject, 'object' | 'history'>

function assess(wanted: Wanted, told: Told, look: Look): Assessment {
  const history = look.view.history
  if (history === undefined) return { ...nothingSeen, unseen: { code: 'kind-syncing', params: { kind: wanted.ref.kind } } }
  const stretches = stretchesOf(history)
  const counting = countingStretch(stretches, wanted.since)
  const subject: Subject = { ...told, history: counting.map(({ object }) => object) }
  const broken = [...brokenIn(sinceSettled(stretches.flat(), wanted.since), wanted, look), ...brokenAssertions(counting, wanted, subject, look)]
  const fallen = [...broken.slice(0, 1), ...probeBroken(wanted, look), ...fallenGuards(wanted.guards, subject, look)]
  const failures = failuresIn(counting, wanted, subject, look)
  const isAcrossGap = (stretches.length > 1 && failures.length > 0) || (probedIn(look)?.unseen ?? 0) > 0
  return { failures, fallen, seen: counting.length > 0, ...(isAcrossGap ? { unseen: gapProblem(told, look) } : {}) }
}

const nothingSeen: Assessment = { failures: [], fallen: [], seen: false }

/** What speaks for the check: nothing before the last gap, and after one only what began after it. */
function countingStretch(stretches: readonly Stretch[], since: Wanted['since']): Stretch {
  const last = stretches.at(-1) ?? []
  return sinceSettled(stretches.length > 1 ? afterGap(last) : last, since)
}

function sinceSettled(stretch: Stretch, since: Wanted['since']): Stretch {
  if (since === 'opened') return stretch
  const start = stretch.findIndex(({ object, isGone }) => !isGone && isSettled(object))
  return start === -1 ? [] : stretch.slice(start)
}

/** The first version of which something that must always be true is not. */
function brokenIn(stretch: Stretch, { always }: Wanted, look: Look): readonly Evidence[] {
  for (const moment of stretch) {
    const [failed] = always.failed(moment.object, look)
    if (failed !== undefined) return [{ code: 'history-broken', ...aboutObject(moment.object, look), ...ofMoment(failed.condition, failed.compared), since: moment.at }]
  }
  return []
}

/** Of assertions that speak of all versions the first that is false, and the version that made it so: no later one can make it true again. */
function brokenAssertions(stretch: Stretch, { conditions }: Wanted, subject: Subject, look: Look): readonly Evidence[] {
  const isFalse = (condition: Condition, history: readonly KubeObject[]): boolean =>
    // A look of its own: what expressions are given is kept by look.
    failedConditions([condition], { ...subject, history }, { ...look }).some(({ evidence }) => evidence.code === 'assertion-false')
  for (const condition of conditions.filter(({ text }) => speaksOfAll(text))) {
    if (!isFalse(condition, subject.history ?? [])) continue
    const moment = stretch.find(({ object }) => isFalse(condition, [object])) ?? stretch.at(-1)
    if (moment !== undefined) return [{ code: 'history-broken', ...aboutObject(moment.object, look), expression: condition.text, since: moment.at }]
  }
  return []
}

/** `history.all(…)` and `!history.exists(…)`, with nothing around them. */
function speaksOfAll(text: string): boolean {
  const inside = /^(?:history\.all|!history\.exists)(\(.*\))$/s.exec(text)?.[1]
  return inside !== undefined && closesAtEnd(inside.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""'))
}

/** Whether the first parenthesis is closed by the last character and no earlier. */
function closesAtEnd(text: string): boolean {
  let depth = 0
  for (const [index, letter] of text.split('').entries()) {
    if (letter === '(') depth += 1
    if (letter === ')') depth -= 1
    if (depth === 0) return index === text.length - 1
  }
  return false
}

function ofMoment(condition: Condition, compared: Parameters<typeof ofComparison>[0]): Pick<Evidence, 'path' | 'expected' | 'actual' | 'expression'> {
  const read = condition.reads.find(({ variable, path }) => variable === 'object' && path !== undefined && path !== '')
  return { ...(read?.path === undefined ? {} : { path: read.path }), ...ofComparison(compared), expression: condition.text }
}

function failuresIn(stretch: Stretch, wanted: Wanted, subject: Subject, look: Look): readonly Failure[] {
  const awaited = firstAwaited(stretch, wanted.sequence, look)
  const about = aboutRef(look.ref(wanted.ref), look)
  return [
    ...presenceFailures(wanted, subject.objects, look),
    ...(stretch.length === 0 || awaited !== undefined ? [notYet({ code: 'history-awaits', ...about, ...(awaited === undefined ? {} : { expression: awaited.text }) })] : []),
    ...failedConditions(wanted.conditions, subject, look),
    ...probeFailures(wanted, look),
  ]
}

/** In the middle of a change nothing has been shown: a check of what must always be true would pass before anything could go wrong. */
function presenceFailures({ ref }: Wanted, objects: readonly KubeObject[], look: Look): readonly Failure[] {
  if (objects.length === 0 && ref.name !== undefined) return [notYet({ code: 'object-missing', ...aboutRef(look.ref(ref), look) })]
  return objects.filter((object) => !isSettled(object)).map((object) => notYet({ code: 'not-settled', ...aboutObject(object, look) }))
}

/** Of the steps of a sequence the first that did not come after the one before. */
function firstAwaited(stretch: Stretch, sequence: readonly MomentConditions[], look: Look): MomentConditions | undefined {
  let reached = 0
  for (const { object, isGone } of stretch) {
    if (isGone) continue
    const step = sequence[reached]
    if (step !== undefined && step.holds(object, look)) reached += 1
  }
  return sequence[reached]
}

const notYet = (evidence: Evidence): Failure => ({ verdict: 'not-yet', evidence })

function gapProblem({ ref }: Told, look: Look): NonNullable<Assessment['unseen']> {
  const { kind, name } = look.ref(ref)
  return { code: 'history-gap', params: { object: name === undefined ? kind : `${kind} ${name}` } }
}

