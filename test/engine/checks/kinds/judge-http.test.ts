import { describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import type { HttpAnswer, SampleResult } from '../../../../engine/checks/sample/sample.ts'
import { triesFor } from '../../../../engine/checks/sample/tries-for.ts'
import { aView, judgeSample, mistakesOf, prepared } from '../../../builders/checks.ts'
import { anEndpointSlice, aService } from '../../../builders/objects.ts'

const answered = (body = 'hello', status = 200, headers: Record<string, string> = {}): HttpAnswer => ({ kind: 'answered', status, headers, body })
const fromPod = (body: string): HttpAnswer => ({ kind: 'answered', body })
const unanswered = (why: Extract<HttpAnswer, { kind: 'unanswered' }>['why'] = 'refused', said = 'connection refused'): HttpAnswer => ({ kind: 'unanswered', why, said })
const sample = (...answers: readonly HttpAnswer[]): SampleResult => ({ kind: 'http', answers })
const judged = (http: object, found: SampleResult | undefined, objects = [aService()]): ReturnType<typeof judgeSample> => judgeSample({ http: { service: 'web', ...http } }, found, objects)
const client = { labels: { role: 'client' } }

describe('a check of what a Service answers', () => {
  it.each([
    ['any answer that says it went well', {}, answered(), true],
    ['one that does not', {}, answered('', 503), false],
    ['the status that is wanted', { status: 404 }, answered('', 404), true],
    ['another status', { status: 404 }, answered(), false],
    ['a body that matches', { body: '^hel+o$' }, answered(), true],
    ['a body that does not', { body: '^bye' }, answered(), false],
    ['a header that matches, whatever its case', { headers: { Version: 'v2' } }, answered('', 200, { version: 'v2' }), true],
    ['a header that is not there', { headers: { version: '.' } }, answered(), false],
  ])('%s', (_, expectation, answer, passes) => {
    expect(judged({ expect: expectation }, sample(answer)).kind).toBe(passes ? 'passed' : 'not-yet')
  })

  it('is not-yet while there is no Service, whatever was found before', () => {
    expect(judged({}, sample(answered()), [])).toMatchObject({ kind: 'not-yet', evidence: [{ code: 'object-missing' }] })
  })

  it('is unknown until it was tried out, and where it could not be', () => {
    expect(judged({}, undefined)).toEqual({ kind: 'unknown', problem: { code: 'sample-awaited', params: {} } })
    const problem = { code: 'sample-late', params: { seconds: 20 } } as const
    expect(judged({}, { kind: 'failed', problem })).toEqual({ kind: 'unknown', problem })
  })

  it('says what was said, and the command that shows it', () => {
    expect(judged({ path: '/health?for=${vars.name}' }, sample(unanswered('no-endpoints', 'no endpoints available for service "web"')))).toEqual({
      kind: 'not-yet',
      evidence: [
        {
          code: 'http-unanswered',
          object: { apiVersion: 'v1', kind: 'Service', namespace: 'lab-main', name: 'web' },
          command: 'kubectl get --raw /api/v1/namespaces/lab-main/services/web:80/proxy/health?for=web',
          actual: 'no endpoints available for service "web"',
          since: 1_000,
        },
      ],
    })
  })

  it('fills its own values into patterns, where they stand for themselves', () => {
    const withVars = (name: string): string => prepared({ http: { service: 'web', expect: { body: '^${vars.name}$' } } }).judge(aView([aService()], { vars: { name, port: 1 }, sample: sample(answered('a.c')) }), {}).verdict.kind
    expect([withVars('a.c'), withVars('.*')]).toEqual(['passed', 'not-yet'])
  })

  it('asks for nothing before there is a Service with a port', () => {
    const { gathers } = prepared({ http: { service: 'web' } })
    if (gathers?.kind !== 'sample') throw new Error('it gathers samples')
    expect([gathers.ask(aView([])), gathers.ask(aView([aService({ spec: { ports: [] } })]))]).toEqual([undefined, undefined])
    expect(gathers.ask(aView([aService({ spec: { clusterIP: '10.0.0.1' } })]))).toEqual({ kind: 'http', namespace: 'lab-main', service: 'web', port: '80', address: '10.0.0.1', path: '/', headers: {}, tries: 1, isRefusal: false })
  })

  it('is concerned by its Service, what stands behind it, and every NetworkPolicy', () => {
    const { gathers } = prepared({ http: { service: 'web', from: client } })
    const policy = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'any' } }
    const concerns = (object: KubeObject): unknown => gathers?.kind === 'sample' && gathers.concerns?.(object)
    expect([aService(), anEndpointSlice(), policy, aService({ name: 'other' }), anEndpointSlice({ service: 'other' })].map(concerns)).toEqual([true, true, true, false, false])
  })

  it('looks at the policies of those who are called and of those who call', () => {
    const { looksAt } = prepared({ http: { service: 'web', from: { labels: {}, namespace: 'dev' } } })
    expect(looksAt.filter(({ kind }) => kind === 'NetworkPolicy')).toEqual([{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', namespace: 'main' }, { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', namespace: 'dev' }])
  })

  it('asks from where it says, in the namespace that it says', () => {
    const { gathers } = prepared({ http: { service: 'web', port: 'http', from: { labels: { app: '${vars.name}' }, namespace: 'dev' }, expect: { refused: true } } })
    if (gathers?.kind !== 'sample') throw new Error('it gathers samples')
    expect(gathers.ask(aView([aService({ spec: { clusterIP: 'None' } })]))).toEqual({ kind: 'http', namespace: 'lab-main', service: 'web', port: 'http', path: '/', headers: {}, tries: 3, isRefusal: true, from: { namespace: 'lab-dev', labels: { app: 'web' } } })
  })
})

