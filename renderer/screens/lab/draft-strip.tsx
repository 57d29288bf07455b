import { CircleCheck, FileWarning, PencilLine } from 'lucide-react'
import type { LabDraft } from '#contract/attempt.ts'
import { fillText, type Locale } from '#contract/locale.ts'
import { sayPlacedParts } from '#contract/messages/drafts.ts'
import { InlineText } from '../../parts/lesson/inline-text.tsx'
import { useLocale, useTexts, type Texts } from '../../texts/use-texts.ts'

/** So many mistakes are enough beside a lesson. */
const most = 5

/** Seen only by an author whose folder is followed: what the newest save came to. */
export function DraftStrip({ draft }: { readonly draft: LabDraft }) {
  const { draft: texts } = useTexts()
  const locale = useLocale()
  const state = stateOf(draft)
  const Sign = signs[state]
  return (
    <section className="draft-strip" data-state={state} aria-label={texts.label} role="status">
      <Sign size={15} aria-hidden="true" />
      <div>
        <p>{sentence(draft, texts, locale)}</p>
        <Findings draft={draft} />
        {draft.waiting.length > 0 && <p>{fillText(texts.waits, { parts: sayPlacedParts(draft.waiting, locale) })}</p>}
      </div>
    </section>
  )
}

function Findings({ draft: { findings } }: { readonly draft: LabDraft }) {
  const { draft: texts } = useTexts()
  const locale = useLocale()
  if (findings.length === 0) return null
  return (
    <ul>
      {findings.slice(0, most).map(({ place, message }) => (
        <li key={place + message.en}>
          <code>{place}</code>
          <span><InlineText text={message[locale]} /></span>
        </li>
      ))}
      {findings.length > most && <li><span><InlineText text={fillText(texts.more, { count: findings.length - most })} /></span></li>}
    </ul>
  )
}

const signs = { whole: CircleCheck, faults: PencilLine, broken: FileWarning } as const

function stateOf({ isWhole, findings }: LabDraft): keyof typeof signs {
  if (!isWhole) return 'broken'
  return findings.length === 0 ? 'whole' : 'faults'
}

function sentence(draft: LabDraft, texts: Texts['draft'], locale: Locale): string {
  const time = new Date(draft.savedAt).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false })
  const count = draft.findings.length
  if (!draft.isWhole) return fillText(texts.broken, { time })
  return fillText(count === 0 ? texts.whole : count === 1 ? texts.oneFault : texts.faults, { time, count })
}
