import { BrowserWindow, nativeTheme, screen } from 'electron'
import { pageAddress } from './addresses.ts'
import type { DesktopSettings } from './desktop-settings.ts'
import { restartPause } from './may-restart.ts'
import { placeWindow, smallest } from './place-window.ts'
import { webPreferences } from './web-preferences.ts'

export interface WindowParts {
  readonly preload: string
  readonly isPackaged: boolean
  readonly saved: DesktopSettings['window']
  /** Where in the page it opens: `#/…`, or nothing for its beginning. */
  readonly place: string
  readonly onMoved: (window: NonNullable<DesktopSettings['window']>) => void
  /** The page has crashed too often to be loaded again by itself. */
  readonly onGivenUp: (reload: () => void) => void
}

/** Opens the window where it was, with its page; a page that crashes is loaded again at the same place. */
export function openWindow(parts: WindowParts): BrowserWindow {
  const window = new BrowserWindow({
    ...placeWindow(parts.saved, screen.getAllDisplays().map(({ workArea }) => workArea)),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Kindlab',
    titleBarStyle: 'default',
    // The page's own ground: nothing flashes before its first frame.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#14171c' : '#f7f8fa',
    webPreferences: { ...webPreferences, preload: parts.preload, devTools: !parts.isPackaged },
  })
  if (parts.saved?.isMaximized === true) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => parts.onMoved({ ...window.getNormalBounds(), isMaximized: window.isMaximized() }))
  reloadAfterCrashes(window, parts.onGivenUp)
  void window.loadURL(pageAddress + parts.place)
  return window
}

/** The place is in the address, which outlives the page's process. */
function reloadAfterCrashes(window: BrowserWindow, onGivenUp: WindowParts['onGivenUp']): void {
  const { webContents } = window
  const crashes: number[] = []
  const reload = (): void => {
    if (!window.isDestroyed()) void webContents.loadURL(webContents.getURL())
  }
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    const now = Date.now()
    crashes.push(now)
    const pause = restartPause(crashes, now)
    if (pause === undefined) onGivenUp(reload)
    else setTimeout(reload, pause)
  })
}

/** Leads an open window to a place in its page, and to the front. */
export function showPlace(window: BrowserWindow, place: string): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
  if (place !== '') void window.loadURL(pageAddress + place)
}