describe('a check that somebody is refused', () => {
  const refused = { from: client, expect: { refused: true } }
  const found = (answers: readonly HttpAnswer[], elsewhere?: HttpAnswer): SampleResult => ({ kind: 'http', answers, ...(elsewhere === undefined ? {} : { elsewhere }) })

  it('passes when nobody gets through from there, and others are answered', () => {
    expect(judged(refused, found([unanswered('timeout'), unanswered(), unanswered()], answered())).kind).toBe('passed')
  })

  it.each([
    ['one of several got through', found([unanswered(), fromPod('hello')], answered()), 'http-allowed'],
    ['nobody answers at all', found([unanswered()], unanswered('no-endpoints')), 'http-unanswered'],
    ['it is not known whether anybody is answered', found([unanswered()]), 'http-unanswered'],
    ['the name could not be looked up', found([unanswered('unknown-name')], answered()), 'http-unanswered'],
    ['something else went wrong', found([unanswered('other')], answered()), 'http-unanswered'],
    ['nothing was tried', found([], answered()), 'http-unanswered'],
  ])('is not-yet when %s', (_, result, code) => {
    expect(judged(refused, result)).toMatchObject({ kind: 'not-yet', evidence: [{ code, command: 'kubectl get networkpolicy' }] })
  })

  it('needs to say who', () => {
    expect(mistakesOf({ http: { service: 'web', expect: { refused: true } } })).toMatchObject([{ field: 'http.expect.refused' }])
  })
})

describe('a check of shares', () => {
  const share = { is: 0.2, within: 0.08, value: '^v2$', header: 'version', confidence: 0.999 }
  const tries = triesFor(share)
  const found = (part: number): SampleResult => sample(...Array.from({ length: tries }, (_, index) => answered('', 200, { version: index < Math.round(part * tries) ? 'v2' : 'v1' })))

  it.each([[0.2, true], [0.27, true], [0.13, true], [0.29, false], [0.1, false], [0, false], [1, false]])('finds %d of 0.2 within 0.08 right: %s', (part, passes) => {
    expect(judged({ expect: { share } }, found(part)).kind).toBe(passes ? 'passed' : 'not-yet')
  })

  it('says how many there were', () => {
    expect(judged({ expect: { share } }, found(0.5))).toMatchObject({ evidence: [{ code: 'share-different', path: 'version', expected: { is: 0.2, within: 0.08 }, actual: 0.502 }] })
  })

  it('is not-yet when one request was not answered, or fewer were made than it takes', () => {
    const [first] = [sample(unanswered())]
    expect(judged({ expect: { share } }, first).kind).toBe('not-yet')
    expect(judged({ expect: { share } }, sample(...['v1', 'v1', 'v2', 'v1', 'v1'].map((version) => answered('', 200, { version })))).kind).toBe('not-yet')
  })

  it('asks as often as the confidence takes', () => {
    const { gathers } = prepared({ http: { service: 'web', expect: { share } } })
    expect(gathers?.kind === 'sample' && gathers.ask(aView([aService()]))).toMatchObject({ tries: 271 })
  })

  it('tells when that would be too often, and what a Pod cannot tell', () => {
    expect(mistakesOf({ http: { service: 'web', expect: { share: { ...share, within: 0.01 } } } })).toMatchObject([{ field: 'http.expect.share' }])
    expect(mistakesOf({ http: { service: 'web', from: client, expect: { share } } })).toMatchObject([{ field: 'http.expect.share.header' }])
    expect(mistakesOf({ http: { service: 'web', from: client, expect: { status: 200 } } })).toMatchObject([{ field: 'http.expect' }])
  })
})

describe('the mistakes of a check of answers', () => {
  it.each([
    [{ expect: { body: '(' } }, 'http.expect.body'],
    [{ expect: { headers: { v: '(?=x)' } } }, 'http.expect.headers.v'],
    [{ path: '/${vars.nothing}' }, 'http.path'],
    [{ namespace: 'prod' }, 'http.service.namespace'],
  ])('%j is told with its field', (http, field) => {
    expect(mistakesOf({ http: { service: 'web', ...http } }).map((one) => one.field)).toContain(field)
  })
})
