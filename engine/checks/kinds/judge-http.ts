import type { HttpCheck, Json, ObjectRef } from '#contract/check.ts'
import type { KubeObject } from '#contract/kube.ts'
import { millisecondsOf } from '#contract/lab-parts.ts'
import type { Evidence } from '#contract/verdict.ts'
import { aboutRef, type Failure } from '../evidence.ts'
import { failedConditions, fallenGuards } from '../conditions.ts'
import type { CheckView, SampleGathering } from '../judge.ts'
import { filledRef, lookAt, type Look } from '../look.ts'
import { fillText } from '../placeholders.ts'
import { mistakes } from '../mistake.ts'
import { textTest, type TextTest } from '../sample/pattern.ts'
import type { HttpAnswer, HttpRequest, Sample } from '../sample/sample.ts'
import { mostTries, triesFor } from '../sample/tries-for.ts'
import type { CheckKind } from './check-kind.ts'
import type { Draft } from '../draft.ts'
import { unseenSample } from './unseen-sample.ts'

type Http = HttpCheck['http']

/** What is asked of a Service; the rest of a check has no part in the request. */
export type AskedService = Pick<Http, 'service' | 'namespace' | 'port' | 'path'> & Partial<Pick<Http, 'headers' | 'from' | 'expect'>>

/** Chance is no answer: one that came through, or was refused, this often in a row is the rule. */
const refusalTries = 3

/** What a Service answers, or that it does not. Its Pods' status only says what they promise. */
export const httpKind: CheckKind<HttpCheck> = {
  prepare(check, draft) {
    const { http, related = {} } = check
    const { service } = http
    const [ref, slices] = serviceRefs(http)
    const type = draft.fields.kind(ref)
    const variables = draft.variables(check, { object: { type } })
    const conditions = draft.expressions('assert', check.assert, variables).flat()
    const guards = draft.expressions('unless', check.unless, variables)
    draft.reference('http.service', ref)
    draft.text('http.path', http.path)
    const judge = answerJudge(http, draft)
    const refs = [ref, slices, ...policyRefs(http), ...Object.values(related)]
    const gathers: SampleGathering = { kind: 'sample', every: millisecondsOf(http.every), ask: (view) => requestFor(http, [ref, slices], view, draft), concerns: ({ kind, metadata }) => kind === 'NetworkPolicy' || metadata.name === service || metadata.labels?.['kubernetes.io/service-name'] === service }
    return {
      refs,
      gathers,
      assess(look) {
        const [object] = look.objects(ref)
        if (object === undefined) return { failures: [notYet({ code: 'object-missing', ...aboutRef(look.ref(ref), look) })], fallen: [], seen: false }
        const subject = { object, objects: [object], type, ref, related }
        const fallen = fallenGuards(guards, subject, look)
        const sample = look.view.sample
        if (sample?.kind !== 'http') return { failures: [], fallen, seen: true, unseen: unseenSample(sample) }
        const about = { ...aboutRef(look.ref(ref), look), command: commandFor(http, object, look) }
        const answered = judge(sample, look).map((one): Failure => notYet({ ...one, ...about }))
        return { failures: [...answered, ...failedConditions(conditions, subject, look)], fallen, seen: true }
      },
    }
  },
}

