import { describe, expect, it } from 'vitest'
import { heightOf, layOut, pathThrough, type Layout } from '../../../../../renderer/screens/cluster/map/lay-out.ts'
import { clusterMap } from '../../../../../renderer/screens/cluster/map/map-cards.ts'
import { aSummary, anEdge } from '../summaries.ts'

const door = aSummary('Ingress', 'door')
const service = aSummary('Service', 'web', { madeAt: 1 })
const web = aSummary('Deployment', 'web', { madeAt: 2 })
const notes = aSummary('ConfigMap', 'notes', { madeAt: 3 })
const podsOf = (count: number): ReturnType<typeof aSummary>[] => Array.from({ length: count }, (_, index) => aSummary('Pod', `web-${index}`, { owner: web, madeAt: 4 + index }))
const edges = (pods: readonly ReturnType<typeof aSummary>[]) => [anEdge('routes', door, service), ...pods.map((pod) => anEdge('selects', service, pod))]
const drawn = (pods: number): Layout => layOut(clusterMap([door, service, web, notes, ...podsOf(pods)], edges(podsOf(pods))), 900)

const overlaps = ({ places }: Layout): number => {
  const all = [...places.values()]
  return all.flatMap((one, index) => all.slice(index + 1).filter((other) => one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height)).length
}

describe('the layout', () => {
  it('leads from left to right, and puts what stands alone below', () => {
    const { places } = drawn(3)
    const [doorAt, serviceAt, webAt, notesAt] = [door, service, web, notes].map(({ id }) => places.get(id))
    expect([(doorAt?.x ?? 0) < (serviceAt?.x ?? 0), (serviceAt?.x ?? 0) < (webAt?.x ?? 0), (notesAt?.y ?? 0) > (webAt?.y ?? 0)]).toEqual([true, true, true])
    expect(overlaps(drawn(3))).toBe(0)
  })

  it('stays as it is when Pods come and go within a row', () => {
    expect([...drawn(5).places]).toEqual([...drawn(3).places])
  })

  it('draws no box over another, however many there are', () => {
    const alone = Array.from({ length: 40 }, (_, index) => aSummary('ConfigMap', `settings-${index}`))
    expect(overlaps(layOut(clusterMap([door, service, web, ...podsOf(30), ...alone], edges(podsOf(30))), 900))).toBe(0)
  })

  it('gives a box room for two rows of Pods and their ReplicaSets', () => {
    const [card] = clusterMap([web, ...podsOf(9)], []).cards
    expect(card && heightOf(card)).toBe(56 + 48 + 10)
  })
})

describe('a line', () => {
  it('leaves a box at its right and comes to the next at its left', () => {
    const { places, routes } = drawn(3)
    const [doorAt, serviceAt] = [places.get(door.id), places.get(service.id)]
    expect(routes.get(`${door.id} routes ${service.id}`)).toEqual([{ x: (doorAt?.x ?? 0) + 220, y: (doorAt?.y ?? 0) + 28 }, { x: serviceAt?.x, y: (serviceAt?.y ?? 0) + 28 }])
  })

  it('is level at each of its points', () => {
    expect(pathThrough([{ x: 0, y: 0 }, { x: 10, y: 20 }, { x: 30, y: 20 }])).toBe('M 0 0 C 5 0 5 20 10 20 C 20 20 20 20 30 20')
  })
})
