import type { MenuItemConstructorOptions } from 'electron'
import { actions, type Action, type ActionId } from '#contract/actions.ts'
import { offeredFates, type Fate } from '#contract/fate.ts'
import type { Locale } from '#contract/locale.ts'
import { actionTexts } from '#contract/messages/actions.ts'
import { say, type DesktopText } from './texts.ts'

export interface MenuParts {
  readonly locale: Locale
  readonly platform: NodeJS.Platform
  /** Developer tools are for whoever works on Kindlab, not for what is handed out. */
  readonly isPackaged: boolean
  readonly fate: Fate
  readonly onFate: (fate: Fate) => void
  /** An action of the window's list. */
  readonly onAction: (id: ActionId) => void
}

type Items = MenuItemConstructorOptions[]

const separator: MenuItemConstructorOptions = { type: 'separator' }

/** The application menu: on macOS with the app's own first, elsewhere with Quit under File. */
export function menuTemplate(parts: MenuParts): Items {
  const isMac = parts.platform === 'darwin'
  return [...(isMac ? [appMenu(parts)] : []), fileMenu(parts, isMac), editMenu(parts), viewMenu(parts), goMenu(parts), ...(isMac ? [windowMenu(parts)] : []), helpMenu(parts)]
}

const role = (key: DesktopText, { locale }: MenuParts, wanted: NonNullable<MenuItemConstructorOptions['role']>): MenuItemConstructorOptions => ({ label: say(key, locale), role: wanted })

const appMenu = (parts: MenuParts): MenuItemConstructorOptions => ({
  label: 'Kindlab',
  submenu: [
    role('about', parts, 'about'),
    separator,
    fateMenu(parts),
    separator,
    role('hide', parts, 'hide'),
    role('hideOthers', parts, 'hideOthers'),
    role('showAll', parts, 'unhide'),
    separator,
    role('quit', parts, 'quit'),
  ],
})

const fileMenu = (parts: MenuParts, isMac: boolean): MenuItemConstructorOptions => ({
  label: say('file', parts.locale),
  submenu: isMac ? [role('closeWindow', parts, 'close')] : [fateMenu(parts), separator, role('quit', parts, 'quit')],
})

const fateMenu = ({ locale, fate, onFate }: MenuParts): MenuItemConstructorOptions => ({
  label: say('whenQuitting', locale),
  submenu: offeredFates.map((one) => ({ label: say(one, locale), type: 'radio', checked: one === fate, click: () => onFate(one) })),
})

const editMenu = (parts: MenuParts): MenuItemConstructorOptions => ({
  label: say('edit', parts.locale),
  submenu: [edit('undo', parts), edit('redo', parts), separator, edit('cut', parts), edit('copy', parts), edit('paste', parts), edit('selectAll', parts)],
})

/** Only macOS needs the menu for these keys; elsewhere Ctrl+C and Ctrl+Z are the shell's and the editor's first. */
const edit = (key: 'undo' | 'redo' | 'cut' | 'copy' | 'paste' | 'selectAll', parts: MenuParts): MenuItemConstructorOptions => ({
  ...role(key, parts, key),
  registerAccelerator: parts.platform === 'darwin',
})

const viewMenu = (parts: MenuParts): MenuItemConstructorOptions => ({
  label: say('view', parts.locale),
  submenu: [
    ...actionItems('view', parts),
    separator,
    // Ctrl+R belongs to the shell, where it searches the history.
    { ...role('reload', parts, 'reload'), accelerator: 'F5' },
    ...(parts.isPackaged ? [] : [role('developerTools', parts, 'toggleDevTools')]),
    separator,
    role('fullScreen', parts, 'togglefullscreen'),
  ],
})

const goMenu = (parts: MenuParts): MenuItemConstructorOptions => ({ label: say('go', parts.locale), submenu: actionItems('go', parts) })

const helpMenu = (parts: MenuParts): MenuItemConstructorOptions => ({ label: say('help', parts.locale), role: 'help', submenu: actionItems('help', parts) })

const actionItems = (menu: NonNullable<Action['menu']>, { locale, onAction }: MenuParts): Items =>
  actions
    .filter((action) => action.menu === menu)
    .map(({ id, keys }) => ({ label: locale === 'en' ? inTitleCase(actionTexts[id].en) : actionTexts[id][locale], ...shownAccelerator(keys?.[0]), click: () => onAction(id) }))

/** The page hears the keys first and knows where they are the shell's: the menu only shows them. A key alone is written, so none is shown. */
function shownAccelerator(keys: string | undefined): Pick<MenuItemConstructorOptions, 'accelerator' | 'registerAccelerator'> {
  if (keys === undefined || keys.length === 1) return {}
  return { accelerator: keys.split('+').map((part) => acceleratorWords[part] ?? part).join('+'), registerAccelerator: false }
}

/** Electron's words for keys (https://www.electronjs.org/docs/latest/tutorial/keyboard-shortcuts#accelerators). */
const acceleratorWords: Readonly<Record<string, string>> = { $mod: 'CommandOrControl', Comma: ',', Minus: '-', Backquote: '`' }

const smallWords = ['a', 'or', 'of', 'the', 'to', 'with', 'in', 'as']

/** As menus are written in English. */
const inTitleCase = (text: string): string => text.split(' ').map((word, index) => (index > 0 && smallWords.includes(word) ? word : word.charAt(0).toUpperCase() + word.slice(1))).join(' ')

const windowMenu = (parts: MenuParts): MenuItemConstructorOptions => ({ label: say('window', parts.locale), role: 'window', submenu: [role('minimize', parts, 'minimize'), role('closeWindow', parts, 'close')] })
