import { Plus, X } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { fillText } from '#contract/locale.ts'
import { engine, whileConnected } from '../../stores/connection-store.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { TerminalView } from './terminal-view.tsx'

/** Types text into the learner's present terminal. */
export type TypeText = (text: string) => void

interface TerminalPaneProps {
  readonly attempt: string
  readonly onReady: (type: TypeText | undefined) => void
}

const firstSize = { columns: 100, rows: 24 }

/** The attempt's terminals as tabs: those that are open already, or a first one. */
export function TerminalPane({ attempt, onReady }: TerminalPaneProps) {
  const { terminal: texts } = useTexts()
  const locale = useLocale()
  const [ids, setIds] = useState<readonly string[]>([])
  const [shown, setShown] = useState<string>()
  const add = useCallback(async (): Promise<void> => {
    const { id } = await engine().terminals.open({ attempt, size: firstSize, locale })
    setIds((known) => [...known, id])
    setShown(id)
  }, [attempt, locale])
  useOpenTerminals(attempt, (open) => {
    setIds(open)
    setShown((present) => present ?? open[0])
    if (open.length === 0) void add().catch(() => {})
  })
  const close = (id: string): void => {
    setIds((known) => known.filter((one) => one !== id))
    setShown((present) => (present === id ? ids.find((one) => one !== id) : present))
    void engine().terminals.close({ terminal: id }).catch(() => {})
  }
  return (
    <section className="terminal-pane">
      <ul className="terminal-tabs">
        {ids.map((id, index) => (
          <li key={id} className="terminal-tab" aria-current={id === shown}>
            <button type="button" onClick={() => setShown(id)}>
              {fillText(texts.title, { number: index + 1 })}
            </button>
            <button type="button" className="terminal-close" aria-label={fillText(texts.close, { number: index + 1 })} onClick={() => close(id)}>
              <X size={12} />
            </button>
          </li>
        ))}
        <li>
          <button type="button" className="terminal-add" aria-label={texts.add} title={texts.add} onClick={() => void add().catch(() => {})}>
            <Plus size={14} />
          </button>
        </li>
      </ul>
      <div className="terminal-stack">
        {ids.map((id) => (
          <ShownTerminal key={id} id={id} isShown={id === shown} onReady={onReady} />
        ))}
      </div>
    </section>
  )
}

/** Only the terminal that is shown is typed into. */
function ShownTerminal({ id, isShown, onReady }: { readonly id: string; readonly isShown: boolean; readonly onReady: TerminalPaneProps['onReady'] }) {
  const type = useRef<TypeText | undefined>(undefined)
  const keep = useCallback((typing: TypeText | undefined) => {
    type.current = typing
  }, [])
  useEffect(() => {
    if (isShown) onReady((text) => type.current?.(text))
  }, [isShown, onReady])
  return <TerminalView id={id} isShown={isShown} onReady={keep} />
}

/** Tells once, when the engine is there, which terminals of the attempt are running. */
function useOpenTerminals(attempt: string, onFound: (ids: readonly string[]) => void): void {
  const found = useRef(onFound)
  found.current = onFound
  useEffect(() => {
    let isTold = false
    return whileConnected(async ({ terminals }, signal) => {
      if (isTold) return
      const open = await terminals.list()
      // Whoever has left meanwhile would open a second first terminal.
      if (signal.aborted) return
      isTold = true
      found.current(open.filter(({ target, state }) => target.kind === 'attempt' && target.attempt === attempt && state === 'running').map(({ id }) => id))
    })
  }, [attempt])
}
