import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { menuTemplate, type MenuParts } from '../../electron/menu.ts'
import { desktopTexts } from '../../electron/texts.ts'

const parts: MenuParts = { locale: 'ko', platform: 'linux', isPackaged: true, fate: 'pause', onFate: () => {}, onAction: () => {} }

type Item = MenuItemConstructorOptions
const inside = ({ submenu }: Item): Item[] => (Array.isArray(submenu) ? submenu : [])
const all = (items: Item[]): Item[] => items.flatMap((item) => [item, ...all(inside(item))])
const itemsOf = (change: Partial<MenuParts> = {}): Item[] => all(menuTemplate({ ...parts, ...change }))

describe('the menu', () => {
  it('speaks the reader’s language throughout', () => {
    const words = itemsOf().filter(({ type }) => type !== 'separator').map(({ label }) => label ?? '')
    expect(words.filter((word) => !/\p{Script=Hangul}/u.test(word))).toEqual([])
  })

  it('has every text in both languages', () => {
    const unsaid = Object.entries(desktopTexts).filter(([, { en, ko }]) => en === '' || !/\p{Script=Hangul}/u.test(ko) || /\p{Script=Hangul}/u.test(en))
    expect(unsaid).toEqual([])
  })

  it('puts Quit under the app’s name on macOS and under File elsewhere', () => {
    const holder = (platform: NodeJS.Platform): string | undefined => menuTemplate({ ...parts, locale: 'en', platform }).find((menu) => inside(menu).some(({ role }) => role === 'quit'))?.label
    expect([holder('darwin'), holder('win32'), holder('linux')]).toEqual(['Kindlab', 'File', 'File'])
  })

  it('shows what becomes of the cluster, and takes another choice', () => {
    const chosen: string[] = []
    const fates = itemsOf({ locale: 'en', fate: 'keep', onFate: (fate) => chosen.push(fate) }).filter(({ type }) => type === 'radio')
    expect(fates.map(({ label, checked }) => [label, checked])).toEqual([['Pause the Cluster', false], ['Stop the Cluster', false], ['Leave the Cluster Running', true]])
    fates[1]?.click?.(...([] as unknown as Parameters<NonNullable<Item['click']>>))
    expect(chosen).toEqual(['stop'])
  })

  it('has developer tools only where Kindlab is worked on', () => {
    const hasTools = (isPackaged: boolean): boolean => itemsOf({ isPackaged }).some(({ role }) => role === 'toggleDevTools')
    expect([hasTools(true), hasTools(false)]).toEqual([false, true])
  })

  it('leaves Ctrl+C, Ctrl+R and Ctrl+Z to the shell', () => {
    const taken = itemsOf().filter(({ role, registerAccelerator, accelerator }) => ['copy', 'undo', 'reload'].includes(role ?? '') && registerAccelerator !== false && accelerator !== 'F5')
    expect(taken).toEqual([])
  })

  it('has the window’s own actions, with the keys that the page hears', () => {
    const chosen: string[] = []
    const commands = itemsOf({ locale: 'en', onAction: (id) => chosen.push(id) }).filter(({ label }) => ['Find a Command', 'Bigger Text', 'Keyboard Shortcuts', 'All Labs'].includes(label ?? ''))
    for (const { click } of commands) click?.(...([] as unknown as Parameters<NonNullable<Item['click']>>))
    expect(chosen).toEqual(['text-bigger', 'palette', 'catalogue', 'shortcuts'])
    expect(commands.map(({ accelerator, registerAccelerator }) => [accelerator, registerAccelerator])).toEqual([
      ['CommandOrControl+Plus', false],
      ['CommandOrControl+K', false],
      ['CommandOrControl+Shift+L', false],
      [undefined, undefined],
    ])
  })
})
