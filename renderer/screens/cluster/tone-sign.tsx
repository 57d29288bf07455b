import type { Tone } from '#contract/views.ts'
import { useTexts } from '../../texts/use-texts.ts'

const signs: Readonly<Record<Tone, string>> = { well: '✓', 'under-way': '…', broken: '!', neutral: '·' }

/** How an object fares, as a shape first and a colour second; its word is there for ears. */
export function ToneSign({ tone }: { readonly tone: Tone }) {
  const { views } = useTexts()
  return (
    <span className="tone-sign" data-tone={tone} role="img" aria-label={views.tone[tone]}>
      {signs[tone]}
    </span>
  )
}

/** A status word with its sign; where there is no word, nothing. */
export function StatusWord({ status }: { readonly status: { readonly word: string; readonly tone: Tone } }) {
  if (status.word === '') return <span className="no-status">–</span>
  return (
    <span className="status-word" data-tone={status.tone}>
      <ToneSign tone={status.tone} />
      {status.word}
    </span>
  )
}
