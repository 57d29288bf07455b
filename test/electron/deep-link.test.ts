import { describe, expect, it } from 'vitest'
import { labLinkAmong, labLinkIn, placeOf } from '../../electron/deep-link.ts'

describe('a deep link', () => {
  it('names a lab', () => {
    expect(labLinkIn('kindlab://labs/kubernetes-basics/first-pod')).toEqual({ pack: 'kubernetes-basics', lab: 'first-pod' })
  })

  it.each(['kindlab://labs/a', 'kindlab://labs/a/b/c', 'kindlab://labs/../b', 'kindlab://labs/a/b?start=1', 'kindlab://labs/A/b', 'kindlab://labs/a/b#x', 'https://labs/a/b', 'xkindlab://labs/a/b', `kindlab://labs/a/${'b'.repeat(64)}`])('is not %s', (address) => {
    expect(labLinkIn(address)).toBeUndefined()
  })

  it('is found among the words of a second start', () => {
    expect(labLinkAmong(['/usr/bin/electron', '--flag', 'kindlab://labs/a/b'])).toEqual({ pack: 'a', lab: 'b' })
  })

  it('leads to the lab in the catalogue, where a person begins it', () => {
    expect(placeOf({ pack: 'a', lab: 'b' })).toBe('#/labs/a/b')
  })
})
