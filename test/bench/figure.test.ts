import { describe, expect, it } from 'vitest'
import { figure, median, percentile, spreadOf, tableOf, unmeasured } from './figure.ts'

describe('a percentile', () => {
  it('is a value that was measured, never one in between', () => {
    expect([0, 0.5, 0.95, 1].map((share) => percentile([40, 10, 20, 30], share))).toEqual([10, 20, 40, 40])
  })

  it('of twenty values leaves one above the 95th', () => {
    expect(percentile(Array.from({ length: 20 }, (_, index) => index + 1), 0.95)).toBe(19)
  })

  it('sorts as numbers and leaves its values alone', () => {
    const values = [100, 9, 20]
    expect([median(values), values]).toEqual([20, [100, 9, 20]])
  })

  it('of nothing is not a number', () => {
    expect(median([])).toBeNaN()
  })
})

describe('a figure', () => {
  it.each([
    [2, { atMost: 2 }, true],
    [2.01, { atMost: 2 }, false],
    [0.9, { atLeast: 0.9 }, true],
    [0.89, { atLeast: 0.9 }, false],
    [7, undefined, true],
  ])('of %d with the target %j holds: %s', (value, target, holds) => {
    expect(figure({ name: 'it', value, unit: 's', ...(target === undefined ? {} : { target }) }).holds).toBe(holds)
  })

  it('is judged by what was measured, not by what is left of it after rounding', () => {
    expect(figure({ name: 'it', value: 2.0001, unit: 's', target: { atMost: 2 } })).toMatchObject({ value: 2, holds: false })
  })

  it('that came out as no number does not hold', () => {
    expect(figure({ name: 'it', value: Number.NaN, unit: 's' }).holds).toBe(false)
  })

  it('that could not be measured says why and does not hold', () => {
    expect(unmeasured('it', new Error('no Docker'))).toEqual({ name: 'it', value: null, unit: '', holds: false, why: 'no Docker' })
  })

  it('tells of how many measurements it speaks', () => {
    expect(figure({ name: 'it', value: 2, unit: 's', of: [3, 1, 2] }).spread).toEqual({ count: 3, min: 1, median: 2, p95: 3 })
    expect(spreadOf([1.23456])).toEqual({ count: 1, min: 1.23, median: 1.23, p95: 1.23 })
  })
})

describe('the table', () => {
  it('shows value, target, peer and spread, and marks what does not hold', () => {
    const quick = figure({ name: 'verdict', value: 0.5, unit: 'ms', target: { atMost: 2 }, peer: { name: 'a poll', value: 512.3 }, of: [0.4, 0.5] })
    expect(tableOf([quick, unmeasured('pause', 'no freezer')]).split('\n')).toEqual([
      '   figure   value         target  beside       min / median / p95 (count)',
      '✓  verdict  0.5 ms        ≤ 2     a poll: 512  0.4 / 0.4 / 0.5 (2)',
      '✗  pause    not measured                       no freezer',
    ])
  })
})
