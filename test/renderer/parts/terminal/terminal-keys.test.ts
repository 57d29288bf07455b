import { describe, expect, it } from 'vitest'
import { isPaste, terminalAction, type PressedKey } from '../../../../renderer/parts/terminal/terminal-keys.ts'

const pressed = (keys: string): PressedKey => {
  const held = keys.split('+')
  return { code: held.at(-1) ?? '', ctrlKey: held.includes('Ctrl'), shiftKey: held.includes('Shift'), altKey: held.includes('Alt'), metaKey: held.includes('Meta') }
}
const action = (keys: string, isMac = false): string | undefined => terminalAction(pressed(keys), isMac)

describe('keys of a terminal', () => {
  it('search, copy, split and move', () => {
    expect(['Ctrl+Shift+KeyF', 'Ctrl+Shift+KeyC', 'Alt+Shift+Equal', 'Alt+Shift+Minus', 'Alt+ArrowLeft'].map((keys) => action(keys))).toEqual(['search', 'copy', 'beside', 'below', 'left'])
  })

  it('leave to the shell what shells use', () => {
    for (const keys of ['Ctrl+KeyC', 'Ctrl+KeyR', 'Ctrl+KeyF', 'Alt+KeyB', 'ArrowUp', 'Shift+Enter', 'Ctrl+ArrowLeft']) expect(action(keys)).toBeUndefined()
  })

  it('are a Mac’s on a Mac, where Option with an arrow moves by words', () => {
    expect([action('Meta+KeyF', true), action('Alt+ArrowLeft', true), action('Alt+Meta+ArrowLeft', true)]).toEqual(['search', undefined, 'left'])
  })

  it('paste by the browser’s own doing', () => {
    expect([isPaste(pressed('Ctrl+Shift+KeyV'), false), isPaste(pressed('Ctrl+KeyV'), false), isPaste(pressed('Meta+KeyV'), true)]).toEqual([true, false, true])
  })
})
