import { actionTexts, type actionGroupTexts } from './messages/actions.ts'

export type ActionId = keyof typeof actionTexts
export type ActionGroup = keyof typeof actionGroupTexts

/** Something that a person can ask of the window, and how it is asked with the keyboard. */
export interface Action {
  readonly id: ActionId
  readonly group: ActionGroup
  /**
   * Presses of keys that ask for it, the one that is shown first: `$mod+Shift+L`, where `$mod` is ⌘ on a Mac and Ctrl elsewhere.
   * A letter is the key that writes it, or lies where it lies on an English keyboard: Hangul has its own letters on the same keys.
   */
  readonly keys?: readonly string[]
  /** The keys mean this only while a terminal is in use. */
  readonly keysIn?: 'terminal'
  /** The menu of the desktop app that has it. */
  readonly menu?: 'go' | 'view' | 'help'
}

/**
 * The one list that palette, shortcuts, the sheet that shows them and the desktop app's menu are made from, in the order in which they show it.
 * Keys are chosen so that they are nobody else's: Ctrl with a letter is the shell's while a terminal is in use, Alt with a letter
 * is too; Ctrl with Shift is what terminals keep for themselves; Insert, Caps Lock and Ctrl+Option are screen readers'; nothing waits for a composed letter.
 */
export const actions: readonly Action[] = [
  { id: 'palette', group: 'move', keys: ['$mod+K', '$mod+Shift+P'], menu: 'go' },
  { id: 'catalogue', group: 'move', keys: ['$mod+Shift+L'], menu: 'go' },
  { id: 'look-at-cluster', group: 'move', keys: ['$mod+Shift+M'], menu: 'go' },
  { id: 'next-pane', group: 'move', keys: ['F6'], menu: 'go' },
  { id: 'previous-pane', group: 'move', keys: ['Shift+F6'], menu: 'go' },
  { id: 'focus-lesson', group: 'move', menu: 'go' },
  { id: 'focus-checks', group: 'move', menu: 'go' },
  { id: 'focus-editor', group: 'move', keys: ['$mod+Shift+E'], menu: 'go' },
  { id: 'focus-terminal', group: 'move', keys: ['Control+Backquote'], menu: 'go' },
  { id: 'check-now', group: 'lab' },
  { id: 'hint', group: 'lab', keys: ['$mod+Shift+H'] },
  { id: 'skip', group: 'lab' },
  { id: 'rewind', group: 'lab' },
  { id: 'start-over', group: 'lab' },
  { id: 'kubeconfig', group: 'lab' },
  { id: 'apply', group: 'file', keys: ['$mod+Enter'] },
  { id: 'try', group: 'file', keys: ['$mod+Alt+Enter'] },
  { id: 'compare', group: 'file', keys: ['$mod+Shift+D'] },
  { id: 'save', group: 'file', keys: ['$mod+S'] },
  { id: 'new-file', group: 'file' },
  { id: 'show-files', group: 'file' },
  { id: 'new-terminal', group: 'terminal', keys: ['Control+Shift+Backquote'] },
  { id: 'split-beside', group: 'terminal', keys: ['Alt+Shift+Equal'], keysIn: 'terminal' },
  { id: 'split-below', group: 'terminal', keys: ['Alt+Shift+Minus'], keysIn: 'terminal' },
  { id: 'next-terminal', group: 'terminal', keys: ['Alt+Shift+ArrowRight'], keysIn: 'terminal' },
  { id: 'previous-terminal', group: 'terminal', keys: ['Alt+Shift+ArrowLeft'], keysIn: 'terminal' },
  { id: 'search-terminal', group: 'terminal', keys: ['Control+Shift+F'], keysIn: 'terminal' },
  { id: 'close-terminal', group: 'terminal', keys: ['Alt+Shift+W'], keysIn: 'terminal' },
  { id: 'start-cluster', group: 'cluster' },
  { id: 'pause-cluster', group: 'cluster' },
  { id: 'stop-cluster', group: 'cluster' },
  { id: 'diagnostics', group: 'cluster', menu: 'help' },
  { id: 'settings', group: 'window', keys: ['$mod+Comma'], menu: 'view' },
  { id: 'packs', group: 'window' },
  { id: 'shortcuts', group: 'window', keys: ['?'], menu: 'help' },
  { id: 'text-bigger', group: 'window', keys: ['$mod+Plus'], menu: 'view' },
  { id: 'text-smaller', group: 'window', keys: ['$mod+Minus'], menu: 'view' },
  { id: 'text-usual', group: 'window', keys: ['$mod+0'], menu: 'view' },
  { id: 'theme-system', group: 'window' },
  { id: 'theme-light', group: 'window' },
  { id: 'theme-dark', group: 'window' },
  { id: 'theme-contrast', group: 'window' },
  { id: 'speak-korean', group: 'window' },
  { id: 'speak-english', group: 'window' },
  { id: 'motion', group: 'window' },
  { id: 'screen-reader-mode', group: 'window' },
]

export const actionGroups: readonly ActionGroup[] = ['move', 'lab', 'file', 'terminal', 'cluster', 'window']

export const isActionId = (value: unknown): value is ActionId => typeof value === 'string' && Object.hasOwn(actionTexts, value)
