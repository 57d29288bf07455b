import { describe, expect, it } from 'vitest'
import { checkSchema } from '#contract/check.ts'
import { judgeOnce, mistakesOf } from '../../../builders/checks.ts'

const later: readonly (readonly [kind: string, component: string, parts: object])[] = [
  ['inference', 'kserve', { service: '${vars.name}', input: { instances: [[6.8, 2.8, 4.8, 1.4]] }, match: { predictions: [1] }, protocol: 'v1' }],
  ['workflow', 'argo-workflows', { labels: { app: 'train' }, tasks: { train: 'succeeded' }, outputs: { accuracy: '^0\\.9' } }],
  ['mlflow', 'mlflow', { experiment: 'iris', run: { metrics: { accuracy: { atLeast: 0.9 } } }, model: { name: 'iris', alias: 'champion' } }],
  ['s3', 's3', { bucket: 'models', prefix: '${ns.main}/', count: { atLeast: 1 } }],
]

describe('kinds that have their place in the format and nobody who judges them yet', () => {
  it.each(later)('never pass: %s is unknown and names the component %s', (kind, component, parts) => {
    expect(judgeOnce({ [kind]: parts }, [])).toEqual({ kind: 'unknown', problem: { code: 'check-kind-later', params: { kind, component } } })
  })

  it.each(later)('refuse a field that %s does not have', (kind, _, parts) => {
    expect(checkSchema.safeParse({ id: 'later', title: { en: 'Later' }, [kind]: { ...parts, querry: 'up' } }).success).toBe(false)
  })

  it('are held to names that the lab has, and to a bound for every number', () => {
    const noBound = 'A number needs at least one of `is`, `atLeast`, `atMost`.'
    expect(mistakesOf({ inference: { service: '${vars.none}', input: {} } })).toEqual([{ field: 'inference', says: '`vars.none` is not known here; there are `port`, `name`.' }])
    expect(mistakesOf({ mlflow: { run: { metrics: { loss: {} } } } })).toEqual([{ field: 'mlflow.run.metrics.loss', says: noBound }])
    expect(mistakesOf({ s3: { bucket: 'models', count: {} } })).toEqual([{ field: 's3.count', says: noBound }])
  })
})
