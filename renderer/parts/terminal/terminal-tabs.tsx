import { Columns2, Plus, Rows2, Search, Server, X } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import type { ActionId } from '#contract/actions.ts'
import { fillText } from '#contract/locale.ts'
import { changeLayout, closeTabOf, openNodeTerminal, openTerminal, useTerminals } from '../../stores/terminals-store.ts'
import { useTexts, type Texts } from '../../texts/use-texts.ts'
import { renameTab, showTab, type TerminalTab } from '../../stores/terminal-layout.ts'
import { Tip } from '../chrome/tip.tsx'
import { act, focusShown } from './terminal-sessions.ts'
import type { TerminalAction } from './terminal-keys.ts'

/** The tabs of the terminals and what can be done with the one that is shown. */
export function TerminalTabs({ hasNodeShell }: { readonly hasNodeShell: boolean }) {
  const { terminal: texts } = useTexts()
  const { tabs, shown } = useTerminals(({ layout }) => layout)
  const focused = tabs.find(({ key }) => key === shown)?.focused
  return (
    <header className="terminal-bar">
      <ul className="terminal-tabs">
        {tabs.map((tab) => (
          <Tab key={tab.key} tab={tab} isShown={tab.key === shown} />
        ))}
        <li>
          <Tool label={texts.add} asks="new-terminal" onClick={() => void openTerminal().then(focusShown)}>
            <Plus size={14} />
          </Tool>
        </li>
        {hasNodeShell && (
          <li>
            <Tool label={texts.addOnNode} onClick={() => void openNodeTerminal().then(focusShown)}>
              <Server size={14} />
            </Tool>
          </li>
        )}
      </ul>
      {focused !== undefined && <Tools id={focused} texts={texts} />}
    </header>
  )
}

function Tools({ id, texts }: { readonly id: string; readonly texts: Texts['terminal'] }) {
  const tools: readonly { readonly action: TerminalAction; readonly asks: ActionId; readonly label: string; readonly Icon: typeof Search }[] = [
    { action: 'search', asks: 'search-terminal', label: texts.search, Icon: Search },
    { action: 'beside', asks: 'split-beside', label: texts.beside, Icon: Columns2 },
    { action: 'below', asks: 'split-below', label: texts.below, Icon: Rows2 },
  ]
  return (
    <div className="terminal-tools">
      {tools.map(({ action, asks, label, Icon }) => (
        <Tool key={action} label={label} asks={asks} onClick={() => act(id, action)}>
          <Icon size={14} />
        </Tool>
      ))}
    </div>
  )
}

function Tool({ label, asks, onClick, children }: { readonly label: string; readonly asks?: ActionId; readonly onClick: () => void; readonly children: React.ReactNode }) {
  return (
    <Tip text={label} {...(asks === undefined ? {} : { action: asks })} isName>
      <button type="button" className="terminal-tool" aria-label={label} onClick={onClick}>
        {children}
      </button>
    </Tip>
  )
}

const titleOf = ({ name, number }: TerminalTab, isOnNode: boolean, texts: Texts['terminal']): string => name ?? fillText(isOnNode ? texts.titleOnNode : texts.title, { number })

function Tab({ tab, isShown }: { readonly tab: TerminalTab; readonly isShown: boolean }) {
  const { terminal: texts } = useTexts()
  const [isNaming, setNaming] = useState(false)
  const isOnNode = useTerminals(({ onNode }) => onNode.includes(tab.focused))
  const title = titleOf(tab, isOnNode, texts)
  const show = (): void => {
    changeLayout((layout) => showTab(layout, tab.key))
    focusShown()
  }
  const rename = (event: KeyboardEvent): void => {
    if (event.key === 'F2') setNaming(true)
    else if (event.key === 'ArrowDown') show()
    else return
    event.preventDefault()
  }
  return (
    <li className="terminal-tab" aria-current={isShown}>
      {isNaming ? (
        <TabName tab={tab} title={title} onDone={() => setNaming(false)} />
      ) : (
        <button type="button" className="terminal-name" title={texts.rename} onClick={show} onDoubleClick={() => setNaming(true)} onKeyDown={rename}>
          {title}
        </button>
      )}
      <button type="button" className="terminal-close" aria-label={fillText(texts.close, { title })} title={fillText(texts.close, { title })} onClick={() => closeTabOf(tab.focused)}>
        <X size={12} />
      </button>
    </li>
  )
}

/** A tab's name while it is written: Enter or leaving takes it, Escape does not. */
function TabName({ tab, title, onDone }: { readonly tab: TerminalTab; readonly title: string; readonly onDone: () => void }) {
  const { terminal: texts } = useTexts()
  const take = (name: string): void => {
    changeLayout((layout) => renameTab(layout, tab.key, name === title ? (tab.name ?? '') : name))
    onDone()
  }
  const keys = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') take(event.currentTarget.value)
    else if (event.key === 'Escape') onDone()
    else return
    event.preventDefault()
    event.stopPropagation()
    focusShown()
  }
  return <input className="terminal-naming" autoFocus aria-label={texts.rename} defaultValue={title} maxLength={40} onFocus={({ target }) => target.select()} onBlur={({ target }) => take(target.value)} onKeyDown={keys} />
}
