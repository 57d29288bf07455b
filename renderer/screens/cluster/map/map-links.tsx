import { memo, useId } from 'react'
import { pathThrough, type Layout } from './lay-out.ts'
import type { MapLink } from './map-cards.ts'

interface MapLinksProps {
  readonly links: readonly MapLink[]
  readonly layout: Layout
  readonly opened: string | undefined
}

/** The lines of the map. What they say is told by the boxes that they begin at. */
export const MapLinks = memo(function MapLinks({ links, layout, opened }: MapLinksProps) {
  const arrow = useId()
  return (
    <svg className="map-links" width={layout.width} height={layout.height} aria-hidden="true">
      <defs>
        {(['plain', 'broken', 'chosen'] as const).map((state) => (
          <marker key={state} id={`${arrow}-${state}`} data-state={state} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M 0.5 0.5 L 7.5 4 L 0.5 7.5 z" />
          </marker>
        ))}
      </defs>
      {links.map(({ id, kind, from, to, faults }) => {
        const state = faults.length > 0 ? 'broken' : from === opened || to === opened ? 'chosen' : 'plain'
        return <path key={id} className="map-link" data-kind={kind} data-state={state} d={pathThrough(layout.routes.get(id) ?? [])} markerEnd={`url(#${arrow}-${state})`} />
      })}
    </svg>
  )
})
