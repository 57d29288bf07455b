import { CaseSensitive, ChevronDown, ChevronUp, Regex, X } from 'lucide-react'
import { useEffect, useState, type KeyboardEvent } from 'react'
import { fillText } from '#contract/locale.ts'
import { searchIn } from '../../stores/terminals-store.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { sessionOf } from './terminal-sessions.ts'

/** Both are drawn over the terminal's own dark ground; xterm takes six digits and nothing else. */
const marks = { matchBackground: '#4d4420', activeMatchBackground: '#9a6b1f', activeMatchBorder: '#e5bd6b', matchOverviewRuler: '#8d7a2f', activeMatchColorOverviewRuler: '#e5bd6b' }

interface Found {
  readonly index: number
  readonly count: number
}

/** Searches what a terminal has printed, from the newest backwards; closing it gives the keys back to the shell. */
export function SearchBar({ id }: { readonly id: string }) {
  const { terminal: texts } = useTexts()
  const [text, setText] = useState('')
  const [isCaseHeld, setCaseHeld] = useState(false)
  const [isPattern, setPattern] = useState(false)
  const found = useFound(id)
  const isBroken = isPattern && !isPatternWhole(text)
  const find = (to: 'next' | 'previous', incremental = false): void => {
    const { search } = sessionOf(id)
    const options = { caseSensitive: isCaseHeld, regex: isPattern, incremental, decorations: marks }
    // Matches of another question would be counted on.
    if (incremental) search?.clearDecorations()
    if (text === '' || isBroken) return
    if (to === 'next') search?.findNext(text, options)
    else search?.findPrevious(text, options)
  }
  useEffect(() => find('previous', true), [text, isCaseHeld, isPattern])
  useEffect(() => () => sessionOf(id).search?.clearDecorations(), [id])
  const close = (): void => {
    searchIn(undefined)
    sessionOf(id).focus()
  }
  const keys = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') close()
    else if (event.key === 'Enter') find(event.shiftKey ? 'next' : 'previous')
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <search className="terminal-search" onKeyDown={keys}>
      <input type="text" autoFocus spellCheck={false} aria-label={texts.search} placeholder={texts.search} value={text} onChange={({ target }) => setText(target.value)} />
      <output aria-live="polite">{isBroken ? texts.brokenPattern : countOf(text, found, texts)}</output>
      <button type="button" aria-pressed={isCaseHeld} aria-label={texts.matchCase} title={texts.matchCase} onClick={() => setCaseHeld(!isCaseHeld)}>
        <CaseSensitive size={15} />
      </button>
      <button type="button" aria-pressed={isPattern} aria-label={texts.pattern} title={texts.pattern} onClick={() => setPattern(!isPattern)}>
        <Regex size={13} />
      </button>
      <button type="button" aria-label={texts.previous} title={texts.previous} onClick={() => find('previous')}>
        <ChevronUp size={15} />
      </button>
      <button type="button" aria-label={texts.next} title={texts.next} onClick={() => find('next')}>
        <ChevronDown size={15} />
      </button>
      <button type="button" aria-label={texts.closeSearch} title={texts.closeSearch} onClick={close}>
        <X size={14} />
      </button>
    </search>
  )
}

function useFound(id: string): Found {
  const [found, setFound] = useState<Found>({ index: -1, count: 0 })
  useEffect(() => {
    const following = sessionOf(id).search?.onDidChangeResults(({ resultIndex, resultCount }) => setFound({ index: resultIndex, count: resultCount }))
    return () => following?.dispose()
  }, [id])
  return found
}

function countOf(text: string, { index, count }: Found, texts: { readonly noMatch: string; readonly match: string }): string {
  if (text === '') return ''
  return count === 0 ? texts.noMatch : fillText(texts.match, { number: index < 0 ? '…' : index + 1, of: count })
}

function isPatternWhole(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp
  } catch {
    return false
  }
}