/** The Service and what stands behind it. */
export function serviceRefs({ service, namespace }: AskedService): readonly [ObjectRef, ObjectRef] {
  const inNamespace = namespace === undefined ? {} : { namespace }
  return [
    { apiVersion: 'v1', kind: 'Service', name: service, ...inNamespace },
    { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', labels: { 'kubernetes.io/service-name': service }, ...inNamespace },
  ]
}

/** What may keep a Pod from getting through: the policies of those who are called, and of those who call. */
function policyRefs({ namespace, from }: Http): readonly ObjectRef[] {
  if (from === undefined) return []
  const places = [...new Set([namespace, from.namespace])]
  return places.map((place) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', ...(place === undefined ? {} : { namespace: place }) }))
}

const notYet = (evidence: Evidence): Failure => ({ verdict: 'not-yet', evidence })

type AnswerJudge = (sample: Extract<Sample, { kind: 'http' }>, look: Look) => readonly Evidence[]

function answerJudge({ expect, from }: Http, draft: Draft): AnswerJudge {
  if ('refused' in expect) {
    if (from === undefined) draft.note('http.expect.refused', mistakes.refusedNeedsFrom())
    return refusalEvidence
  }
  if ('share' in expect) return shareJudge(expect.share, from !== undefined, draft)
  if (from !== undefined && (expect.status !== undefined || expect.headers !== undefined)) draft.note('http.expect', mistakes.onlyBodyFromPod())
  const body = textTest('http.expect.body', expect.body, draft)
  const headers = Object.entries(expect.headers ?? {}).map(([name, pattern]) => ({ name: name.toLowerCase(), pattern, test: textTest(`http.expect.headers.${name}`, pattern, draft) }))
  return ({ answers }, look) => answers.flatMap((answer) => answerEvidence(answer, { expect, body, headers }, look)).slice(0, 1)
}

interface AnswerWanted {
  readonly expect: Exclude<Http['expect'], { readonly refused: true } | { readonly share: unknown }>
  readonly body: TextTest
  readonly headers: readonly { readonly name: string; readonly pattern: string; readonly test: TextTest }[]
}

function answerEvidence(answer: HttpAnswer, { expect, body, headers }: AnswerWanted, look: Look): readonly Evidence[] {
  if (answer.kind === 'unanswered') return [{ code: 'http-unanswered', actual: answer.said }]
  const { status } = answer
  if (status !== undefined && !isStatus(status, expect.status)) return [different('status', expect.status ?? '200–299', status)]
  const wrong = headers.find(({ name, test }) => !test(answer.headers?.[name] ?? '', look))
  if (wrong !== undefined) return [different(wrong.name, wrong.pattern, answer.headers?.[wrong.name])]
  return body(answer.body, look) ? [] : [different('body', expect.body ?? '', shortened(answer.body))]
}

const isStatus = (status: number, wanted: number | undefined): boolean => (wanted === undefined ? status >= 200 && status < 300 : status === wanted)
const different = (path: string, expected: Json, actual: Json | undefined): Evidence => ({ code: 'http-different', path, expected, ...(actual === undefined ? {} : { actual }) })
const shortened = (text: string): string => text.trim().slice(0, 200)

/**
 * That nobody gets through proves nothing while nobody answers at all: somebody else must be answered at the same time. A name that
 * cannot be looked up is no refusal either.
 */
function refusalEvidence({ answers, elsewhere }: Extract<Sample, { kind: 'http' }>): readonly Evidence[] {
  if (elsewhere?.kind === 'unanswered') return [{ code: 'http-unanswered', actual: elsewhere.said }]
  if (elsewhere === undefined || answers.length === 0) return [{ code: 'http-unanswered' }]
  const through = answers.find(({ kind }) => kind === 'answered')
  if (through?.kind === 'answered') return [{ code: 'http-allowed', actual: shortened(through.body) }]
  const other = answers.find((answer) => answer.kind === 'unanswered' && answer.why !== 'refused' && answer.why !== 'timeout')
  return other?.kind === 'unanswered' ? [{ code: 'http-unanswered', actual: other.said }] : []
}

function shareJudge(share: Extract<Http['expect'], { readonly share: unknown }>['share'], isFromPod: boolean, draft: Draft): AnswerJudge {
  const tries = triesFor(share)
  if (tries > mostTries) draft.note('http.expect.share', mistakes.tooManyTries(tries, mostTries))
  if (isFromPod && share.header !== undefined) draft.note('http.expect.share.header', mistakes.onlyBodyFromPod())
  const test = textTest('http.expect.share.value', share.value, draft)
  const header = share.header?.toLowerCase()
  return ({ answers }, look) => {
    const silent = answers.find(({ kind }) => kind === 'unanswered')
    if (silent?.kind === 'unanswered') return [{ code: 'http-unanswered', actual: silent.said }]
    if (answers.length < tries) return [{ code: 'http-unanswered' }]
    const found = answers.filter((answer) => answer.kind === 'answered' && test(header === undefined ? answer.body : (answer.headers?.[header] ?? ''), look)).length
    const actual = found / answers.length
    // A bound is inside: what floating point makes of 0.2 + 0.08 must not decide.
    if (Math.abs(actual - share.is) <= share.within + 1e-9) return []
    return [{ code: 'share-different', path: share.header ?? 'body', expected: { is: share.is, within: share.within }, actual: Math.round(actual * 1000) / 1000 }]
  }
}

/** Nothing is asked before the Service is there and some Pod stands behind it: the picture tells that better than an error does. */
export function requestFor(http: AskedService, refs: readonly [ObjectRef, ObjectRef], view: CheckView, { fields }: Draft): HttpRequest | undefined {
  const look = lookAt(refs, view, fields)
  if ('problem' in look) return undefined
  const [service] = look.objects(refs[0])
  const port = service && portOf(http, service)
  if (service === undefined || port === undefined) return undefined
  const fill = (text: string): string => fillText(text, view)
  const address = clusterAddress(service)
  const fromNamespace = http.from && (look.namespaceOf({ apiVersion: 'v1', kind: 'Pod', ...(http.from.namespace === undefined ? {} : { namespace: http.from.namespace }) }) ?? 'default')
  return {
    kind: 'http',
    namespace: look.namespaceOf(refs[0]) ?? 'default',
    service: service.metadata.name,
    port,
    ...(address === undefined ? {} : { address }),
    path: fill(http.path),
    headers: Object.fromEntries(Object.entries(http.headers ?? {}).map(([name, value]) => [name, fill(value)])),
    tries: triesIn(http.expect ?? {}),
    isRefusal: 'refused' in (http.expect ?? {}),
    ...(http.from === undefined || fromNamespace === undefined ? {} : { from: { namespace: fromNamespace, labels: filledRef({ apiVersion: 'v1', kind: 'Pod', labels: http.from.labels }, view).labels ?? {} } }),
  }
}

interface ServiceSpec {
  readonly clusterIP?: string
  readonly ports?: readonly { readonly port?: number; readonly name?: string }[]
}

const specOf = ({ spec }: KubeObject): ServiceSpec => (typeof spec === 'object' && spec !== null ? spec : {})

function triesIn(expect: Http['expect']): number {
  if ('share' in expect) return triesFor(expect.share)
  return 'refused' in expect ? refusalTries : 1
}

function portOf({ port }: AskedService, service: KubeObject): string | undefined {
  if (port !== undefined) return String(port)
  const first = specOf(service).ports?.[0]?.port
  return first === undefined ? undefined : String(first)
}

function clusterAddress(service: KubeObject): string | undefined {
  const { clusterIP } = specOf(service)
  return clusterIP === undefined || clusterIP === '' || clusterIP === 'None' ? undefined : clusterIP
}

/** What shows a learner the same. */
function commandFor(http: Http, service: KubeObject, look: Look): string {
  const { namespace = '', name } = service.metadata
  if (http.from !== undefined) return ['kubectl', ...(namespace === look.firstNamespace ? [] : ['-n', namespace]), 'get', 'networkpolicy'].join(' ')
  return `kubectl get --raw /api/v1/namespaces/${namespace}/services/${name}:${portOf(http, service) ?? ''}/proxy${fillText(http.path, look.view)}`
}
