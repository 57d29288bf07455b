import { useEffect } from 'react'
import { fillText } from '#contract/locale.ts'
import { TopBar } from '../../parts/chrome/top-bar.tsx'
import { readAttempts } from '../../stores/attempts-store.ts'
import { whileConnected } from '../../stores/connection-store.ts'
import { followLabs, useLabs } from '../../stores/labs-store.ts'
import { useStatus } from '../../stores/status-store.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { ClusterCard } from './cluster-card.tsx'
import { canBegin, clusterScene } from './cluster-scene.ts'
import { ConceptsCard } from './concepts-card.tsx'
import { ContinueCard } from './continue-card.tsx'
import { LabLibrary } from './lab-library.tsx'
import { lastUsed } from './lab-path.ts'
import { MachineCard } from './machine-card.tsx'
import './catalogue.css'

/** Everything there is to learn, where the learner stands with it, and the cluster it runs on. */
export function CatalogueScreen() {
  const texts = useTexts()
  const status = useStatus((state) => state.status)
  const labs = useLabs((state) => state.labs)
  const kind = status?.cluster.kind
  // What is under way and which images are there may have changed with the cluster.
  useEffect(() => followLabs(), [kind])
  useEffect(() => (kind === 'ready' ? whileConnected((engine) => readAttempts(() => engine.attempts.list())) : undefined), [kind])
  const isPossible = status !== undefined && canBegin(clusterScene(status))
  const toContinue = lastUsed(labs ?? [])
  return (
    <div className="screen">
      <TopBar title={texts.appName} />
      <main className="catalogue">
        <div className="catalogue-labs" data-pane="catalogue" tabIndex={-1} role="group" aria-label={texts.panes.catalogue}>
          <Greeting />
          {toContinue !== undefined && <ContinueCard lab={toContinue} isPossible={isPossible} />}
          <LabLibrary isPossible={isPossible} />
        </div>
        <aside data-pane="cluster" tabIndex={-1} aria-label={texts.panes.cluster}>
          {status !== undefined && <ClusterCard status={status} />}
          {status !== undefined && <MachineCard status={status} />}
          <ConceptsCard />
        </aside>
      </main>
      <footer className="foot-bar">
        <span className="grow" />
        {texts.promise}
      </footer>
    </div>
  )
}

function Greeting() {
  const { catalogue: texts } = useTexts()
  const provider = useStatus(({ status }) => status?.provider)
  const labs = useLabs((state) => state.labs) ?? []
  const done = labs.filter((lab) => lab.done !== undefined).length
  return (
    <header className="greeting">
      <h1>{texts.hello}</h1>
      {done > 0 && <p className="meta">{fillText(texts.doneOf, { done, of: labs.length })}</p>}
      <p className="soft">{provider !== undefined && texts.lead[provider]}</p>
    </header>
  )
}
