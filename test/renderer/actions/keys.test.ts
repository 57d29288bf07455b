import { describe, expect, it } from 'vitest'
import { actions } from '../../../contract/actions.ts'
import { actionFor, ariaKeys, isFree, shownKeys, type KeyPress, type Surroundings } from '../../../renderer/actions/keys.ts'

/** A press as a browser tells of it: `press('Control+Shift', 'P')`. */
function press(modifiers: string, key: string, code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key, change: Partial<KeyPress> = {}): KeyPress {
  return { key, code, isComposing: false, keyCode: 0, getModifierState: (modifier) => modifiers.split('+').includes(modifier), ...change }
}

const onPc = (pressed: KeyPress, surroundings: Surroundings = 'page'): string | undefined => actionFor(pressed, { isMac: false, surroundings })?.id
const onMac = (pressed: KeyPress, surroundings: Surroundings = 'page'): string | undefined => actionFor(pressed, { isMac: true, surroundings })?.id

describe('the action that keys ask for', () => {
  it('is found by the letter, with ⌘ on a Mac and Ctrl elsewhere', () => {
    expect([onPc(press('Control', 'k')), onPc(press('Meta', 'k')), onMac(press('Meta', 'k')), onMac(press('Control', 'k'))]).toEqual(['palette', undefined, 'palette', undefined])
  })

  it('is found by the key’s place while it writes Hangul', () => {
    expect([onPc(press('Control', 'ㅏ', 'KeyK')), onPc(press('Control+Shift', 'ㅔ', 'KeyP')), onPc(press('Control+Shift', 'ㅣ', 'KeyL'))]).toEqual(['palette', 'palette', 'catalogue'])
  })

  it('is that of the letter where a keyboard has its letters elsewhere', () => {
    expect([onPc(press('Control', 'k', 'KeyV')), onPc(press('Control', 't', 'KeyK'))]).toEqual(['palette', undefined])
  })

  it('is none while a syllable is composed', () => {
    expect([onPc(press('Control', 'k', 'KeyK', { isComposing: true })), onPc(press('Control', 'Process', 'KeyK', { keyCode: 229 }))]).toEqual([undefined, undefined])
  })

  it('is none with one modifier more or less', () => {
    expect([onPc(press('', 'k')), onPc(press('Control+Alt', 'k')), onPc(press('Control+Shift', 'k'))]).toEqual([undefined, undefined, undefined])
  })

  it('leaves the shell its keys while a terminal is in use', () => {
    const shells = ['k', 'c', 'r', 's', 'a', 'e', 'l', 'p', 'd'].map((letter) => onPc(press('Control', letter), 'terminal'))
    expect([...shells, onPc(press('Control', 'Enter'), 'terminal'), onPc(press('Shift', '?', 'Slash'), 'terminal')]).toEqual([...shells.map(() => undefined), undefined, undefined])
  })

  it('is there in a terminal too where the shell has no such key', () => {
    expect([onPc(press('Control+Shift', 'P'), 'terminal'), onPc(press('', 'F6'), 'terminal'), onPc(press('Control', '`', 'Backquote'), 'terminal'), onMac(press('Meta', 'k'), 'terminal')]).toEqual(['palette', 'next-pane', 'focus-terminal', 'palette'])
  })

  it('leaves a text field what it writes', () => {
    expect([onPc(press('Shift', '?', 'Slash'), 'text'), onPc(press('Shift', '?', 'Slash')), onPc(press('Control', 'Enter'), 'text')]).toEqual([undefined, 'shortcuts', 'apply'])
  })

  it('takes + with and without Shift, on the number pad too', () => {
    const ways = [press('Control', '=', 'Equal'), press('Control+Shift', '+', 'Equal'), press('Control', '+', 'NumpadAdd'), press('Control', '+', 'BracketRight')]
    expect(ways.map((way) => onPc(way))).toEqual(ways.map(() => 'text-bigger'))
    expect([onPc(press('Control', '-', 'Minus')), onPc(press('Control', '0', 'Digit0'))]).toEqual(['text-smaller', 'text-usual'])
  })
})

describe('the list of actions', () => {
  const pressed = actions.flatMap(({ keys = [] }) => keys)

  it('gives no keys twice, on a Mac either', () => {
    const written = (isMac: boolean): string[] => pressed.map((keys) => shownKeys(keys, isMac).join(' '))
    expect([new Set(written(false)).size, new Set(written(true)).size]).toEqual([pressed.length, pressed.length])
  })

  it('names no action twice', () => {
    expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length)
  })

  it('has a way to everything from inside a terminal: the palette', () => {
    expect(actions.find(({ id }) => id === 'palette')?.keys?.some((keys) => isFree(keys, false, 'terminal'))).toBe(true)
  })
})

describe('keys as they are written', () => {
  it('follow each system’s custom', () => {
    expect([shownKeys('$mod+Alt+Enter', false), shownKeys('$mod+Alt+Enter', true), shownKeys('Control+Shift+Backquote', true), shownKeys('F6', false)]).toEqual([['Ctrl', 'Alt', '↵'], ['⌥', '⌘', '↵'], ['⌃', '⇧', '`'], ['F6']])
  })

  it('are told to screen readers in ARIA’s words', () => {
    expect([ariaKeys(['$mod+K', '$mod+Shift+P'], false), ariaKeys(['$mod+Comma'], true), ariaKeys(['$mod+Enter'], false)]).toEqual(['Control+K Control+Shift+P', 'Meta+,', 'Control+Enter'])
  })
})
