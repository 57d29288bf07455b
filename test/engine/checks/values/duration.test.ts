import { describe, expect, it } from 'vitest'
import { durationMilliseconds } from '../../../../engine/checks/values/duration.ts'

describe('a duration', () => {
  it.each([
    ['90s', 90_000],
    ['1m30s', 90_000],
    ['1.5h', 5_400_000],
    ['250ms', 250],
  ])('%s is %d ms', (text, milliseconds) => {
    expect(durationMilliseconds(text)).toBe(milliseconds)
  })

  it.each(['', '90', 's', '1m 30s', '1x', 90, null])('is not %j', (value) => {
    expect(durationMilliseconds(value)).toBeUndefined()
  })
})
