import type { Side } from '../../stores/terminal-layout.ts'

/** What a key does to the terminals instead of going to the shell. */
export type TerminalAction = 'open' | 'beside' | 'below' | 'close' | 'search' | 'copy' | 'next' | 'previous' | Side

export interface PressedKey {
  readonly code: string
  readonly ctrlKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
}

/** By the place of a key, so that they are the same while Korean is typed. Those of Windows Terminal and VS Code where a browser leaves them to us. */
const actions: Readonly<Record<string, TerminalAction>> = {
  'Ctrl+Shift+KeyF': 'search',
  'Ctrl+Shift+KeyC': 'copy',
  'Ctrl+Shift+Backquote': 'open',
  'Alt+Shift+Equal': 'beside',
  'Alt+Shift+Minus': 'below',
  'Alt+Shift+KeyW': 'close',
  'Alt+Shift+ArrowRight': 'next',
  'Alt+Shift+ArrowLeft': 'previous',
  'Alt+ArrowLeft': 'left',
  'Alt+ArrowRight': 'right',
  'Alt+ArrowUp': 'up',
  'Alt+ArrowDown': 'down',
}

/** On a Mac ⌘ stands for Ctrl, and Option with an arrow stays the shell's. */
const macActions: Readonly<Record<string, TerminalAction>> = {
  ...Object.fromEntries(Object.entries(actions).filter(([key]) => !key.startsWith('Alt+Arrow'))),
  'Meta+KeyF': 'search',
  'Alt+Meta+ArrowLeft': 'left',
  'Alt+Meta+ArrowRight': 'right',
  'Alt+Meta+ArrowUp': 'up',
  'Alt+Meta+ArrowDown': 'down',
}

export function terminalAction({ code, ctrlKey, shiftKey, altKey, metaKey }: PressedKey, isMac: boolean): TerminalAction | undefined {
  const held = [ctrlKey && 'Ctrl', altKey && 'Alt', shiftKey && 'Shift', metaKey && 'Meta'].filter((key) => key !== false)
  return (isMac ? macActions : actions)[[...held, code].join('+')]
}

/** Pasting is left to the browser, which needs no permission for it; the shell would get a control character otherwise. */
export function isPaste({ code, ctrlKey, shiftKey, metaKey }: PressedKey, isMac: boolean): boolean {
  return code === 'KeyV' && (isMac ? metaKey : ctrlKey && shiftKey)
}
