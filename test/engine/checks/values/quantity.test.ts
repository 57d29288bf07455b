import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quantityNanos } from '../../../../engine/checks/values/quantity.ts'

describe('a quantity', () => {
  it.each([
    ['500m', '0.5'],
    ['1Gi', '1024Mi'],
    ['1G', '1000M'],
    ['1.5Gi', '1536Mi'],
    ['2', '2000m'],
    ['1e3', '1k'],
    ['1E3', '1000'],
    ['12e-3', '12m'],
    ['.5', '500m'],
    ['1.', '1'],
    ['-1Ki', '-1024'],
    ['+3', '3'],
    ['100n', '0.1u'],
    ['9Ei', '10376293541461622784'],
  ])('%s is %s', (one, other) => {
    expect(quantityNanos(one)).toBe(quantityNanos(other))
    expect(quantityNanos(one)).toBeTypeOf('bigint')
  })

  it('is read from a number too', () => {
    expect(quantityNanos(0.5)).toBe(500_000_000n)
  })

  it('tells binary from decimal', () => {
    expect(quantityNanos('1Gi')).not.toBe(quantityNanos('1G'))
  })

  it('rounds what is finer than a billionth up', () => {
    expect(quantityNanos('0.0000000001')).toBe(1n)
  })

  it.each(['', '.', '-', 'web', '1 Gi', '1gi', '1KiB', '0x10', '1e', 'e3', '1mm', 'Infinity', '1'.repeat(100), null, true, {}, []])('is not %j', (value) => {
    expect(quantityNanos(value)).toBeUndefined()
  })

  it('of any whole number of mebibytes is that many times 1024 kibibytes', () => {
    fc.assert(fc.property(fc.nat(1_000_000), (amount) => quantityNanos(`${amount}Mi`) === quantityNanos(`${amount * 1024}Ki`)))
  })

  it('is told or refused for every text, and never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => ['bigint', 'undefined'].includes(typeof quantityNanos(text))))
  })
})
