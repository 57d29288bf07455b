import { useEffect, useState } from 'react'
import { fillText } from '#contract/locale.ts'
import { TopBar } from '../../parts/chrome/top-bar.tsx'
import { useAttempts, readAttempts } from '../../stores/attempts-store.ts'
import { whileConnected } from '../../stores/connection-store.ts'
import { useLabs } from '../../stores/labs-store.ts'
import { useStatus } from '../../stores/status-store.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { canBegin, ClusterCard } from './cluster-card.tsx'
import { ContinueCard } from './continue-card.tsx'
import { LabCard } from './lab-card.tsx'
import { matchesSearch } from './matches-search.ts'
import './catalogue.css'

/** Everything there is to learn, what was begun, and the cluster it runs on. */
export function CatalogueScreen() {
  const texts = useTexts()
  const status = useStatus((state) => state.status)
  const isReady = status?.cluster.kind === 'ready'
  useEffect(() => (isReady ? whileConnected((engine) => readAttempts(() => engine.attempts.list())) : undefined), [isReady])
  const attempts = Object.values(useAttempts((state) => state.attempts)).filter(({ phase }) => phase === 'open' || phase === 'starting')
  return (
    <div className="screen">
      <TopBar title={texts.appName} />
      <main className="catalogue">
        <div>
          <h1>{texts.catalogue.hello}</h1>
          <p className="soft">{texts.catalogue.lead}</p>
          {attempts.map((attempt) => (
            <ContinueCard key={attempt.id} attempt={attempt} />
          ))}
          <LabList isPossible={status !== undefined && canBegin(status.cluster)} />
        </div>
        <aside>{status !== undefined && <ClusterCard status={status} />}</aside>
      </main>
      <footer className="foot-bar">
        <span className="grow" />
        {texts.promise}
      </footer>
    </div>
  )
}

function LabList({ isPossible }: { readonly isPossible: boolean }) {
  const { catalogue: texts } = useTexts()
  const locale = useLocale()
  const { labs, refused } = useLabs()
  const [search, setSearch] = useState('')
  const found = labs?.filter((lab) => matchesSearch(lab, search, locale)) ?? []
  return (
    <section aria-labelledby="labs-title">
      <h2 id="labs-title" className="section-title">
        {texts.labs}
        <input type="search" className="search" placeholder={texts.search} aria-label={texts.search} value={search} onChange={({ target }) => setSearch(target.value)} />
      </h2>
      {labs?.length === 0 && <p className="soft">{texts.noLabs}</p>}
      {labs !== undefined && labs.length > 0 && found.length === 0 && <p className="soft">{texts.nothingFound}</p>}
      <ol className="labs">
        {found.map((lab) => (
          <LabCard key={`${lab.pack}/${lab.lab}`} lab={lab} isPossible={isPossible} />
        ))}
      </ol>
      {refused.map(({ folder, file, line, column, message }) => (
        <p key={`${folder}${file}${line}${column}`} className="refused">
          {texts.refused}: <code>{fillText('{file}:{line}:{column}', { file, line: line ?? 1, column: column ?? 1 })}</code> {message[locale]}
        </p>
      ))}
    </section>
  )
}
