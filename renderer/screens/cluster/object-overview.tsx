import { ArrowLeft, ArrowRight } from 'lucide-react'
import { Fragment } from 'react'
import { fillText } from '#contract/locale.ts'
import { sayDiagnosis } from '#contract/messages/diagnosis.ts'
import { sayEdgeFault } from '#contract/messages/views.ts'
import { sayAgo } from '#contract/say.ts'
import { objectId, type Condition, type ContainerFacts, type ObjectDetail, type ObjectSummary, type Relation } from '#contract/views.ts'
import { Command } from '../../parts/chrome/command.tsx'
import { statusTexts } from '../../texts/kinds.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { KindPicture } from './kind-picture.tsx'
import { StatusWord, ToneSign } from './tone-sign.tsx'
import { useNow } from './use-now.ts'
import { openObject } from './use-scene.ts'

/** How an object fares, why, and what it has to do with others. */
export function ObjectOverview({ detail, onLogs }: { readonly detail: ObjectDetail; readonly onLogs: () => void }) {
  const { views: texts } = useTexts()
  const { summary, containers, relations, conditions, labels } = detail
  return (
    <div className="overview">
      <Standing summary={summary} />
      <Facts summary={summary} />
      {containers.length > 0 && (
        <Part title={texts.containers}>
          <Containers containers={containers} onLogs={onLogs} logs={texts.tab.logs} />
        </Part>
      )}
      {relations.length > 0 && (
        <Part title={texts.relations}>
          <Relations relations={relations} of={summary} />
        </Part>
      )}
      {conditions.length > 0 && (
        <Part title={texts.conditions}>
          <Conditions conditions={conditions} />
        </Part>
      )}
      {Object.keys(labels).length > 0 && (
        <Part title={texts.labels}>
          <ul className="label-list">
            {Object.entries(labels).map(([key, value]) => (
              <li key={key}>
                <code>{key}={value}</code>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </div>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

/** What the status word means, and the cause where one is known. */
function Standing({ summary: { status, cause } }: { readonly summary: ObjectSummary }) {
  const { views: texts } = useTexts()
  const locale = useLocale()
  const meaning = statusTexts[status.word]?.[locale]
  if (meaning === undefined && cause === undefined) return null
  return (
    <div className="standing" data-tone={status.tone}>
      {meaning !== undefined && <p>{meaning}</p>}
      {cause !== undefined && (
        <>
          <p>
            <b>{texts.why}</b> {sayDiagnosis(cause, locale)}
          </p>
          <Command command={cause.command} />
        </>
      )}
    </div>
  )
}

function Facts({ summary: { facts, ready, restarts, madeAt } }: { readonly summary: ObjectSummary }) {
  const { views: texts } = useTexts()
  const locale = useLocale()
  const now = useNow()
  const rows = [
    ...(ready === undefined ? [] : [[texts.column.ready, `${ready.are}/${ready.of}`]]),
    ...(restarts === undefined || restarts === 0 ? [] : [[texts.column.restarts, String(restarts)]]),
    ...facts.map(({ name, value }) => [texts.fact[name], value]),
    ...(madeAt === undefined ? [] : [[texts.made, sayAgo(madeAt, now, locale)]]),
  ]
  return (
    <dl className="object-facts">
      {rows.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}

function Containers({ containers, onLogs, logs }: { readonly containers: readonly ContainerFacts[]; readonly onLogs: () => void; readonly logs: string }) {
  const { views: texts } = useTexts()
  return (
    <ul className="container-list">
      {containers.map(({ name, image, isInit, status, restarts }) => (
        <li key={name}>
          <span className="container-name">
            <b>{name}</b>
            {isInit && <small>{texts.init}</small>}
          </span>
          <StatusWord status={status} />
          <code>{image}</code>
          {restarts > 0 && <small>{texts.column.restarts} {restarts}</small>}
          <button type="button" className="copy" onClick={onLogs}>{logs}</button>
        </li>
      ))}
    </ul>
  )
}

/** Links to others, sorted by how they belong together. Of many alike the first few are enough. */
function Relations({ relations, of }: { readonly relations: readonly Relation[]; readonly of: ObjectSummary }) {
  const { views: texts } = useTexts()
  const grouped = [...Map.groupBy(relations, ({ kind, direction }) => `${kind} ${direction}`).values()]
  return (
    <ul className="relation-list">
      {grouped.map((same) => {
        const [{ kind, direction } = { kind: 'owns', direction: 'to' } as const] = same
        return (
          <li key={`${kind} ${direction}`}>
            <span className="relation-word">
              {direction === 'to' ? <ArrowRight size={13} aria-hidden="true" /> : <ArrowLeft size={13} aria-hidden="true" />}
              {texts.relation[kind][direction]}
            </span>
            <ul>
              {same.slice(0, mostShown).map((relation, index) => (
                <RelationLine key={relation.object === undefined ? index : objectId(relation.object)} relation={relation} of={of} />
              ))}
              {same.length > mostShown && <li className="meta">{fillText(texts.more, { count: same.length - mostShown })}</li>}
            </ul>
          </li>
        )
      })}
    </ul>
  )
}

const mostShown = 12

function RelationLine({ relation: { object, isThere, fault, direction }, of }: { readonly relation: Relation; readonly of: ObjectSummary }) {
  const { views: texts } = useTexts()
  const locale = useLocale()
  return (
    <li data-broken={fault !== undefined}>
      {object !== undefined && isThere && (
        <button type="button" className="object-link" onClick={() => openObject(objectId(object))}>
          <KindPicture kind={object.kind} size={13} />
          {object.kind} <b>{object.name}</b>
        </button>
      )}
      {object !== undefined && !isThere && (
        <span className="object-missing">
          {object.kind} {object.name} <small>{texts.missing}</small>
        </span>
      )}
      {fault !== undefined && (
        <p className="fault">
          <ToneSign tone="broken" /> {sayEdgeFault(fault, direction === 'to' || object === undefined ? of : object, locale)}
        </p>
      )}
    </li>
  )
}

function Conditions({ conditions }: { readonly conditions: readonly Condition[] }) {
  return (
    <ul className="condition-list">
      {conditions.map(({ type, tone, reason, message }) => (
        <li key={type}>
          <ToneSign tone={tone} />
          <span>
            <b>{type}</b> {reason !== '' && reason !== type && <small>{reason}</small>}
          </span>
          {tone !== 'well' && message !== '' && <p>{message}</p>}
        </li>
      ))}
    </ul>
  )
}
