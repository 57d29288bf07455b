import type { Check, CountCheck, HistoryCheck, Json, ObjectRef, PromqlCheck, QuizCheck } from '#contract/check.ts'
import type { Answer } from '#contract/quiz.ts'
import type { Lab } from '#contract/lab.ts'
import { kindKey, type KubeObject } from '#contract/kube.ts'
import type { Verdict } from '#contract/verdict.ts'
import type { HttpAnswer, Sample } from '../engine/checks/sample/sample.ts'
import { judgeHeld, judgeRecording, prepared, shownOf, viewOf, type JudgedCheck, type Shown } from './judge-moment.ts'
import { leavesOf, mutations, namesOn, withLeaf, type LeafPath, type MutationWishes } from './mutate-objects.ts'
import { otherAnswers } from './other-answers.ts'
import type { Recording } from './recording.ts'

/** A part of a check, and whether some change of what was recorded makes it fail. */
export interface CanFail {
  readonly about: string
  readonly held: boolean
  readonly found?: string
}

/**
 * Shows of every part of every check (each field, each assertion, guard, bound, hold) that it is not always true. Any moment at which the check
 * passed may show it: what one moment leaves open another may not, whichever comes first. Pure.
 */
export function canFail(lab: Lab, recordings: readonly Recording[]): readonly CanFail[] {
  const judged = recordings.flatMap((recording) => judgeRecording(lab, recording).map((one) => ({ ...one, recording })))
  return lab.steps.flatMap((step) =>
    step.checks.flatMap((check) => {
      const passed = judged.filter((one) => one.step.id === step.id && one.check.id === check.id && one.verdict.kind === 'passed')
      return passed.length === 0 ? [{ about: `${step.id}/${check.id}`, held: false, found: 'it passed in no recording' }] : shownByAny(passed.map((one) => ({ ...one, lab })))
    }),
  )
}

function shownByAny(moments: readonly Passed[]): CanFail[] {
  const parts = new Map<string, CanFail>()
  for (const moment of moments) {
    for (const part of partsCanFail(moment)) if (parts.get(part.about)?.held !== true) parts.set(part.about, part)
    if ([...parts.values()].every(({ held }) => held)) break
  }
  return [...parts.values()]
}

interface Passed extends JudgedCheck {
  readonly lab: Lab
  readonly recording: Recording
}

function partsCanFail(passed: Passed): CanFail[] {
  const { check, step } = passed
  const named = (part: string, held: boolean): CanFail => ({ about: `${step.id}/${check.id} ${part}`, held })
  return [
    ...subjectParts(passed).map(([part, held]) => named(part, held)),
    ...matchLeaves(check).map((path) => named(`match.${namesOn(path)}`, leafCanFail(passed, path))),
    ...(check.assert ?? []).map((expression, index) => named(`assert[${index}]`, assertionCanFail(passed, expression))),
    ...(check.unless ?? []).map((expression, index) => named(`unless[${index}]`, guardCanFall(passed, expression))),
    ...(check.hold === undefined ? [] : [named('hold', holdMatters(passed))]),
    ...('count' in check && check.count.after !== undefined ? [named('after', seenMatters(passed))] : []),
  ]
}

/** What makes the check the kind that it is. */
function subjectParts(passed: Passed): (readonly [part: string, held: boolean])[] {
  const { check } = passed
  if ('object' in check) return [['object', withoutObjects(passed, check.object)]]
  if ('objects' in check) return [['objects', withoutObjects(passed, check.objects)]]
  if ('history' in check) return historyParts(passed, check)
  if ('quiz' in check) return quizParts(passed, check)
  if ('event' in check) return [['event', failsUnremembered(passed, [{ ...shownIn(passed), objects: passed.moment.objects.filter(({ kind }) => kind !== 'Event') }])]]
  if ('count' in check) return [['count', countCanFail(passed, check)]]
  return sampleParts(passed).map(([part, samples]) => [part, failsUnremembered(passed, samples.map((sample) => ({ ...shownIn(passed), sample })))])
}

const isRed = ({ kind }: Verdict): boolean => kind === 'not-yet' || kind === 'wrong'
const isSpent = ({ kind }: Verdict): boolean => kind === 'spent'
/** Not for want of the object, nor because the change made the expression impossible to evaluate. */
const isFalse = (verdict: Verdict): boolean => (verdict.kind === 'not-yet' || verdict.kind === 'wrong') && verdict.evidence.some(({ code }) => code === 'assertion-false')

