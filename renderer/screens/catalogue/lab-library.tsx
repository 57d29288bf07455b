import { useState } from 'react'
import { fillText } from '#contract/locale.ts'
import { sayPackText } from '#contract/say.ts'
import { Button } from '../../parts/chrome/button.tsx'
import { useLabs } from '../../stores/labs-store.ts'
import { showOverlay } from '../../stores/overlay-store.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { LabCard } from './lab-card.tsx'
import { LibraryFilter, type Shown } from './library-filter.tsx'
import { conceptNames, keyOf, nextLab, pathsOf, standingOf, type LabPath } from './lab-path.ts'
import { matchesSearch } from './matches-search.ts'

const everything: Shown = { search: '', standing: 'all' }

/** Every lab there is, on the paths that its pack draws. */
export function LabLibrary({ isPossible }: { readonly isPossible: boolean }) {
  const { catalogue: texts, packs: packTexts } = useTexts()
  const { packs, labs, refused } = useLabs()
  const [shown, setShown] = useState(everything)
  const paths = pathsOf(packs, labs ?? [])
  const names = conceptNames(packs)
  const found = paths
    .map((path) => ({ ...path, labs: path.labs.filter((lab) => (shown.standing === 'all' || standingOf(lab) === shown.standing) && matchesSearch(lab, shown.search, names)) }))
    .filter((path) => path.labs.length > 0)
  const next = nextLab(paths)
  return (
    <section aria-label={texts.labs}>
      <LibraryFilter shown={shown} onChange={setShown} />
      {labs?.length === 0 && <p className="soft">{texts.noLabs}</p>}
      {labs !== undefined && labs.length > 0 && found.length === 0 && (
        <div className="stack nothing">
          <p className="soft" role="status">{texts.nothingFound}</p>
          <Button onClick={() => setShown(everything)}>{texts.showAll}</Button>
        </div>
      )}
      <Tracks paths={found} next={next && keyOf(next)} isPossible={isPossible} />
      <p className="library-foot">
        <Button kind="quiet" onClick={() => showOverlay('packs')}>{packTexts.open}</Button>
      </p>
      {refused.map((problem) => (
        <Refused key={`${problem.folder}${problem.file}${problem.line}${problem.column}`} problem={problem} />
      ))}
    </section>
  )
}

interface TracksProps {
  readonly paths: readonly LabPath[]
  /** The key of the lab to begin next: it stands open until another one is opened. */
  readonly next: string | undefined
  readonly isPossible: boolean
}

function Tracks({ paths, next, isPossible }: TracksProps) {
  const { catalogue: texts } = useTexts()
  const locale = useLocale()
  const [chosen, setChosen] = useState<string | null>()
  const open = chosen === undefined ? next : chosen
  return (
    <div className="tracks">
      {paths.map(({ pack, track, labs }) => (
        <section key={`${pack.pack}/${track.id}`} className="track" aria-labelledby={`track-${pack.pack}-${track.id}`}>
          <header>
            <h2 id={`track-${pack.pack}-${track.id}`}>{sayPackText(track.title, locale)}</h2>
            <span className="track-done">{fillText(texts.trackDone, { done: labs.filter(({ done }) => done !== undefined).length, of: labs.length })}</span>
            {track.summary !== undefined && <p className="soft">{sayPackText(track.summary, locale)}</p>}
          </header>
          <ol className="labs">
            {labs.map((lab) => {
              const key = keyOf(lab)
              return <LabCard key={key} lab={lab} isNext={key === next} isOpen={key === open} onToggle={() => setChosen(key === open ? null : key)} isPossible={isPossible} />
            })}
          </ol>
        </section>
      ))}
    </div>
  )
}

function Refused({ problem: { file, line, column, message } }: { readonly problem: ReturnType<typeof useLabs.getState>['refused'][number] }) {
  const { catalogue: texts } = useTexts()
  const locale = useLocale()
  return (
    <p className="refused">
      {texts.refused}: <code>{fillText('{file}:{line}:{column}', { file, line: line ?? 1, column: column ?? 1 })}</code> {message[locale]}
    </p>
  )
}
