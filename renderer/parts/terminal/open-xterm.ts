import '@xterm/xterm/css/xterm.css'
import { FitAddon } from '@xterm/addon-fit'
import { SearchAddon } from '@xterm/addon-search'
import { Unicode11Addon } from '@xterm/addon-unicode11'
import { WebLinksAddon } from '@xterm/addon-web-links'
import { Terminal, type ITheme } from '@xterm/xterm'
import { isMotionReduced, useSettings } from '../../stores/settings-store.ts'

export interface OpenXterm {
  readonly terminal: Terminal
  readonly fitting: FitAddon
  readonly search: SearchAddon
}

export const scrollbackLines = 10_000

/** xterm measures its letters once, so the font must be there; one that does not come is done without. */
export async function untilFontIsThere(): Promise<void> {
  const family = getComputedStyle(document.documentElement).getPropertyValue('--mono').split(',')[0]
  await Promise.all(['400', '600'].map((weight) => document.fonts.load(`${weight} 13px ${family}`))).catch(() => {})
}

/** A terminal as every part of it should be, drawn into a place of its own. */
export function openXterm(place: HTMLElement): OpenXterm {
  const terminal = new Terminal({
    allowProposedApi: true,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'),
    fontWeightBold: 600,
    lineHeight: 1.25,
    scrollback: scrollbackLines,
    linkHandler: { activate: (_event, address) => openOutside(address) },
    ...wishedOptions(),
  })
  const [fitting, search] = [new FitAddon(), new SearchAddon({ highlightLimit: 2_000 })]
  terminal.loadAddon(fitting)
  terminal.loadAddon(search)
  terminal.loadAddon(new WebLinksAddon((_event, address) => openOutside(address)))
  terminal.loadAddon(new Unicode11Addon())
  terminal.unicode.activeVersion = '11'
  terminal.open(place)
  return { terminal, fitting, search }
}

/** What a person's settings say of terminals. */
export function wishedOptions(): { readonly fontSize: number; readonly screenReaderMode: boolean; readonly cursorBlink: boolean; readonly theme: ITheme } {
  const { zoom, screenReaderMode } = useSettings.getState()
  return { fontSize: 13 * zoom, screenReaderMode, cursorBlink: !isMotionReduced(), theme: themeNow() }
}

/** What a shell prints may be anybody's text: addresses of the web only, and never in this window. */
function openOutside(address: string): void {
  if (/^https?:\/\//i.test(address)) window.open(address, '_blank', 'noopener,noreferrer')
}

/** Dark in every theme, as shells expect it; its ground and ink are the theme's. */
function themeNow(): ITheme {
  const style = getComputedStyle(document.documentElement)
  const [background, foreground] = [style.getPropertyValue('--terminal'), style.getPropertyValue('--terminal-ink')]
  return { ...shellColours, background, foreground, cursor: foreground, cursorAccent: background }
}

const shellColours: ITheme = {
  selectionBackground: '#3a4659',
  black: '#20262f',
  red: '#f0857a',
  green: '#7fd1a0',
  yellow: '#e5bd6b',
  blue: '#88aef7',
  magenta: '#c9a2ea',
  cyan: '#79c9d0',
  white: '#dfe3ea',
  brightBlack: '#7d8797',
  brightRed: '#ff9d92',
  brightGreen: '#98e3b6',
  brightYellow: '#f2cf86',
  brightBlue: '#a5c3ff',
  brightMagenta: '#dabcf5',
  brightCyan: '#93dbe1',
  brightWhite: '#ffffff',
}
