import { describe, expect, it } from 'vitest'
import { placeOf } from '../../../electron/deep-link.ts'
import { hashOf, placeIn, type Place } from '../../../renderer/stores/place.ts'

describe('a place in the window', () => {
  it.each<[string, Place]>([
    ['#/', { kind: 'catalogue' }],
    ['', { kind: 'catalogue' }],
    ['#/lab/k3x9', { kind: 'lab', attempt: 'k3x9' }],
    ['#/labs/kubernetes-basics/first-pod', { kind: 'link', pack: 'kubernetes-basics', lab: 'first-pod' }],
    ['#/labs/kubernetes-basics/first-pod/', { kind: 'link', pack: 'kubernetes-basics', lab: 'first-pod' }],
  ])('is read from “%s”', (hash, place) => {
    expect(placeIn(hash)).toEqual(place)
  })

  it.each(['#/labs/kubernetes-basics', '#/labs/../first-pod', '#/labs/a/b/c', '#/lab/', '#/lab/A B', '#/labs/a/<b>'])('leads to the catalogue from “%s”', (hash) => {
    expect(placeIn(hash)).toEqual({ kind: 'catalogue' })
  })

  it.each<Place>([{ kind: 'catalogue' }, { kind: 'lab', attempt: 'k3x9' }, { kind: 'link', pack: 'a', lab: 'b' }])('comes back from its own address: $kind', (place) => {
    expect(placeIn(hashOf(place))).toEqual(place)
  })

  it('is where the desktop app’s links end', () => {
    expect(placeIn(placeOf({ pack: 'kubernetes-basics', lab: 'first-pod' }))).toEqual({ kind: 'link', pack: 'kubernetes-basics', lab: 'first-pod' })
  })
})
