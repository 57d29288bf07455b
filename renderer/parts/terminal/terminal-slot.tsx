import { X } from 'lucide-react'
import { ContextMenu } from 'radix-ui'
import { useEffect, useRef, useState } from 'react'
import { changeLayout, closeTerminal, renewTerminal, useTerminals } from '../../stores/terminals-store.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../chrome/button.tsx'
import { SearchBar } from './search-bar.tsx'
import { focusTerminal } from '../../stores/terminal-layout.ts'
import { act, focusShown, mayReadClipboard, pasteInto, sessionOf } from './terminal-sessions.ts'
import { isMac } from './terminal-session.ts'

interface TerminalSlotProps {
  readonly id: string
  readonly isFocused: boolean
  /** It has its tab for itself. */
  readonly isAlone: boolean
}

/** The place of one terminal, with what may lie over it: a search, and a word when its shell is no longer there. */
export function TerminalSlot({ id, isFocused, isAlone }: TerminalSlotProps) {
  const { terminal: texts } = useTexts()
  const place = useRef<HTMLDivElement>(null)
  const isSearched = useTerminals(({ searching }) => searching === id)
  useEffect(() => {
    if (place.current !== null) sessionOf(id).mount(place.current)
  }, [id])
  return (
    <div className="terminal-slot" data-focused={isFocused} data-alone={isAlone} onFocus={() => changeLayout((layout) => focusTerminal(layout, id))}>
      <SlotMenu id={id}>
        <div ref={place} className="terminal-view" />
      </SlotMenu>
      {isSearched && <SearchBar id={id} />}
      {!isAlone && !isSearched && (
        <button type="button" className="terminal-close-part" aria-label={texts.closePart} title={texts.closePart} onClick={() => act(id, 'close')}>
          <X size={13} />
        </button>
      )}
      <FateNote id={id} />
    </div>
  )
}

/** What one does with the text of a terminal, and with the terminal itself. */
function SlotMenu({ id, children }: { readonly id: string; readonly children: React.ReactNode }) {
  const { terminal: texts } = useTexts()
  const [hasSelection, setHasSelection] = useState(false)
  const [mayPaste, setMayPaste] = useState(true)
  const session = sessionOf(id)
  const look = (isOpen: boolean): void => {
    setHasSelection(isOpen && session.selection !== '')
    if (isOpen) void mayReadClipboard().then(setMayPaste)
  }
  return (
    <ContextMenu.Root onOpenChange={look}>
      <ContextMenu.Trigger asChild>{children}</ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className="menu" onCloseAutoFocus={(event) => event.preventDefault()}>
          <Item label={texts.copy} keys={isMac ? '⌘C' : 'Ctrl+Shift+C'} isDisabled={!hasSelection} onSelect={() => act(id, 'copy')} />
          <Item label={texts.paste} keys={isMac ? '⌘V' : 'Ctrl+Shift+V'} isDisabled={!mayPaste} onSelect={() => void pasteInto(id)} />
          <Item label={texts.selectAll} onSelect={() => session.selectAll()} />
          <Item label={texts.search} keys={isMac ? '⌘F' : 'Ctrl+Shift+F'} onSelect={() => act(id, 'search')} />
          <Item label={texts.clear} onSelect={() => session.clear()} />
          <ContextMenu.Separator className="menu-line" />
          <Item label={texts.beside} keys="Alt+Shift++" onSelect={() => act(id, 'beside')} />
          <Item label={texts.below} keys="Alt+Shift+-" onSelect={() => act(id, 'below')} />
          <Item label={texts.closePart} keys="Alt+Shift+W" onSelect={() => act(id, 'close')} />
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  )
}

interface ItemProps {
  readonly label: string
  readonly keys?: string
  readonly isDisabled?: boolean
  readonly onSelect: () => void
}

function Item({ label, keys, isDisabled = false, onSelect }: ItemProps) {
  return (
    <ContextMenu.Item disabled={isDisabled} onSelect={onSelect}>
      {label}
      {keys !== undefined && <kbd>{keys}</kbd>}
    </ContextMenu.Item>
  )
}

/** A shell that is no longer there, in a sentence, with the way on. What it printed stays readable above. */
function FateNote({ id }: { readonly id: string }) {
  const { terminal: texts } = useTexts()
  const fate = useTerminals(({ fates }) => fates[id] ?? 'running')
  if (fate === 'running') return null
  return (
    <div className="terminal-fate" role="status">
      <p>{texts.fates[fate]}</p>
      {fate !== 'unreachable' && (
        <span>
          <Button onClick={() => void renewTerminal(id).then(focusShown)}>{texts.renew}</Button>
          <Button kind="quiet" onClick={() => closeTerminal(id)}>
            {texts.closeEnded}
          </Button>
        </span>
      )}
    </div>
  )
}
