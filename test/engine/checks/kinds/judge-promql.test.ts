import { describe, expect, it } from 'vitest'
import type { SampleResult, Series } from '../../../../engine/checks/sample/sample.ts'
import { readComponents } from '../../../../engine/components/component-recipe.ts'
import { metricsPlace } from '../../../../engine/checks/sample/metrics-place.ts'
import { aView, judgeSample, mistakesOf, prepared } from '../../../builders/checks.ts'
import { aPod } from '../../../builders/objects.ts'

const component = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'monitoring' } }
const one = (value: string, labels: Series['labels'] = {}): Series => ({ labels, value })
const gave = (...series: readonly Series[]): SampleResult => ({ kind: 'promql', series })
const judged = (parts: object, found: SampleResult | undefined, { assert, unless }: { assert?: readonly string[]; unless?: readonly string[] } = {}): ReturnType<typeof judgeSample> =>
  judgeSample({ promql: { query: 'q', ...parts }, ...(assert && { assert }), ...(unless && { unless }), reveal: 'full' }, found, [component])

describe('a check of what was measured', () => {
  it.each([
    ['a value inside of its bounds', { atLeast: 2, atMost: 4 }, gave(one('3')), 'passed'],
    ['a value on its bound', { atLeast: 0.3 }, gave(one('0.30000000000000004')), 'passed'],
    ['what floating point makes of a sum', { is: 0.3 }, gave(one('0.30000000000000004')), 'passed'],
    ['a value below', { atLeast: 2 }, gave(one('1.999')), 'not-yet'],
    ['a value above', { atMost: 4 }, gave(one('4.001')), 'not-yet'],
    ['another value', { is: 3 }, gave(one('2')), 'not-yet'],
    ['every series inside', { atLeast: 1 }, gave(one('1', { pod: 'a' }), one('2', { pod: 'b' })), 'passed'],
    ['one of several outside', { atLeast: 1 }, gave(one('1', { pod: 'a' }), one('0', { pod: 'b' })), 'not-yet'],
    ['no series, though everything is below the bound', { atMost: 4 }, gave(), 'not-yet'],
    ['NaN, the mean of nothing', { atMost: 4 }, gave(one('NaN')), 'not-yet'],
    ['infinity, a share of nothing', { atLeast: 1 }, gave(one('+Inf')), 'not-yet'],
    ['minus infinity', { atMost: 1 }, gave(one('-Inf')), 'not-yet'],
    ['an empty value', { atMost: 1 }, gave(one('')), 'not-yet'],
  ])('%s', (_, bounds, found, verdict) => {
    expect(judged(bounds, found).kind).toBe(verdict)
  })

  it.each([
    ['is true of all', ['values.all(v, v > 0.5 && v < 3)'], gave(one('1'), one('2.5')), 'passed'],
    ['is true of not all', ['values.all(v, v > 0.5)'], gave(one('1'), one('0.25')), 'not-yet'],
    ['reads whole numbers as others', ['values[0] / 2.0 == 1.5'], gave(one('3')), 'passed'],
    ['is true of an empty list by itself', ['values.all(v, v > 0.5)'], gave(), 'not-yet'],
    ['denies what NaN is not', ['!(values[0] > 0.5)'], gave(one('NaN')), 'not-yet'],
  ])('with an expression that %s', (_, assert, found, verdict) => {
    expect(judged({}, found, { assert }).kind).toBe(verdict)
  })

  it('lets a guard fall by a number only', () => {
    const unless = ['values.exists(v, !(v < 5))']
    expect([judged({ atMost: 9 }, gave(one('NaN')), { unless }).kind, judged({ atMost: 9 }, gave(), { unless }).kind, judged({ atMost: 9 }, gave(one('6')), { unless }).kind]).toEqual(['not-yet', 'not-yet', 'spent'])
  })

  it('is unknown without the component, whatever was found before it went', () => {
    const verdict = judgeSample({ promql: { query: 'up', is: 1 } }, gave(one('1')), [])
    expect(verdict).toEqual({ kind: 'unknown', problem: { code: 'promql-absent', params: { component: 'victoria-metrics' } } })
  })

  it('is unknown until it was asked, and where it could not be', () => {
    expect(judged({ is: 1 }, undefined)).toEqual({ kind: 'unknown', problem: { code: 'sample-awaited', params: {} } })
    const problem = { code: 'promql-unanswered', params: { said: 'no endpoints available' } } as const
    expect(judged({ is: 1 }, { kind: 'failed', problem })).toEqual({ kind: 'unknown', problem })
  })

  it('says which series is off, what it should be, and the command that shows it', () => {
    const verdict = judged({ query: 'sum by (pod) (rate(requests_total{namespace="${ns.main}"}[1m]))', atLeast: 5 }, gave(one('5.1', { pod: 'a' }), one('0.23456', { pod: 'b', __name__: 'requests' })))
    expect(verdict).toEqual({
      kind: 'not-yet',
      evidence: [
        {
          code: 'metric-different',
          object: { apiVersion: '', kind: 'PromQL' },
          path: '{pod="b", requests}',
          expected: { atLeast: 5 },
          actual: 0.2346,
          expression: 'sum by (pod) (rate(requests_total{namespace="lab-main"}[1m]))',
          command: "kubectl get --raw '/api/v1/namespaces/monitoring/services/victoria-metrics:8428/proxy/api/v1/query?step=30s&query=sum+by+%28pod%29+%28rate%28requests_total%7Bnamespace%3D%22lab-main%22%7D%5B1m%5D%29%29'",
          since: 1_000,
        },
      ],
    })
  })

  it('speaks of a related object that is missing as of any other', () => {
    const verdict = judgeSample({ promql: { query: 'up' }, related: { web: { apiVersion: 'v1', kind: 'Pod', name: 'web' } }, assert: ['values[0] == double(size(related.web.spec.containers))'] }, gave(one('1')), [component])
    expect(verdict).toMatchObject({ kind: 'not-yet', evidence: [{ code: 'object-missing', object: { kind: 'Pod', name: 'web' } }] })
  })

  it('asks with the attempt’s own values, and again when the component comes or goes', () => {
    const { gathers } = prepared({ promql: { query: 'up{namespace="${ns.dev}"}', is: 1 } })
    if (gathers?.kind !== 'sample') throw new Error('it gathers samples')
    expect(gathers.ask(aView([]))).toEqual({ kind: 'promql', query: 'up{namespace="lab-dev"}' })
    const other = { ...component, metadata: { name: 'other' } }
    expect([component, other, aPod()].map((object) => gathers.concerns?.(object))).toEqual([true, false, true])
    expect(gathers.every).toBe(15_000)
  })

  it('is held to a bound or an assertion, and to names that the lab has', () => {
    expect(mistakesOf({ promql: { query: '${vars.none}' } })).toEqual([
      { field: 'promql.query', says: '`vars.none` is not known here; there are `port`, `name`.' },
      { field: 'promql', says: 'A query needs at least one of `is`, `atLeast`, `atMost`, or an `assert` over `values`.' },
    ])
    expect(mistakesOf({ promql: { query: 'up' }, assert: ['size(value) > 0'] })).toMatchObject([{ field: 'assert[0]' }])
  })

  it('asks the Service that the component brings', () => {
    const objects = readComponents().find(({ name }) => name === metricsPlace.component)?.objects ?? []
    const service = objects.find(({ kind }) => kind === 'Service')
    expect(objects[0]).toMatchObject({ kind: 'Namespace', metadata: { name: metricsPlace.namespace } })
    expect(service).toMatchObject({ metadata: { name: metricsPlace.service, namespace: metricsPlace.namespace }, spec: { ports: [{ port: metricsPlace.port }] } })
  })
})