/** Whether the check fails on at least one of these sets of objects, and does pass on those that were recorded. */
function fails(check: Check, passed: Passed, sets: Iterable<readonly KubeObject[]>, isFailure?: (verdict: Verdict) => boolean): boolean {
  return failsWhenShown(check, passed, shownWith(passed, sets), isFailure)
}

function* shownWith(passed: Passed, sets: Iterable<readonly KubeObject[]>): Generator<Shown> {
  for (const objects of sets) yield { ...shownIn(passed), objects }
}

function failsWhenShown(check: Check, passed: Passed, shown: Iterable<Shown>, isFailure: (verdict: Verdict) => boolean = isRed): boolean {
  const { lab, recording, before } = passed
  const ready = prepared(check, lab)
  if (judgeHeld(ready, shownIn(passed), recording, before).verdict.kind !== 'passed') return false
  for (const one of shown) if (isFailure(judgeHeld(ready, one, recording, before).verdict)) return true
  return false
}

/** What was seen once stays seen; without that memory it must be missed. */
function failsUnremembered(passed: Passed, shown: Iterable<Shown>): boolean {
  return failsWhenShown(bare(passed.check), { ...passed, before: {} }, shown)
}

const shownIn = ({ moment, step, check }: Passed): Shown => shownOf(moment, step.id, check.id)

/** A question, shown to be one by no answer and by each answer that is nearly the right one. */
function quizParts(passed: Passed, check: QuizCheck): (readonly [part: string, held: boolean])[] {
  const shown = shownIn(passed)
  const answered = (answer: Answer): Shown => ({ ...shown, answers: { ...shown.answers, [check.id]: answer } })
  const others = otherAnswers(check.quiz, shown.answers?.[check.id] ?? [])
  return [
    ['quiz', failsWhenShown(check, passed, [{ ...shown, answers: {} }])],
    ['quiz answer', others.length > 0 && others.every((answer) => failsWhenShown(check, passed, [answered(answer)]))],
  ]
}

/** What might have been found instead, for each part of a check that has something tried out. */
function sampleParts(passed: Passed): (readonly [part: string, samples: readonly Sample[]])[] {
  const { check } = passed
  const { sample } = shownIn(passed)
  const at = passed.moment.at
  if ('log' in check) return [['log.matches', [{ kind: 'log', at, logs: [] }]]]
  if ('file' in check) return [['file', [{ kind: 'file', at }]], ...(check.file.matches === undefined && check.file.match === undefined ? [] : [['file.content', [{ kind: 'file', at, text: '' }]] as const])]
  if ('command' in check) return [['command', [{ kind: 'command', at, exitCode: 1, output: '' }]], ...(check.command.matches === undefined ? [] : [['command.matches', [{ kind: 'command', at, exitCode: 0, output: '' }]] as const])]
  if ('promql' in check && sample?.kind === 'promql') return promqlParts(check, sample)
  if (!('http' in check) || sample?.kind !== 'http') return [['sample', []]]
  const silent = { kind: 'unanswered', why: 'timeout', said: 'no answer' } as const
  const { expect } = check.http
  const every = (change: (answer: HttpAnswer) => HttpAnswer): Sample[] => [{ ...sample, answers: sample.answers.map(change) }]
  if ('refused' in expect) return [['http.expect.refused', every(() => ({ kind: 'answered', body: '' }))], ['http', [{ ...sample, elsewhere: silent }]]]
  if ('share' in expect) return [['http.expect.share', [...every(() => ({ kind: 'answered', headers: {}, body: '' })), ...every(() => sample.answers[0] ?? silent)]], ['http', every(() => silent)]]
  const answered = (change: Partial<Extract<HttpAnswer, { kind: 'answered' }>>): Sample[] => every((answer) => (answer.kind === 'answered' ? { ...answer, ...change } : answer))
  return [
    ['http', every(() => silent)],
    ...(check.http.from === undefined ? [['http.expect.status', answered({ status: 599 })] as const] : []),
    ...(expect.body === undefined ? [] : [['http.expect.body', answered({ body: '' })] as const]),
    ...Object.keys(expect.headers ?? {}).map((name) => [`http.expect.headers.${name}`, answered({ headers: {} })] as const),
  ]
}

