import { useState } from 'react'
import { fillText } from '#contract/locale.ts'
import type { InstalledPack, PackView } from '#contract/pack.ts'
import { sayCount, sayPackText } from '#contract/say.ts'
import { Button } from '../../parts/chrome/button.tsx'
import { Switch } from '../../parts/chrome/switch.tsx'
import { notice } from '../../stores/notice-store.ts'
import { lookForUpdate, pin, remove, usePacks } from '../../stores/packs-store.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { SureDialog } from '../lab/sure-dialog.tsx'
import { AsksList } from './asks-list.tsx'
import { OriginFact, SignatureFact } from './pack-facts.tsx'

/** One pack that is here. */
export function PackRow({ view }: { readonly view: PackView }) {
  const { packs: texts } = useTexts()
  const locale = useLocale()
  const origin = view.kind === 'built-in' ? texts.builtIn : view.kind === 'by-hand' ? texts.byHand : undefined
  return (
    <li className="pack-row">
      <div className="pack-head">
        <h3>{sayPackText(view.title, locale)}</h3>
        <span className="meta">{[view.version, sayCount(texts.lab, view.labs.length, locale), origin].filter((part) => part !== undefined).join(' · ')}</span>
        {view.kind === 'installed' && <PackButtons pack={view} />}
      </div>
      {view.kind === 'installed' && <InstalledFacts pack={view} />}
    </li>
  )
}

function InstalledFacts({ pack: { pack, origin, signature, asks, pinned } }: { readonly pack: InstalledPack }) {
  const { packs: texts } = useTexts()
  return (
    <>
      <dl className="pack-facts">
        <dt>{texts.from}</dt>
        <dd><OriginFact origin={origin} /></dd>
        <dt>{texts.signature}</dt>
        <dd><SignatureFact signature={signature} /></dd>
        <dt>{texts.asksFor}</dt>
        <dd><AsksList asks={asks} /></dd>
      </dl>
      <Switch isOn={pinned} onChange={(isOn) => void pin(pack, isOn)}>{texts.pin}</Switch>
    </>
  )
}

function PackButtons({ pack: { pack, title, pinned } }: { readonly pack: InstalledPack }) {
  const { packs: texts } = useTexts()
  const locale = useLocale()
  const isBusy = usePacks(({ work }) => work.kind === 'looking')
  const [isAsking, setAsking] = useState(false)
  const name = sayPackText(title, locale)
  const goAway = async (): Promise<void> => {
    setAsking(false)
    if (await remove(pack)) notice(fillText(texts.removed, { title: name }))
  }
  return (
    <span className="pack-buttons">
      <Button kind="quiet" disabled={isBusy || pinned} aria-label={`${texts.update}: ${name}`} onClick={() => void lookForUpdate(pack)}>{texts.update}</Button>
      <Button kind="quiet" aria-label={`${texts.remove}: ${name}`} onClick={() => setAsking(true)}>{texts.remove}</Button>
      <SureDialog isOpen={isAsking} title={fillText(texts.removeTitle, { title: name })} word={texts.remove} text={texts.removeText} onClose={() => setAsking(false)} onSure={() => void goAway()} />
    </span>
  )
}
