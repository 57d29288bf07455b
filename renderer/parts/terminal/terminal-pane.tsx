import { X } from 'lucide-react'
import { useEffect } from 'react'
import { ProblemCard } from '../problem/problem-card.tsx'
import { followTerminals, forgetProblem, openTerminal, useTerminals } from '../../stores/terminals-store.ts'
import { useAttempts } from '../../stores/attempts-store.ts'
import { useOffer } from '../../stores/offers-store.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../chrome/button.tsx'
import { SplitView } from './split-view.tsx'
import { shownTab } from '../../stores/terminal-layout.ts'
import { act, focusShown, followSessions, typeIntoFocused } from './terminal-sessions.ts'
import type { TerminalAction } from './terminal-keys.ts'
import { TerminalTabs } from './terminal-tabs.tsx'
import './terminal.css'

/** Types text into the learner's present terminal. */
export type TypeText = (text: string) => void

interface TerminalPaneProps {
  readonly attempt: string
  readonly onReady: (type: TypeText | undefined) => void
}

/** The attempt's terminals: tabs, each whole or split, with a word on what keeps one from being there. */
export function TerminalPane({ attempt, onReady }: TerminalPaneProps) {
  const { terminal: texts } = useTexts()
  const tab = useTerminals(({ layout }) => shownTab(layout))
  const hasNodeShell = useAttempts(({ attempts }) => attempts[attempt]?.hasNodeShell === true)
  useEffect(() => followSessions(), [attempt])
  useEffect(() => followTerminals(attempt), [attempt])
  const isReady = tab !== undefined
  useOffers(tab?.focused)
  useEffect(() => onReady(isReady ? typeIntoFocused : undefined), [isReady, onReady])
  return (
    <section className="terminal-pane" data-pane="terminal" tabIndex={-1} aria-label={texts.terminals}>
      <TerminalTabs hasNodeShell={hasNodeShell} />
      <div className="terminal-stage">
        {tab === undefined ? <NoTerminal /> : <SplitView key={tab.key} tab={tab} node={tab.root} />}
        <Trouble />
      </div>
    </section>
  )
}

/** What palette and shortcuts can ask of the terminals. */
function useOffers(focused: string | undefined): void {
  const offer = (action: TerminalAction): (() => void) | undefined => (focused === undefined ? undefined : () => act(focused, action))
  useOffer('new-terminal', () => void openTerminal().then(focusShown))
  useOffer('split-beside', offer('beside'))
  useOffer('split-below', offer('below'))
  useOffer('next-terminal', offer('next'))
  useOffer('previous-terminal', offer('previous'))
  useOffer('search-terminal', offer('search'))
  useOffer('close-terminal', offer('close'))
}

function NoTerminal() {
  const { terminal: texts } = useTexts()
  const hasTrouble = useTerminals(({ problem }) => problem !== undefined)
  if (hasTrouble) return null
  return (
    <div className="terminal-none">
      <p>{texts.none}</p>
      <Button onClick={() => void openTerminal().then(focusShown)}>{texts.open}</Button>
    </div>
  )
}

/** What kept a terminal from being opened, with the way on. */
function Trouble() {
  const { terminal: texts } = useTexts()
  const problem = useTerminals((terminals) => terminals.problem)
  if (problem === undefined) return null
  return (
    <div className="terminal-trouble">
      <ProblemCard problem={problem} onAction={() => void openTerminal().then(focusShown)} />
      <button type="button" aria-label={texts.dismiss} title={texts.dismiss} onClick={forgetProblem}>
        <X size={14} />
      </button>
    </div>
  )
}
