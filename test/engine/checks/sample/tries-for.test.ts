import { describe, expect, it } from 'vitest'
import { normalQuantile, triesFor } from '../../../../engine/checks/sample/tries-for.ts'

/** Of so many tries with this chance, the probability that the share is inside the bounds: exactly, by the binomial's own terms. */
function confidenceOf(tries: number, { is, within }: { is: number; within: number }): number {
  let [term, sum] = [tries * Math.log(1 - is), 0]
  for (let found = 0; found <= tries; found += 1) {
    if (Math.abs(found / tries - is) <= within + 1e-9) sum += Math.exp(term)
    term += Math.log((tries - found) / (found + 1)) + Math.log(is / (1 - is))
  }
  return sum
}

describe('triesFor', () => {
  it.each([
    { is: 0.2, within: 0.08, confidence: 0.999 },
    { is: 0.5, within: 0.1, confidence: 0.99 },
    { is: 0.1, within: 0.05, confidence: 0.999 },
    { is: 0.9, within: 0.05, confidence: 0.95 },
    { is: 0.5, within: 0.3, confidence: 0.999 },
  ])('%j: a right setup passes about that surely', (wanted) => {
    expect(confidenceOf(triesFor(wanted), wanted)).toBeGreaterThan(wanted.confidence - 0.006)
  })

  it('takes more for a narrower bound and for more confidence', () => {
    const tries = (within: number, confidence: number): number => triesFor({ is: 0.3, within, confidence })
    expect(tries(0.05, 0.99)).toBeGreaterThan(tries(0.1, 0.99))
    expect(tries(0.1, 0.999)).toBeGreaterThan(tries(0.1, 0.99))
  })

  it('takes some even where all or none is wanted', () => {
    expect([triesFor({ is: 0, within: 0.05, confidence: 0.99 }), triesFor({ is: 1, within: 0.05, confidence: 0.99 })].every((tries) => tries >= 20)).toBe(true)
  })

  it.each([[0.975, 1.96], [0.9995, 3.29], [0.5, 0]])('the quantile of %d is %d', (probability, quantile) => {
    expect(normalQuantile(probability)).toBeCloseTo(quantile, 2)
  })
})