/** A query that gives nothing, and one that gives what each bound rules out. */
function promqlParts({ promql }: PromqlCheck, sample: Extract<Sample, { kind: 'promql' }>): (readonly [part: string, samples: readonly Sample[]])[] {
  const bounds = (['is', 'atLeast', 'atMost'] as const).flatMap((name) => {
    const bound = promql[name]
    return bound === undefined ? [] : [[name, bound + (name === 'atLeast' ? -1 : 1)] as const]
  })
  return [['promql', [{ ...sample, series: [] }]], ...bounds.map(([name, value]) => [`promql.${name}`, [withValues(sample, () => value)]] as const)]
}

const withValues = (sample: Extract<Sample, { kind: 'promql' }>, change: (value: number) => number): Sample => ({ ...sample, series: sample.series.map(({ labels, value }) => ({ labels, value: String(change(Number(value))) })) })

/** Other values than those that were measured: none, less, more, and what the expression compares with. */
function* otherValues(passed: Passed, expression: string): Generator<Shown> {
  const shown = shownIn(passed)
  const { sample } = shown
  if (sample?.kind !== 'promql') return
  const named = (wishesOf(expression, []).values ?? []).flatMap((value) => (typeof value === 'number' ? [value] : []))
  for (const change of [() => 0, (value: number) => -value - 1, (value: number) => value * 1e6 + 1, ...named.map((value) => () => value)]) yield { ...shown, sample: withValues(sample, change) }
}

/** Each condition of a history, shown able to fail by versions that were otherwise or never came. */
function historyParts(passed: Passed, check: HistoryCheck): (readonly [part: string, held: boolean])[] {
  const { object, since, always = [], sequence = [], probe } = check.history
  const only = (history: Pick<HistoryCheck['history'], 'always' | 'sequence'>): HistoryCheck => ({ ...bare(check), history: { object, since, ...history } })
  return [
    ['history', failsWhenShown(check, passed, [{ ...shownIn(passed), objects: [], history: { entries: [] } }])],
    ...always.map((expression, index) => [`history.always[${index}]`, failsWhenShown(only({ always: [expression] }), passed, otherVersions(passed, expression), isSpent)] as const),
    ...(probe === undefined ? [] : [['history.probe', failsWhenShown(check, passed, [{ ...shownIn(passed), sample: { kind: 'probes', at: passed.moment.at, asked: probe.failures + 1, failed: probe.failures + 1, unseen: 0 } }], isSpent)] as const]),
    ...sequence.map((_, index) => [`history.sequence[${index}]`, failsWhenShown(only({ sequence: sequence.slice(index) }), passed, partsOfHistory(passed))] as const),
  ]
}

/** The same history with one field of one version changed. */
function* otherVersions(passed: Passed, expression: string): Generator<Shown> {
  const entries = shownIn(passed).history?.entries ?? []
  const versions = entries.flatMap((entry) => (entry.kind === 'version' ? [entry.object] : []))
  for (const objects of mutations(versions, wishesOf(expression, versions))) {
    if (objects.length !== versions.length) continue
    const changed = [...objects]
    yield { ...shownIn(passed), history: { entries: entries.map((entry) => (entry.kind === 'version' ? { ...entry, object: changed.shift() ?? entry.object } : entry)) } }
  }
}

/** The history without its beginning, and without its end. */
function* partsOfHistory(passed: Passed): Generator<Shown> {
  const entries = shownIn(passed).history?.entries ?? []
  for (const index of entries.keys()) {
    yield { ...shownIn(passed), history: { entries: entries.slice(index + 1) } }
    yield { ...shownIn(passed), history: { entries: entries.slice(0, index) } }
  }
}

function withoutObjects(passed: Passed, ref: ObjectRef): boolean {
  return fails(passed.check, passed, [passed.moment.objects.filter((object) => kindKey(object) !== kindKey(ref))])
}

/** One too few or one too many, whichever the bounds mind. */
function countCanFail(passed: Passed, check: CountCheck): boolean {
  const { object: ref, match } = check.count
  const others = passed.moment.objects.filter((object) => kindKey(object) !== kindKey(ref))
  const more = Array.from({ length: (check.count.is ?? check.count.atMost ?? 0) + 1 }, (_, index) => madeUp(ref, { match, passed, index }))
  return fails(bare(check), passed, [others, [...passed.moment.objects, ...more]])
}

