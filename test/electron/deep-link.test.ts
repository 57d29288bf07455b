import { describe, expect, it } from 'vitest'
import { labLinkAmong, labLinkIn, placeOf } from '../../electron/deep-link.ts'

describe('a deep link', () => {
  it('names a lab', () => {
    expect(labLinkIn('kindlab://lab/kubernetes-basics/first-pod')).toEqual({ pack: 'kubernetes-basics', lab: 'first-pod' })
  })

  it.each(['kindlab://lab/a', 'kindlab://lab/a/b/c', 'kindlab://lab/../b', 'kindlab://lab/a/b?start=1', 'kindlab://lab/A/b', 'kindlab://lab/a/b#x', 'https://lab/a/b', 'xkindlab://lab/a/b', `kindlab://lab/a/${'b'.repeat(64)}`])('is not %s', (address) => {
    expect(labLinkIn(address)).toBeUndefined()
  })

  it('is found among the words of a second start', () => {
    expect(labLinkAmong(['/usr/bin/electron', '--flag', 'kindlab://lab/a/b'])).toEqual({ pack: 'a', lab: 'b' })
  })

  it('leads to the lab in the catalogue, where a person begins it', () => {
    expect(placeOf({ pack: 'a', lab: 'b' })).toBe('#/labs/a/b')
  })
})
