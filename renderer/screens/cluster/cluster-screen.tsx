import { ArrowLeft, Box } from 'lucide-react'
import { useEffect } from 'react'
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import { Button } from '../../parts/chrome/button.tsx'
import { Tip } from '../../parts/chrome/tip.tsx'
import { TopBar } from '../../parts/chrome/top-bar.tsx'
import { followAttempt } from '../../stores/attempts-store.ts'
import { goTo, type ClusterPlace, type ClusterView } from '../../stores/place-store.ts'
import { useStatus } from '../../stores/status-store.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { EventsView } from './events-view.tsx'
import { ListView } from './list-view.tsx'
import { MapView } from './map/map-view.tsx'
import { ObjectPanel } from './object-panel.tsx'
import { lookAt } from './use-scene.ts'
import './cluster.css'

/** The cluster as one looks at it: a map, lists of what is in it, what has happened; beside them the object that is looked at more closely. */
export function ClusterScreen({ place }: { readonly place: ClusterPlace }) {
  const { attempt } = place
  const isReady = useStatus(({ status }) => status?.cluster.kind === 'ready')
  useEffect(() => (attempt === undefined ? undefined : followAttempt(attempt)), [attempt])
  return (
    <div className="screen">
      <TopBar title={<Crumb attempt={attempt} />}>
        <ViewChoice place={place} />
      </TopBar>
      {isReady ? <OpenCluster place={place} /> : <NotReady />}
    </div>
  )
}

function OpenCluster({ place }: { readonly place: ClusterPlace }) {
  const layout = useDefaultLayout({ id: 'cluster', storage: localStorage, panelIds: place.object === undefined ? ['seen'] : ['seen', 'object'] })
  return (
    <main className="cluster-view">
      <Group orientation="horizontal" defaultLayout={layout.defaultLayout} onLayoutChanged={layout.onLayoutChanged}>
        <Panel id="seen" minSize="420px" className="seen-side">
          <View place={place} />
        </Panel>
        {place.object !== undefined && <Separator className="divider" />}
        {place.object !== undefined && (
          <Panel id="object" defaultSize="38%" minSize="340px" className="object-side">
            <ObjectPanel key={place.object} id={place.object} />
          </Panel>
        )}
      </Group>
    </main>
  )
}

function View({ place }: { readonly place: ClusterPlace }) {
  switch (place.view) {
    case 'map':
      return <MapView place={place} />
    case 'list':
      return <ListView place={place} />
    case 'events':
      return <EventsView place={place} />
  }
}

const views: readonly ClusterView[] = ['map', 'list', 'events']

function ViewChoice({ place }: { readonly place: ClusterPlace }) {
  const { views: texts } = useTexts()
  return (
    <nav className="choice view-choice" aria-label={texts.views}>
      {views.map((view) => (
        <button key={view} type="button" aria-current={place.view === view ? 'page' : undefined} data-state={place.view === view ? 'checked' : 'unchecked'} onClick={() => lookAt({ ...place, view })}>
          {texts.view[view]}
        </button>
      ))}
    </nav>
  )
}

function Crumb({ attempt }: { readonly attempt: string | undefined }) {
  const { views: texts } = useTexts()
  const name = attempt === undefined ? texts.back : texts.backToLab
  return (
    <span className="crumb">
      <Tip text={name} isName>
        <button type="button" aria-label={name} onClick={() => goTo(attempt === undefined ? { kind: 'catalogue' } : { kind: 'lab', attempt })}>
          <ArrowLeft size={15} />
        </button>
      </Tip>
      <h1>{texts.title}</h1>
    </span>
  )
}

function NotReady() {
  const { views: texts } = useTexts()
  return (
    <main className="cluster-view">
      <div className="view-nothing">
        <Box size={26} aria-hidden="true" />
        <h2>{texts.notReady}</h2>
        <p className="soft">{texts.notReadyLead}</p>
        <Button kind="first" onClick={() => goTo({ kind: 'catalogue' })}>
          {texts.toCatalogue}
        </Button>
      </div>
    </main>
  )
}
