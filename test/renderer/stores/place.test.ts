import { describe, expect, it } from 'vitest'
import { placeOf } from '../../../electron/deep-link.ts'
import { hashOf, placeIn, type Place } from '../../../renderer/stores/place.ts'

describe('a place in the window', () => {
  it.each<[string, Place]>([
    ['#/', { kind: 'catalogue' }],
    ['', { kind: 'catalogue' }],
    ['#/lab/k3x9', { kind: 'lab', attempt: 'k3x9' }],
    ['#/labs/kubernetes-basics/first-pod', { kind: 'link', pack: 'kubernetes-basics', lab: 'first-pod' }],
    ['#/cluster/map', { kind: 'cluster', view: 'map' }],
    ['#/cluster/list?attempt=k3x9&of=v1%2FPod', { kind: 'cluster', view: 'list', attempt: 'k3x9', of: 'v1/Pod' }],
    ['#/cluster/map?attempt=%3Cb%3E', { kind: 'cluster', view: 'map' }],
    ['#/labs/kubernetes-basics/first-pod/', { kind: 'link', pack: 'kubernetes-basics', lab: 'first-pod' }],
  ])('is read from “%s”', (hash, place) => {
    expect(placeIn(hash)).toEqual(place)
  })

  it.each(['#/labs/kubernetes-basics', '#/labs/../first-pod', '#/labs/a/b/c', '#/lab/', '#/lab/A B', '#/labs/a/<b>', '#/cluster/', '#/cluster/all'])('leads to the catalogue from “%s”', (hash) => {
    expect(placeIn(hash)).toEqual({ kind: 'catalogue' })
  })

  it.each<Place>([{ kind: 'catalogue' }, { kind: 'lab', attempt: 'k3x9' }, { kind: 'link', pack: 'a', lab: 'b' }, { kind: 'cluster', view: 'events' }, { kind: 'cluster', view: 'map', attempt: 'k3x9', object: 'apps/v1/Deployment shop/web' }])('comes back from its own address: $kind', (place) => {
    expect(placeIn(hashOf(place))).toEqual(place)
  })

  it('is where the desktop app’s links end', () => {
    expect(placeIn(placeOf({ pack: 'kubernetes-basics', lab: 'first-pod' }))).toEqual({ kind: 'link', pack: 'kubernetes-basics', lab: 'first-pod' })
  })
})