function madeUp(ref: ObjectRef, { match, passed, index }: { match: Json | undefined; passed: Passed; index: number }): KubeObject {
  const namespaces = passed.recording.namespaces
  const namespace = ref.namespace === undefined ? Object.values(namespaces)[0] : namespaces[ref.namespace]
  const metadata = { name: ref.name ?? `made-up-${index}`, ...(namespace === undefined ? {} : { namespace }), ...(ref.labels === undefined ? {} : { labels: ref.labels }) }
  // Where it is more than a map of fields there is nothing that an object could be made of.
  const tree: object = typeof match === 'object' && match !== null ? match : {}
  return Object.assign({}, tree, { apiVersion: ref.apiVersion, kind: ref.kind, metadata })
}

function matchLeaves(check: Check): LeafPath[] {
  const match = 'count' in check ? check.count.match : 'match' in check ? check.match : undefined
  return match === undefined ? [] : leavesOf(match).map(({ path }) => path)
}

/** Of the recorded objects, some field of that name is changed; where the field must be absent it is put there. */
function leafCanFail(passed: Passed, path: LeafPath): boolean {
  const { objects } = passed.moment
  const at = namesOn(path.filter((part) => !(typeof part === 'string' && part.startsWith('$'))))
  if (path.includes('$absent')) return fails(withoutExpressions(passed.check), passed, withField(objects, path))
  return fails(withoutExpressions(passed.check), passed, mutations(objects, { at }))
}

function withField(objects: readonly KubeObject[], path: LeafPath): (readonly KubeObject[])[] {
  const field = path.filter((part) => typeof part === 'string' && !part.startsWith('$'))
  return objects.map((object, index) => objects.with(index, withLeaf(object, field, 'there') as KubeObject))
}

function assertionCanFail(passed: Passed, expression: string): boolean {
  if ('history' in passed.check) return failsWhenShown({ ...bare(passed.check), assert: [expression] }, passed, otherVersions(passed, expression), (verdict) => isFalse(verdict) || isSpent(verdict))
  if ('promql' in passed.check && failsWhenShown({ ...bare(passed.check), assert: [expression] }, passed, otherValues(passed, expression), isFalse)) return true
  return fails({ ...bare(passed.check), assert: [expression] }, passed, mutations(lookedAt(passed), wishesOf(expression, lookedAt(passed))), isFalse)
}

function guardCanFall(passed: Passed, expression: string): boolean {
  if ('promql' in passed.check && failsWhenShown({ ...bare(passed.check), unless: [expression] }, passed, otherValues(passed, expression), isSpent)) return true
  return fails({ ...bare(passed.check), unless: [expression] }, passed, mutations(lookedAt(passed), wishesOf(expression, lookedAt(passed))), isSpent)
}

function holdMatters(passed: Passed): boolean {
  const { recording, before } = passed
  return prepared(passed.check, passed.lab).judge(viewOf(shownIn(passed), recording), before).verdict.kind !== 'passed'
}

function seenMatters({ check, lab, moment, recording }: Passed): boolean {
  return judgeHeld(prepared(check, lab), { at: moment.at, objects: [] }, recording).verdict.kind !== 'passed'
}

/** Only the kinds that the check looks at: a change of any other proves nothing. */
function lookedAt({ check, lab, moment }: Passed): readonly KubeObject[] {
  const kinds = prepared(check, lab).looksAt.map(kindKey)
  return moment.objects.filter((object) => kinds.includes(kindKey(object)))
}

/**
 * What an expression names and compares with: the fields to change first, and values that may turn it. Two objects
 * may be compared with each other, so values that stand in fields of these names are worth trying too.
 */
function wishesOf(expression: string, objects: readonly KubeObject[]): MutationWishes {
  const first = [...expression.matchAll(/[A-Za-z_]\w*/g)].map(([name]) => name)
  const texts = [...expression.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, single, double]) => single ?? double ?? '')
  const numbers = [...expression.matchAll(/\b\d+\b/g)].flatMap(([digits]) => [Number(digits), Number(digits) + 1])
  const seen = leavesOf(objects).flatMap(({ path, value }) => (first.includes(String(path.at(-1))) && (typeof value === 'string' || typeof value === 'number') ? [value] : []))
  return { first, values: [...new Set([...texts, ...numbers, ...seen])] }
}

/** The check without its expressions and its hold: only its object or count and what that must match. */
function withoutExpressions<C extends Check>(check: C): C {
  const { assert: _assert, unless: _unless, hold: _hold, ...rest } = check
  // All three are optional in every kind of check.
  return rest as unknown as C
}

/** The check without anything that can be left out. */
function bare<C extends Check>(check: C): C {
  const rest = withoutExpressions(check)
  if (!('match' in rest)) return rest
  const { match: _match, ...left } = rest
  return left as unknown as C
}
