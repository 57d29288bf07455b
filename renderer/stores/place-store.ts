import { create } from 'zustand'

/** Where in the window a person is; it is in the address, so that a reload comes back to it. */
export type Place = { readonly kind: 'catalogue' } | { readonly kind: 'lab'; readonly attempt: string }

const placeIn = (hash: string): Place => {
  const attempt = /^#\/lab\/([a-z0-9-]+)$/.exec(hash)?.[1]
  return attempt === undefined ? { kind: 'catalogue' } : { kind: 'lab', attempt }
}

export const usePlace = create<{ readonly place: Place }>(() => ({ place: placeIn(location.hash) }))

addEventListener('hashchange', () => usePlace.setState({ place: placeIn(location.hash) }))

export function goTo(place: Place): void {
  location.hash = place.kind === 'lab' ? `#/lab/${place.attempt}` : '#/'
}
