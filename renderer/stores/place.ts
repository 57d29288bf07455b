/**
 * Where in the window a person is. A `link` names a lab as anybody can, in a link of a page or a chat: it leads on to the
 * attempt under way, or asks before it begins one.
 */
export type Place = { readonly kind: 'catalogue' } | { readonly kind: 'lab'; readonly attempt: string } | { readonly kind: 'link'; readonly pack: string; readonly lab: string }

const attemptPlace = /^#\/lab\/([a-z0-9-]+)$/
const linkPlace = /^#\/labs\/([a-z0-9][a-z0-9-]{0,62})\/([a-z0-9][a-z0-9-]{0,62})\/?$/

/** The place that an address leads to; whatever is none leads to the catalogue. */
export function placeIn(hash: string): Place {
  const attempt = attemptPlace.exec(hash)?.[1]
  if (attempt !== undefined) return { kind: 'lab', attempt }
  const [, pack, lab] = linkPlace.exec(hash) ?? []
  return pack === undefined || lab === undefined ? { kind: 'catalogue' } : { kind: 'link', pack, lab }
}

export function hashOf(place: Place): string {
  switch (place.kind) {
    case 'catalogue':
      return '#/'
    case 'lab':
      return `#/lab/${place.attempt}`
    case 'link':
      return `#/labs/${place.pack}/${place.lab}`
  }
}
