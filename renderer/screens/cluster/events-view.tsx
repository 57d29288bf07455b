import { useEffect, useMemo, useState } from 'react'
import { fillText } from '#contract/locale.ts'
import { sayAgo } from '#contract/say.ts'
import { objectId, type EventLine } from '#contract/views.ts'
import type { ClusterPlace } from '../../stores/place-store.ts'
import { followEvents, useEvents, useScope } from '../../stores/views-store.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { Switch } from '../../parts/chrome/switch.tsx'
import { KindPicture } from './kind-picture.tsx'
import { useNow } from './use-now.ts'
import { openObject, useWhere } from './use-scene.ts'
import { ViewBar } from './view-bar.tsx'
import { Nothing } from './view-state.tsx'
import { isSystem, namespacesIn } from './where-to-look.ts'

/** What has happened, the newest first. */
export function EventsView({ place }: { readonly place: ClusterPlace }) {
  const { views: texts } = useTexts()
  const scope = useWhere(place.attempt)
  const asked = namespacesIn(scope).join(' ')
  useEffect(() => followEvents(asked === '' ? [] : asked.split(' ')), [asked])
  const events = useEvents((state) => state.events)
  const filter = useScope((state) => state.filter)
  const [warningsOnly, setWarningsOnly] = useState(false)
  const all = useMemo(() => [...(events ?? new Map<string, EventLine>()).values()].filter(({ about }) => asked !== '' || !isSystem(about.namespace ?? '')).toSorted((one, other) => other.at - one.at), [events, asked])
  const shown = all.filter(({ isWarning, about, reason }) => (isWarning || !warningsOnly) && `${about.name} ${reason}`.toLowerCase().includes(filter.trim().toLowerCase()))
  return (
    <section className="events-view" data-pane="view" tabIndex={-1} aria-label={texts.view.events}>
      <ViewBar scope={scope}>
        <Switch isOn={warningsOnly} onChange={setWarningsOnly}>{texts.events.warningsOnly}</Switch>
      </ViewBar>
      {shown.length === 0 ? <Nothing hasAny={all.length > 0} isBegun={events !== undefined} title={texts.events.nothing}>{texts.events.nothingLead}</Nothing> : <Timeline events={shown} isAboutShown />}
    </section>
  )
}

/** Events along a line; of one object its name need not be said each time. */
export function Timeline({ events, isAboutShown }: { readonly events: readonly EventLine[]; readonly isAboutShown: boolean }) {
  const { views: texts } = useTexts()
  const locale = useLocale()
  const now = useNow()
  return (
    <ol className="timeline" aria-label={texts.events.label}>
      {events.map(({ id, at, firstAt, count, isWarning, reason, message, about }) => (
        <li key={id} data-warning={isWarning}>
          <time dateTime={new Date(at).toISOString()}>{sayAgo(at, now, locale)}</time>
          <div>
            <p className="event-head">
              <b>{reason}</b>
              {isAboutShown && (
                <button type="button" className="object-link" onClick={() => openObject(objectId(about))}>
                  <KindPicture kind={about.kind} size={13} />
                  {about.name}
                </button>
              )}
              {count > 1 && <small>{fillText(texts.events.times, { count })} · {fillText(texts.events.since, { time: sayAgo(firstAt, now, locale) })}</small>}
            </p>
            <p>{message}</p>
          </div>
        </li>
      ))}
    </ol>
  )
}
