import { fillText, type Locale } from '#contract/locale.ts'
import { needTexts } from '#contract/messages/needs.ts'
import type { PackAsks } from '#contract/pack.ts'
import { useLocale, useTexts, type Texts } from '../../texts/use-texts.ts'

/** Everything that a pack asks for, a line each; what is more than every lab has stands out. */
export function AsksList({ asks, nothing }: { readonly asks: PackAsks; readonly nothing?: string }) {
  const { packs: texts } = useTexts()
  const locale = useLocale()
  const lines = asksLines(asks, texts, locale)
  if (lines.length === 0) return nothing
  return (
    <ul className="asks">
      {lines.map(({ text, isMore }) => (
        <li key={text} data-more={isMore}>{text}</li>
      ))}
    </ul>
  )
}

interface AsksLine {
  readonly text: string
  readonly isMore: boolean
}

function asksLines({ capabilities, privileged, rights, components, images }: PackAsks, texts: Texts['packs'], locale: Locale): readonly AsksLine[] {
  return [
    ...capabilities.map((one) => ({ text: asSentence(needTexts[one][locale]), isMore: one !== 'namespaces' })),
    ...(privileged ? [{ text: asSentence(needTexts['podSecurity: privileged'][locale]), isMore: true }] : []),
    ...rights.map((names) => ({ text: fillText(texts.rights, { names }), isMore: true })),
    ...components.map((name) => ({ text: fillText(texts.component, { name }), isMore: false })),
    ...images.map((name) => ({ text: fillText(texts.image, { name }), isMore: false })),
  ]
}

/** Those words are written to stand behind others. */
const asSentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
