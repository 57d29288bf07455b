import { matchKeybindingPress, parseKeybinding } from 'tinykeys'
import { actions, type Action } from '#contract/actions.ts'

/** What of a keyboard event decides which action it asks for. */
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly isComposing: boolean
  /** 229 while an input method has the key, in browsers that do not say so otherwise. */
  readonly keyCode: number
  getModifierState(modifier: string): boolean
}

/** Where the focus is: a terminal keeps the shell's keys, a text field what can be written. */
export type Surroundings = 'page' | 'text' | 'terminal'

/** Keys by the names that our list gives them, as keyboards give them. */
const namedKeys: Readonly<Record<string, readonly string[]>> = { Comma: ['Comma', ','], Plus: ['Equal', 'NumpadAdd', '+', '='], Minus: ['Minus', 'NumpadSubtract', '-'], '0': ['Digit0', 'Numpad0'] }

/** The action that a press of keys asks for there. */
export function actionFor(press: KeyPress, { isMac, surroundings }: { readonly isMac: boolean; readonly surroundings: Surroundings }): Action | undefined {
  if (press.isComposing || press.keyCode === 229) return undefined
  return actions.find(({ keys = [], keysIn = surroundings }) => keysIn === surroundings && keys.some((one) => isFree(one, isMac, surroundings) && matches(press, one, isMac)))
}

function matches(press: KeyPress, keys: string, isMac: boolean): boolean {
  return bindingsFor(keys, press.key, isMac)
    .flatMap(parseKeybinding)
    .some((binding) => matchKeybindingPress(press as KeyboardEvent, binding)) // all that it reads of one
}

/** Where the key writes a letter of ours it is that letter; where it writes Hangul, what lies there on an English keyboard. */
function bindingsFor(keys: string, written: string, isMac: boolean): readonly string[] {
  const { modifiers, key } = partsOf(keys)
  const letter = /^[a-z]$/i.test(written) ? key : `Key${key}`
  const wanted = /^[A-Z]$/.test(key) ? [letter] : (namedKeys[key] ?? [key])
  // Which key writes + or ? with Shift is the keyboard's affair.
  const shift = key === 'Plus' || key === '?' ? ['[Shift]'] : []
  return wanted.map((one) => [...modifiers.map((modifier) => resolved(modifier, isMac)), ...shift, one].join('+'))
}

const resolved = (modifier: string, isMac: boolean): string => (modifier === '$mod' ? (isMac ? 'Meta' : 'Control') : modifier)

export function partsOf(keys: string): { readonly modifiers: readonly string[]; readonly key: string } {
  const parts = keys.split('+')
  return { modifiers: parts.slice(0, -1), key: parts.at(-1) ?? '' }
}

/** Whether these keys are nobody else's there. */
export function isFree(keys: string, isMac: boolean, surroundings: Surroundings): boolean {
  if (surroundings === 'terminal') return !isShells(keys, isMac)
  return surroundings === 'page' || !isWritten(keys)
}

/** What a key writes by itself goes to whoever is written to. */
const isWritten = (keys: string): boolean => keys.length === 1

/** Control with a letter or Enter is a character of its own to a shell: Ctrl+K cuts a line, Ctrl+S stops the output. */
function isShells(keys: string, isMac: boolean): boolean {
  const { modifiers, key } = partsOf(keys)
  const isControl = modifiers.length === 1 && resolved(modifiers[0] ?? '', isMac) === 'Control'
  return isWritten(keys) || (isControl && /^([A-Z]|Enter)$/.test(key))
}

const macSigns: Readonly<Record<string, string>> = { $mod: '⌘', Meta: '⌘', Control: '⌃', Alt: '⌥', Shift: '⇧' }
const words: Readonly<Record<string, string>> = { $mod: 'Ctrl', Meta: 'Meta', Control: 'Ctrl', Alt: 'Alt', Shift: 'Shift' }
const keySigns: Readonly<Record<string, string>> = { Comma: ',', Plus: '+', Equal: '=', Minus: '−', Backquote: '`', Enter: '↵', ArrowLeft: '←', ArrowRight: '→' }
/** Apple writes modifiers in this order. */
const macOrder = ['Control', 'Alt', 'Shift', '$mod']

/** Keys as they are written on this person's keyboard, one after the other. */
export function shownKeys(keys: string, isMac: boolean): readonly string[] {
  const { modifiers, key } = partsOf(keys)
  const ordered = isMac ? modifiers.toSorted((one, other) => macOrder.indexOf(one) - macOrder.indexOf(other)) : modifiers
  return [...ordered.map((one) => (isMac ? macSigns : words)[one] ?? one), keySigns[key] ?? key]
}

/** ARIA's names where they are not ours (https://www.w3.org/TR/wai-aria-1.2/#aria-keyshortcuts). */
const ariaNames: Readonly<Record<string, string>> = { Comma: ',', Equal: '=', Minus: '-', Backquote: '`' }

export function ariaKeys(keys: readonly string[], isMac: boolean): string {
  const ariaPress = ({ modifiers, key }: ReturnType<typeof partsOf>): string => [...modifiers.map((one) => resolved(one, isMac)), ariaNames[key] ?? key].join('+')
  return keys.map((one) => ariaPress(partsOf(one))).join(' ')
}
