import type { MenuItemConstructorOptions } from 'electron'
import type { Fate } from '#contract/fate.ts'
import type { Locale } from '#contract/locale.ts'
import { say, type DesktopText } from './texts.ts'

export interface MenuParts {
  readonly locale: Locale
  readonly platform: NodeJS.Platform
  /** Developer tools are for whoever works on Kindlab, not for what is handed out. */
  readonly isPackaged: boolean
  readonly fate: Fate
  readonly onFate: (fate: Fate) => void
  readonly onCatalogue: () => void
}

type Items = MenuItemConstructorOptions[]

const separator: MenuItemConstructorOptions = { type: 'separator' }

/** The application menu: on macOS with the app's own first, elsewhere with Quit under File. */
export function menuTemplate(parts: MenuParts): Items {
  const isMac = parts.platform === 'darwin'
  return [...(isMac ? [appMenu(parts)] : []), fileMenu(parts, isMac), editMenu(parts), viewMenu(parts), ...(isMac ? [windowMenu(parts)] : [])]
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

/** Removing the cluster on the way out is for scripts (`--on-exit down`): a menu makes it too easy. */
const fateMenu = ({ locale, fate, onFate }: MenuParts): MenuItemConstructorOptions => ({
  label: say('whenQuitting', locale),
  submenu: (['pause', 'stop', 'keep'] as const).map((one) => ({ label: say(one, locale), type: 'radio', checked: one === fate, click: () => onFate(one) })),
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
    { label: say('catalogue', parts.locale), accelerator: 'CommandOrControl+Shift+L', click: parts.onCatalogue },
    separator,
    // Ctrl+R belongs to the shell, where it searches the history.
    { ...role('reload', parts, 'reload'), accelerator: 'F5' },
    ...(parts.isPackaged ? [] : [role('developerTools', parts, 'toggleDevTools')]),
    separator,
    role('actualSize', parts, 'resetZoom'),
    role('zoomIn', parts, 'zoomIn'),
    role('zoomOut', parts, 'zoomOut'),
    separator,
    role('fullScreen', parts, 'togglefullscreen'),
  ],
})

const windowMenu = (parts: MenuParts): MenuItemConstructorOptions => ({ label: say('window', parts.locale), role: 'window', submenu: [role('minimize', parts, 'minimize'), role('closeWindow', parts, 'close')] })
