import { Folder } from 'lucide-react'
import { memo, useId, useMemo, useRef } from 'react'
import type { ObjectEdge, ObjectSummary } from '#contract/views.ts'
import { useTexts } from '../../../texts/use-texts.ts'
import { layOut, heightOf, type Layout } from './lay-out.ts'
import { clusterMap, type ClusterMap } from './map-cards.ts'
import { CardBox } from './card-box.tsx'
import { MapLinks } from './map-links.tsx'

interface NamespaceMapProps {
  readonly namespace: string
  readonly objects: readonly ObjectSummary[]
  readonly edges: readonly ObjectEdge[]
  readonly room: number
  readonly lit: ReadonlySet<string>
  readonly faded: ReadonlySet<string>
  readonly opened: string | undefined
}

/** One namespace: its objects in a list for ears, laid out for eyes. */
export const NamespaceMap = memo(function NamespaceMap({ namespace, objects, edges, room, lit, faded, opened }: NamespaceMapProps) {
  const { views: { map: texts } } = useTexts()
  const title = useId()
  const map = useMemo(() => clusterMap(objects, edges), [objects, edges])
  const layout = useStableLayout(map, room)
  return (
    <section className="namespace-map" aria-labelledby={title}>
      <h2 id={title}>
        <Folder size={14} aria-hidden="true" />
        {namespace === '' ? texts.clusterWide : namespace}
      </h2>
      <div className="map-ground" style={{ width: layout.width, height: layout.height }}>
        <MapLinks links={map.links} layout={layout} opened={opened} />
        <ul>
          {map.cards.map((card) => {
            const place = layout.places.get(card.id)
            return place && <CardBox key={card.id} card={card} place={place} links={map.links} lit={lit} faded={faded} opened={opened} />
          })}
        </ul>
      </div>
    </section>
  )
})

/** Laid out anew only when a box comes, goes or changes its size, or a link does: how things fare moves nothing. */
function useStableLayout(map: ClusterMap, room: number): Layout {
  const last = useRef<{ readonly shape: string; readonly layout: Layout } | undefined>(undefined)
  const shape = useMemo(() => JSON.stringify([room, map.cards.map((card) => [card.id, heightOf(card)]), map.links.map(({ id }) => id)]), [map, room])
  if (last.current?.shape !== shape) last.current = { shape, layout: layOut(map, room) }
  return last.current.layout
}
