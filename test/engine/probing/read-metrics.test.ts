import { describe, expect, it } from 'vitest'
import { seriesFrom } from '../../../engine/probing/read-metrics.ts'

const answer = (body: unknown, status = 200) => ({ status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) })
const success = (data: object) => answer({ status: 'success', data, stats: { seriesFetched: '1' } })
const vector = (...result: readonly object[]) => success({ resultType: 'vector', result })

describe('what a server of metrics answers', () => {
  it('is its series in an order of their own, values as they were written', () => {
    expect(seriesFrom(vector({ metric: { pod: 'b', app: 'web' }, value: [1, 'NaN'] }, { metric: { pod: 'a' }, value: [1, '0.5'] }))).toEqual([
      { labels: { app: 'web', pod: 'b' }, value: 'NaN' },
      { labels: { pod: 'a' }, value: '0.5' },
    ])
    expect(seriesFrom(vector())).toEqual([])
  })

  it('is one series without labels where the query gives one number', () => {
    expect(seriesFrom(success({ resultType: 'scalar', result: [1, '2'] }))).toEqual([{ labels: {}, value: '2' }])
  })

  it.each([
    ['a query that it does not understand', answer({ status: 'error', errorType: 'bad_data', error: 'unexpected end' }, 422), 'promql-refused', 'unexpected end'],
    ['a range of values', success({ resultType: 'matrix', result: [] }), 'promql-refused', 'it gives a matrix, and not one value for each series'],
    ['a text', success({ resultType: 'string', result: [1, 'a'] }), 'promql-refused', 'it gives a string, and not one value for each series'],
    ['more series than anybody judges by', vector(...Array.from({ length: 501 }, (_, index) => ({ metric: { pod: String(index) }, value: [1, '1'] }))), 'promql-refused', 'it gives 501 series, 500 are the most'],
    ['the API server that reaches nobody', answer({ kind: 'Status', apiVersion: 'v1', status: 'Failure', message: 'no endpoints available for service' }, 503), 'promql-unanswered', 'no endpoints available for service'],
    ['an answer that was cut short', answer('{"status":"success","data":{"resultType":"vec'), 'promql-unanswered', 'status 200'],
    ['a page', answer('<html>', 502), 'promql-unanswered', 'status 502'],
    ['a value that is no text', vector({ metric: {}, value: [1, 2] }), 'promql-unanswered', 'status 200'],
  ])('is none: %s', (_, given, code, said) => {
    expect(() => seriesFrom(given)).toThrow(expect.objectContaining({ problem: { code, params: { said } } }))
  })
})
