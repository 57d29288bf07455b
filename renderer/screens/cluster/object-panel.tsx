import { X } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { useEffect, useState } from 'react'
import { refIn, type ObjectDetail } from '#contract/views.ts'
import { ColouredCode } from '../../parts/lesson/coloured-code.tsx'
import { CopyButton } from '../../parts/chrome/copy-button.tsx'
import { followDetail, useDetail } from '../../stores/views-store.ts'
import { kindTexts, otherKindText } from '../../texts/kinds.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { Timeline } from './events-view.tsx'
import { KindPicture } from './kind-picture.tsx'
import { LogView } from './log-view.tsx'
import { ObjectOverview } from './object-overview.tsx'
import { StatusWord } from './tone-sign.tsx'
import { closeObject } from './use-scene.ts'

/** One object, looked at more closely: what it is, how it fares and why, what it leads to, its YAML, events and logs. */
export function ObjectPanel({ id }: { readonly id: string }) {
  const { views: texts } = useTexts()
  const ref = refIn(id)
  useEffect(() => (ref === undefined ? undefined : followDetail(ref)), [id])
  const detail = useDetail((state) => state.detail)
  return (
    <section className="object-panel" data-pane="object" tabIndex={-1} aria-label={texts.object}>
      <header>
        <p className="eyebrow object-kind">
          <KindPicture kind={ref?.kind ?? ''} />
          {ref?.kind}
          {ref?.namespace !== undefined && <span className="meta">{ref.namespace}</span>}
        </p>
        <button type="button" className="icon-button" aria-label={texts.close} onClick={closeObject}>
          <X size={15} />
        </button>
        <h2>{ref?.name}</h2>
        <KindSentence kind={ref?.kind ?? ''} />
      </header>
      {detail === null && <p className="object-gone">{texts.gone}</p>}
      {detail !== undefined && detail !== null && <Known detail={detail} />}
    </section>
  )
}

function KindSentence({ kind }: { readonly kind: string }) {
  const locale = useLocale()
  return <p className="kind-sentence">{(kindTexts[kind] ?? otherKindText)[locale]}</p>
}

type Tab = 'overview' | 'yaml' | 'events' | 'logs'

function Known({ detail }: { readonly detail: ObjectDetail }) {
  const { views: texts } = useTexts()
  const [tab, setTab] = useState<Tab>('overview')
  const tabs: readonly Tab[] = ['overview', ...(detail.containers.length > 0 ? (['logs'] as const) : []), 'events', 'yaml']
  const count = detail.events.length
  return (
    <Tabs.Root className="object-tabs" value={tab} onValueChange={(value) => setTab(tabs.find((one) => one === value) ?? 'overview')}>
      <div className="object-bar">
        <Tabs.List className="tab-list" aria-label={detail.summary.name}>
          {tabs.map((one) => (
            <Tabs.Trigger key={one} value={one}>
              {texts.tab[one]}
              {one === 'events' && count > 0 && <small>{count}</small>}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <StatusWord status={detail.summary.status} />
      </div>
      <Tabs.Content value="overview" className="tab-body">
        <ObjectOverview detail={detail} onLogs={() => setTab('logs')} />
      </Tabs.Content>
      <Tabs.Content value="logs" className="tab-body tab-log">
        <LogView pod={detail.summary} containers={detail.containers} />
      </Tabs.Content>
      <Tabs.Content value="events" className="tab-body">
        {count === 0 ? <p className="soft tab-note">{texts.noEvents}</p> : <Timeline events={detail.events} isAboutShown={false} />}
      </Tabs.Content>
      <Tabs.Content value="yaml" className="tab-body">
        <Yaml detail={detail} />
      </Tabs.Content>
    </Tabs.Root>
  )
}

function Yaml({ detail: { yaml, summary } }: { readonly detail: ObjectDetail }) {
  const { views: texts } = useTexts()
  return (
    <>
      <p className="yaml-lead">
        {summary.kind === 'Secret' ? texts.secretLead : texts.yamlLead}
        <CopyButton text={yaml} />
      </p>
      <pre className="yaml" role="group" tabIndex={0} aria-label={texts.tab.yaml}>
        <ColouredCode text={yaml} language="yaml" />
      </pre>
    </>
  )
}
