import { fillText } from '#contract/locale.ts'
import type { PackInspection } from '#contract/pack.ts'
import { sayCount, sayList, sayPackText } from '#contract/say.ts'
import { Button } from '../../parts/chrome/button.tsx'
import { notice } from '../../stores/notice-store.ts'
import { install, leaveWork } from '../../stores/packs-store.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { AsksList } from './asks-list.tsx'
import { OriginFact, SignatureFact } from './pack-facts.tsx'

/** Everything that a person should know before they trust a pack, and the question whether they do. */
export function InspectionCard({ inspection, isInstalling }: { readonly inspection: PackInspection; readonly isInstalling: boolean }) {
  const { packs: texts } = useTexts()
  const locale = useLocale()
  const { change } = inspection
  if (change.kind === 'none') return <NothingNew />
  const trust = async (): Promise<void> => {
    const installed = await install(inspection)
    if (installed !== undefined) notice(fillText(texts.installed, { title: sayPackText(installed.title, locale), version: installed.version }))
  }
  return (
    <section className="inspection" aria-labelledby="inspection-title">
      <p className="eyebrow">{change.kind === 'update' ? texts.updateTitle : texts.newTitle}</p>
      <h3 id="inspection-title">{sayPackText(inspection.title, locale)}</h3>
      <InspectionFacts inspection={inspection} />
      <p className="actions">
        <Button disabled={isInstalling} onClick={leaveWork}>{texts.notNow}</Button>
        <Button kind="first" disabled={isInstalling} onClick={() => void trust()}>
          {isInstalling ? texts.installing : change.kind === 'update' ? texts.updateIt : texts.trustIt}
        </Button>
      </p>
    </section>
  )
}

function NothingNew() {
  const { packs: texts } = useTexts()
  return (
    <section className="inspection" role="status">
      <h3>{texts.noneTitle}</h3>
      <p className="soft">{texts.sameText}</p>
      <p className="actions">
        <Button onClick={leaveWork}>{texts.fine}</Button>
      </p>
    </section>
  )
}

function InspectionFacts({ inspection }: { readonly inspection: PackInspection }) {
  const { packs: texts } = useTexts()
  const locale = useLocale()
  const { pack, version, change, origin, signature, authors, licence, labs, files, bytes, asks } = inspection
  const names = sayList(labs.map((lab) => sayPackText(lab, locale)), locale)
  return (
    <dl className="pack-facts">
      <dt>{texts.version}</dt>
      <dd>{change.kind === 'update' ? fillText(texts.fromTo, { from: change.from, to: version }) : version} <code>{pack}</code></dd>
      <dt>{texts.from}</dt>
      <dd><OriginFact origin={origin} /></dd>
      <dt>{texts.signature}</dt>
      <dd><SignatureFact signature={signature} /></dd>
      <dt>{texts.madeBy}</dt>
      <dd>{sayList(authors, locale)} <span className="meta">{licence}</span></dd>
      <dt>{texts.holds}</dt>
      <dd>{names} <span className="meta">{sayCount(texts.file, files, locale)}, {Math.ceil(bytes / 1000)} kB</span></dd>
      <dt>{change.kind === 'update' ? texts.asksMore : texts.asksFor}</dt>
      <dd>{change.kind === 'update' ? <AsksList asks={change.asksMore} nothing={texts.nothingMore} /> : <AsksList asks={asks} />}</dd>
    </dl>
  )
}
