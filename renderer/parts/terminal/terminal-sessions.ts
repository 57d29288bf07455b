import { changeLayout, closeTerminal, focusedTerminal, nodeTerminal, openNodeTerminal, openTerminal, searchIn, splitFocused, useTerminals } from '../../stores/terminals-store.ts'
import type { TerminalAction } from './terminal-keys.ts'
import { allTerminals, focusTerminal, neighbour, showNext, showTab, tabOf, type Side } from '../../stores/terminal-layout.ts'
import { TerminalSession } from './terminal-session.ts'

/** Terminals that have been shown since the screen was opened. */
const sessions = new Map<string, TerminalSession>()

export function sessionOf(id: string): TerminalSession {
  const session = sessions.get(id) ?? new TerminalSession(id, (action) => act(id, action))
  sessions.set(id, session)
  return session
}

/** Lets go of terminals that have left the layout, and of all when the screen closes. */
export function followSessions(): () => void {
  const keep = (ids: readonly string[]): void => {
    for (const [id, session] of sessions) {
      if (ids.includes(id)) continue
      sessions.delete(id)
      session.dispose()
    }
  }
  const stop = useTerminals.subscribe(({ layout }) => keep(allTerminals(layout)))
  return () => {
    stop()
    keep([])
  }
}

/** Types into the terminal in use; a key that nobody pressed there still shows where it went. */
export function typeIntoFocused(text: string): void {
  const id = focusedTerminal()
  if (id === undefined) return
  sessionOf(id).type(text)
  sessionOf(id).focus()
}

/** Types into a terminal on the node, which is opened where there is none, and shows it. */
export async function typeIntoNode(text: string): Promise<void> {
  if (nodeTerminal() === undefined) await openNodeTerminal()
  const id = nodeTerminal()
  if (id === undefined) return
  const tab = tabOf(useTerminals.getState().layout, id)
  changeLayout((layout) => focusTerminal(tab === undefined ? layout : showTab(layout, tab.key), id))
  sessionOf(id).type(text)
  sessionOf(id).focus()
}

export function focusShown(): void {
  const id = focusedTerminal()
  if (id !== undefined) sessionOf(id).focus()
}

export function act(id: string, action: TerminalAction): void {
  switch (action) {
    case 'open':
      return void openTerminal().then(focusShown)
    case 'beside':
    case 'below':
      changeLayout((layout) => focusTerminal(layout, id))
      return void splitFocused(action).then(focusShown)
    case 'close':
      closeTerminal(id)
      return focusShown()
    case 'search':
      return searchIn(id)
    case 'copy':
      return copySelection(id)
    case 'next':
    case 'previous':
      changeLayout((layout) => showNext(layout, action === 'next' ? 1 : -1))
      return focusShown()
    default:
      return moveFocus(id, action)
  }
}

/** Upwards from the topmost it leaves the terminals: Tab is the shell's, so there must be another way out. */
function moveFocus(id: string, side: Side): void {
  const tab = tabOf(useTerminals.getState().layout, id)
  const next = tab && neighbour(tab, id, side)
  if (next !== undefined) {
    changeLayout((layout) => focusTerminal(layout, next))
    sessionOf(next).focus()
  } else if (side === 'up') document.querySelector<HTMLElement>('.terminal-tab[aria-current="true"] .terminal-name')?.focus()
}

function copySelection(id: string): void {
  const text = sessionOf(id).selection
  if (text !== '') void navigator.clipboard.writeText(text)
}

/** The desktop app gives its page no look at the clipboard; the keys for pasting, which need none, work there too. */
export async function mayReadClipboard(): Promise<boolean> {
  try {
    // TypeScript's lib knows only the names that all browsers know.
    const { state } = await navigator.permissions.query({ name: 'clipboard-read' as PermissionName })
    return state !== 'denied'
  } catch {
    return true
  }
}

export async function pasteInto(id: string): Promise<void> {
  const text = await navigator.clipboard.readText().catch(() => '')
  const session = sessionOf(id)
  if (text !== '') session.paste(text)
  session.focus()
}
