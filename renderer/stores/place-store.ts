import { create } from 'zustand'
import { hashOf, placeIn, type Place } from './place.ts'

export type { ClusterPlace, ClusterView, Place } from './place.ts'

/** Where in the window a person is. It is in the address: a reload comes back to it, Back and Forward go through it. */
export const usePlace = create<{ readonly place: Place }>(() => ({ place: placeIn(location.hash) }))

addEventListener('hashchange', () => usePlace.setState({ place: placeIn(location.hash) }))

export function goTo(place: Place): void {
  location.hash = hashOf(place)
}

/** Goes on from a place that only led here: Back does not lead to it again. */
export function goOnTo(place: Place): void {
  location.replace(hashOf(place))
}
