import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareVersions, isSeen } from '../../../engine/watch/resource-version.ts'

describe('compareVersions', () => {
  it('orders versions as numbers, of any length', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 40n }), fc.bigInt({ min: 1n, max: 10n ** 40n }), (a, b) => {
        expect(Math.sign(compareVersions(String(a), String(b)) ?? NaN)).toBe(a < b ? -1 : a > b ? 1 : 0)
      }),
    )
  })

  it('does not guess about versions that are no numbers', () => {
    expect(compareVersions('abc', 'abd')).toBeUndefined()
    expect(compareVersions('abc', 'abc')).toBe(0)
  })
})

describe('isSeen', () => {
  it('is so for the same version and older ones only', () => {
    expect(['9', '10', '11'].map((version) => isSeen(version, '10'))).toEqual([true, true, false])
  })

  it('is never so for another version that cannot be compared', () => {
    expect(isSeen('abc', '10')).toBe(false)
  })
})
