/**
 * Where in the window a person is. A `link` names a lab as anybody can, in a link of a page or a chat: it leads on to the
 * attempt under way, or asks before it begins one.
 */
export type Place = { readonly kind: 'catalogue' } | { readonly kind: 'lab'; readonly attempt: string } | { readonly kind: 'link'; readonly pack: string; readonly lab: string } | ClusterPlace

/** The cluster itself, as one looks at it. */
export interface ClusterPlace {
  readonly kind: 'cluster'
  readonly view: ClusterView
  /** The lab that one comes from: its namespaces are looked at, and there is a way back. */
  readonly attempt?: string
  /** The kind that is listed: `apps/v1/Deployment`. */
  readonly of?: string
  /** The object that is looked at more closely, by its id. */
  readonly object?: string
}

export type ClusterView = 'map' | 'list' | 'events'

const attemptPlace = /^#\/lab\/([a-z0-9-]+)$/
const linkPlace = /^#\/labs\/([a-z0-9][a-z0-9-]{0,62})\/([a-z0-9][a-z0-9-]{0,62})\/?$/

const clusterPlace = /^#\/cluster\/(map|list|events)(?:\?(.*))?$/

/** The place that an address leads to; whatever is none leads to the catalogue. */
export function placeIn(hash: string): Place {
  const cluster = clusterPlaceIn(hash)
  if (cluster !== undefined) return cluster
  const attempt = attemptPlace.exec(hash)?.[1]
  if (attempt !== undefined) return { kind: 'lab', attempt }
  const [, pack, lab] = linkPlace.exec(hash) ?? []
  return pack === undefined || lab === undefined ? { kind: 'catalogue' } : { kind: 'link', pack, lab }
}

function clusterPlaceIn(hash: string): ClusterPlace | undefined {
  const [, view, query = ''] = clusterPlace.exec(hash) ?? []
  if (view !== 'map' && view !== 'list' && view !== 'events') return undefined
  const asked = new URLSearchParams(query)
  const [attempt, of, object] = [asked.get('attempt') ?? '', asked.get('of') ?? '', asked.get('object') ?? '']
  return { kind: 'cluster', view, ...(/^[a-z0-9-]+$/.test(attempt) && { attempt }), ...(of !== '' && { of }), ...(object !== '' && { object }) }
}

function hashOfCluster({ view, attempt, of, object }: ClusterPlace): string {
  const asked = new URLSearchParams(Object.entries({ attempt, of, object }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
  return `#/cluster/${view}${asked.size === 0 ? '' : `?${asked.toString()}`}`
}

export function hashOf(place: Place): string {
  switch (place.kind) {
    case 'catalogue':
      return '#/'
    case 'lab':
      return `#/lab/${place.attempt}`
    case 'cluster':
      return hashOfCluster(place)
    case 'link':
      return `#/labs/${place.pack}/${place.lab}`
  }
}
