import { Crosshair } from 'lucide-react'
import { memo } from 'react'
import { fillText } from '#contract/locale.ts'
import { sayEdgeFault } from '#contract/messages/views.ts'
import { refIn, type ObjectSummary } from '#contract/views.ts'
import { useLocale, useTexts } from '../../../texts/use-texts.ts'
import { KindPicture } from '../kind-picture.tsx'
import { ToneSign } from '../tone-sign.tsx'
import { openObject } from '../use-scene.ts'
import { cardWidth, squaresShown, type Place } from './lay-out.ts'
import type { MapCard, MapLink, PodGroup, PresentCard } from './map-cards.ts'

interface CardBoxProps {
  readonly card: MapCard
  readonly place: Place
  readonly links: readonly MapLink[]
  readonly lit: ReadonlySet<string>
  readonly faded: ReadonlySet<string>
  readonly opened: string | undefined
}

/** One box of the map, at its place. */
export const CardBox = memo(function CardBox({ card, place: { x, y, height }, links, lit, faded, opened }: CardBoxProps) {
  const pods = card.kind === 'object' ? card.groups.flatMap((group) => group.pods.map(({ id }) => id)) : []
  const isLit = [card.id, ...pods].some((id) => lit.has(id))
  return (
    <li className="map-card" data-kind={card.kind} data-lit={isLit} data-faded={[card.id, ...pods].every((id) => faded.has(id)) && card.kind === 'object'} data-opened={card.id === opened} data-tone={card.kind === 'object' ? card.object.status.tone : 'broken'} style={{ transform: `translate(${x}px, ${y}px)`, width: cardWidth, height }}>
      {card.kind === 'object' ? <Present card={card} links={links} isLit={isLit} opened={opened} lit={lit} /> : <Ghost card={card} />}
    </li>
  )
})

function Present({ card, links, isLit, opened, lit }: { readonly card: PresentCard; readonly links: readonly MapLink[]; readonly isLit: boolean; readonly opened: string | undefined; readonly lit: ReadonlySet<string> }) {
  const { views: texts } = useTexts()
  const { object, groups } = card
  const { kind, name, status, ready } = object
  return (
    <>
      <button type="button" className="card-main" data-stop onClick={() => openObject(card.id)}>
        <KindPicture kind={kind} size={17} />
        <span className="card-names">
          <small>{kind}</small>
          <b title={name}>{name}</b>
        </span>
        <span className="card-status">
          {ready !== undefined && kind !== 'Pod' && <span className="card-ready">{ready.are}/{ready.of}</span>}
          {status.word !== '' && <ToneSign tone={status.tone} />}
        </span>
        <Spoken card={card} links={links} />
      </button>
      {isLit && (
        <span className="card-lit" role="img" aria-label={texts.map.lit} title={texts.map.lit}>
          <Crosshair size={13} />
        </span>
      )}
      {groups.map((group) => (
        <Pods key={group.set?.id ?? ''} group={group} opened={opened} lit={lit} />
      ))}
    </>
  )
}

/** What the lines from this box say, and its status word, for ears. */
function Spoken({ card, links }: { readonly card: PresentCard; readonly links: readonly MapLink[] }) {
  const { views: texts } = useTexts()
  const locale = useLocale()
  const { object } = card
  const sentences = links.filter(({ from }) => from === card.id).map(({ kind, to, faults }) => {
    const target = refIn(to)
    return faults.length > 0 ? faults.map((fault) => sayEdgeFault(fault, object, locale)).join(' ') : `${texts.relation[kind].to} ${target?.kind ?? ''} ${target?.name ?? ''}.`
  })
  return <span className="visually-hidden">{[...(object.status.word === '' ? [] : [`${object.status.word}.`]), ...sentences].join(' ')}</span>
}

function Pods({ group: { set, pods }, opened, lit }: { readonly group: PodGroup; readonly opened: string | undefined; readonly lit: ReadonlySet<string> }) {
  const { views: { map: texts } } = useTexts()
  const shown = pods.slice(0, squaresShown(pods.length))
  const revision = set?.facts.find(({ name }) => name === 'revision')?.value
  return (
    <div className="card-pods">
      {set !== undefined && (
        <button type="button" className="pod-set" onClick={() => openObject(set.id)}>
          {revision === undefined ? set.name : fillText(texts.revision, { number: revision })}
        </button>
      )}
      {shown.map((pod) => (
        <PodSquare key={pod.id} pod={pod} isOpened={pod.id === opened} isLit={lit.has(pod.id)} />
      ))}
      {pods.length > shown.length && <small>+{pods.length - shown.length}</small>}
    </div>
  )
}

function PodSquare({ pod: { id, name, status, restarts = 0 }, isOpened, isLit }: { readonly pod: ObjectSummary; readonly isOpened: boolean; readonly isLit: boolean }) {
  const words = `Pod ${name}: ${status.word}${restarts > 0 ? ` ↻${restarts}` : ''}`
  return <button type="button" className="pod-square" data-stop data-tone={status.tone} data-leaving={status.word === 'Terminating'} data-opened={isOpened} data-lit={isLit} aria-label={words} title={words} onClick={() => openObject(id)} />
}

/** What is not there, where somebody needs it. */
function Ghost({ card }: { readonly card: Exclude<MapCard, PresentCard> }) {
  const { views: { map: texts } } = useTexts()
  return (
    <div className="card-main">
      {card.kind === 'missing' ? <KindPicture kind={card.object.kind} size={17} /> : <span className="nothing-sign" aria-hidden="true">∅</span>}
      <span className="card-names">
        <small>{card.kind === 'missing' ? `${card.object.kind} · ${texts.missing}` : texts.matchesNothing}</small>
        <b title={card.kind === 'missing' ? card.object.name : card.selector}>{card.kind === 'missing' ? card.object.name : card.selector}</b>
      </span>
    </div>
  )
}
