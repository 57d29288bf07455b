import { describe, expect, it } from 'vitest'
import { nearestName } from '../../../engine/checks/nearest-name.ts'

describe('the name that was meant', () => {
  it.each([
    ['replcas', 'replicas'],
    ['Replicas', 'replicas'],
    ['img', undefined],
    ['selectr', 'selector'],
    ['a'.repeat(200), undefined],
  ])('by %s is %s', (written, meant) => {
    expect(nearestName(written, ['replicas', 'selector', 'image'])).toBe(meant)
  })

  it('is none of none', () => {
    expect(nearestName('x', [])).toBeUndefined()
  })
})
