import dagre from '@dagrejs/dagre'
import type { ClusterMap, MapCard, MapLink } from './map-cards.ts'

export const cardWidth = 220
const columnGap = 76
const squaresInRow = 8
const mostSquares = 40

export interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Layout {
  readonly places: ReadonlyMap<string, Place>
  readonly routes: ReadonlyMap<string, readonly Point[]>
  readonly width: number
  readonly height: number
}

/** Squares that a box draws of a group; the others are counted. */
export const squaresShown = (pods: number): number => Math.min(pods, mostSquares)

/** How much room a box needs. It grows by rows of squares, so that one Pod more or less rarely moves anything. */
export function heightOf(card: MapCard): number {
  if (card.kind !== 'object') return 56
  const rows = card.groups.reduce((sum, { set, pods }) => sum + Math.ceil(squaresShown(pods.length) / squaresInRow) + (set === undefined ? 0 : 0.85), 0)
  return 56 + (rows === 0 ? 0 : Math.round(rows * 24) + 10)
}

/** Boxes that lead to one another from left to right; those that stand alone below, in rows as wide as there is room. */
export function layOut({ cards, links }: ClusterMap, room: number): Layout {
  const linked = new Set(links.flatMap(({ from, to }) => [from, to]))
  const graph = layOutLinked(cards.filter(({ id }) => linked.has(id)), links)
  const alone = cards.filter(({ id }) => !linked.has(id))
  return withAlone(graph, alone, Math.max(graph.width, room))
}

function layOutLinked(cards: readonly MapCard[], links: readonly MapLink[]): Layout {
  if (cards.length === 0) return { places: new Map(), routes: new Map(), width: 0, height: 0 }
  const graph = new dagre.graphlib.Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'LR', nodesep: 18, ranksep: columnGap, edgesep: 12, marginx: 0, marginy: 0 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const card of cards) graph.setNode(card.id, { width: cardWidth, height: heightOf(card) })
  for (const { id, from, to } of links) graph.setEdge(from, to, {}, id)
  dagre.layout(graph)
  const places = new Map(cards.map(({ id }) => [id, placeOf(graph.node(id))]))
  const routes = new Map(links.map(({ id, from, to }) => [id, routeBetween(places.get(from) ?? nowhere, places.get(to) ?? nowhere, graph.edge(from, to, id).points ?? [])]))
  return { places, routes, ...extentOf([...places.values()]) }
}

const nowhere: Place = { x: 0, y: 0, width: 0, height: 0 }

/** Dagre names the middle of a box. */
const placeOf = ({ x = 0, y = 0, width = 0, height = 0 }: Partial<Place>): Place => ({ x: Math.round(x - width / 2), y: Math.round(y - height / 2), width, height })

const gap = 18

function withAlone(graph: Layout, alone: readonly MapCard[], room: number): Layout {
  const inRow = Math.max(1, Math.floor((room + gap) / (cardWidth + gap)))
  const places = new Map(graph.places)
  let top = graph.height === 0 ? 0 : graph.height + gap + 6
  for (let start = 0; start < alone.length; start += inRow) {
    const row = alone.slice(start, start + inRow)
    row.forEach((card, column) => places.set(card.id, { x: column * (cardWidth + gap), y: top, width: cardWidth, height: heightOf(card) }))
    top += Math.max(...row.map(heightOf)) + gap
  }
  return { ...graph, places, ...extentOf([...places.values()]) }
}

const extentOf = (places: readonly Place[]): { readonly width: number; readonly height: number } => ({ width: Math.max(0, ...places.map(({ x, width }) => x + width)), height: Math.max(0, ...places.map(({ y, height }) => y + height)) })

/** From the side of one box to the side of another, softly and level at both; around what lies between where dagre found a way. */
function routeBetween(from: Place, to: Place, ways: readonly Point[]): readonly Point[] {
  const isForward = from.x <= to.x
  const start = { x: isForward ? from.x + from.width : from.x, y: from.y + from.height / 2 }
  const end = { x: isForward ? to.x : to.x + to.width, y: to.y + to.height / 2 }
  // Between neighbours there is nothing to go around; the first and last points are the boxes' own, the next ones lie in the gaps beside them.
  const isNear = Math.abs(end.x - start.x) <= columnGap + 1
  return [start, ...(isNear ? [] : ways.slice(2, -2)), end]
}

/** A line through these points, level at each of them. */
export function pathThrough(points: readonly Point[]): string {
  const [first, ...rest] = points
  if (first === undefined) return ''
  const curves = rest.map((point, index) => {
    const before = points[index] ?? first
    const middle = (before.x + point.x) / 2
    return `C ${middle} ${before.y} ${middle} ${point.y} ${point.x} ${point.y}`
  })
  return [`M ${first.x} ${first.y}`, ...curves].join(' ')
}
