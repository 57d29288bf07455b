import { Minus, Plus } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { sayCount } from '#contract/say.ts'
import { refIn, type ObjectEdge, type ObjectSummary } from '#contract/views.ts'
import { useAttempts } from '../../../stores/attempts-store.ts'
import type { ClusterPlace } from '../../../stores/place-store.ts'
import { followMap, useSeen, useScope } from '../../../stores/views-store.ts'
import { useLocale, useTexts } from '../../../texts/use-texts.ts'
import { openObject, useShown, useTone, useWhere } from '../use-scene.ts'
import { Tally, ViewBar } from '../view-bar.tsx'
import { Nothing, SightStrip } from '../view-state.tsx'
import { isShown, namespacesIn } from '../where-to-look.ts'
import { litObjects } from './lit-objects.ts'
import { NamespaceMap } from './namespace-map.tsx'
import { nearestStop } from './nearest-stop.ts'
import { whatIsBroken } from './what-is-broken.ts'

/** Everything in these namespaces with what leads to what; what is broken is told in words above it. */
export function MapView({ place }: { readonly place: ClusterPlace }) {
  const { views: texts } = useTexts()
  const scope = useWhere(place.attempt)
  const asked = namespacesIn(scope).join(' ')
  useEffect(() => followMap(asked === '' ? [] : asked.split(' ')), [asked])
  const isBegun = useSeen((seen) => seen.isBegun && seen.kinds.coming.length === 0)
  const objects = useShown(scope, false)
  const edges = useSeen((seen) => seen.edges)
  const [zoom, setZoom] = useState(1)
  return (
    <section className="map-view" data-pane="view" tabIndex={-1} aria-label={texts.map.label}>
      <ViewBar scope={scope}>
        <Tally objects={objects} />
        <Zoom zoom={zoom} onZoom={setZoom} />
      </ViewBar>
      <SightStrip />
      <BrokenThings objects={objects} edges={edges} />
      {objects.length === 0 || !isBegun ? <Nothing hasAny={false} isBegun={isBegun} /> : <DrawnMap place={place} objects={objects} edges={edges} zoom={zoom} />}
    </section>
  )
}

interface DrawnMapProps {
  readonly place: ClusterPlace
  readonly objects: readonly ObjectSummary[]
  readonly edges: ReadonlyMap<string, ObjectEdge>
  readonly zoom: number
}

function DrawnMap({ place, objects, edges, zoom }: DrawnMapProps) {
  const { views: texts } = useTexts()
  const scroll = useRef<HTMLDivElement>(null)
  const room = useRoom(scroll, zoom)
  const attempt = useAttempts(({ attempts }) => (place.attempt === undefined ? undefined : attempts[place.attempt]))
  const lit = useMemo(() => litObjects(attempt, objects), [attempt, objects])
  const faded = useFaded(objects)
  const byNamespace = useMemo(() => Map.groupBy(objects, ({ namespace }) => namespace ?? ''), [objects])
  const edgesIn = useMemo(() => Map.groupBy(edges.values(), ({ from }) => refIn(from)?.namespace ?? ''), [edges])
  return (
    <div className="map-scroll" ref={scroll} onKeyDown={moveOnMap}>
      <p className="visually-hidden">{texts.map.help}</p>
      <div className="map-sheet" style={{ zoom }}>
        {room > 0 && [...byNamespace].toSorted(([one], [other]) => one.localeCompare(other)).map(([namespace, members]) => (
          <NamespaceMap key={namespace} namespace={namespace} objects={members} edges={edgesIn.get(namespace) ?? none} room={room} lit={lit} faded={faded} opened={place.object} />
        ))}
      </div>
    </div>
  )
}

const none: readonly ObjectEdge[] = []

/** Objects that a person does not look for step back, and stay where they are. */
function useFaded(objects: readonly ObjectSummary[]): ReadonlySet<string> {
  const filter = useScope((state) => state.filter)
  const tone = useTone((state) => state.tone)
  return useMemo(() => new Set(objects.filter((object) => !isShown(object, { scope: { chosen: ['*'], labs: [] }, filter, tone })).map(({ id }) => id)), [objects, filter, tone])
}

function BrokenThings({ objects, edges }: { readonly objects: readonly ObjectSummary[]; readonly edges: ReadonlyMap<string, ObjectEdge> }) {
  const { views: texts } = useTexts()
  const locale = useLocale()
  const broken = useMemo(() => {
    const shown = new Set(objects.map(({ id }) => id))
    return whatIsBroken(objects, [...edges.values()].filter(({ from }) => shown.has(from)), locale)
  }, [objects, edges, locale])
  return (
    <div className="broken-things" role="status" data-shown={broken.length > 0}>
      {broken.length > 0 && (
        <>
          <b>{sayCount(texts.map.broken, broken.length, locale)}</b>
          <ul>
            {broken.map(({ object, sentence }) => (
              <li key={sentence}>
                <button type="button" onClick={() => openObject(object)}>{sentence}</button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

const zooms = [0.5, 0.65, 0.8, 1, 1.25, 1.5]

function Zoom({ zoom, onZoom }: { readonly zoom: number; readonly onZoom: (zoom: number) => void }) {
  const { views: { map: texts } } = useTexts()
  const step = (by: 1 | -1): void => onZoom(zooms[zooms.indexOf(zoom) + by] ?? zoom)
  return (
    <div className="zoom">
      <button type="button" className="icon-button" aria-label={texts.zoomOut} disabled={zoom === zooms[0]} onClick={() => step(-1)}>
        <Minus size={14} />
      </button>
      <button type="button" aria-label={texts.zoomUsual} onClick={() => onZoom(1)}>{Math.round(zoom * 100)}%</button>
      <button type="button" className="icon-button" aria-label={texts.zoomIn} disabled={zoom === zooms.at(-1)} onClick={() => step(1)}>
        <Plus size={14} />
      </button>
    </div>
  )
}

/** How wide a namespace can be without scrolling; in steps, so that dragging a divider does not lay out anew at each pixel. */
function useRoom(place: RefObject<HTMLElement | null>, zoom: number): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor((entry?.contentRect.width ?? 0) / 60) * 60))
    observer.observe(element)
    return () => observer.disconnect()
  }, [place])
  return width / zoom - 92
}

/** Arrow keys lead to what lies that way. */
function moveOnMap(event: KeyboardEvent<HTMLElement>): void {
  const from = event.target as HTMLElement
  if (!event.key.startsWith('Arrow') || !from.matches('[data-stop]')) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-stop]')].filter((stop) => stop !== from)
  const next = nearestStop(from.getBoundingClientRect(), stops.map((stop) => ({ stop, box: stop.getBoundingClientRect() })), event.key)
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
