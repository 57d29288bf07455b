import '@xterm/xterm/css/xterm.css'
import { FitAddon } from '@xterm/addon-fit'
import { Unicode11Addon } from '@xterm/addon-unicode11'
import { WebLinksAddon } from '@xterm/addon-web-links'
import { Terminal } from '@xterm/xterm'
import { useEffect, useRef } from 'react'
import { whileConnected } from '../../stores/connection-store.ts'
import { isMotionReduced, useSettings } from '../../stores/settings-store.ts'
import { bytesFrom, base64From } from './base64.ts'
import type { EngineClient } from '../../rpc.ts'
import './terminal.css'

interface TerminalViewProps {
  readonly id: string
  readonly isShown: boolean
  /** Given a way to type into this terminal, for as long as it is there. */
  readonly onReady: (type: ((text: string) => void) | undefined) => void
}

/** One of the learner's terminals; it comes back with its scrollback after any interruption. */
export function TerminalView({ id, isShown, onReady }: TerminalViewProps) {
  const place = useRef<HTMLDivElement>(null)
  const fit = useRef<FitAddon>(null)
  useEffect(() => {
    if (place.current === null) return
    const { terminal, fitting } = openTerminal(place.current)
    fit.current = fitting
    const stop = joinTerminal(id, terminal)
    onReady((text) => {
      terminal.input(text)
      terminal.focus()
    })
    const observer = new ResizeObserver(() => fitting.fit())
    observer.observe(place.current)
    return () => {
      observer.disconnect()
      onReady(undefined)
      stop()
      terminal.dispose()
    }
  }, [id, onReady])
  useEffect(() => {
    if (isShown) fit.current?.fit()
  }, [isShown])
  return <div ref={place} className="terminal-view" hidden={!isShown} />
}

function openTerminal(place: HTMLElement): { readonly terminal: Terminal; readonly fitting: FitAddon } {
  const style = getComputedStyle(document.documentElement)
  const { screenReaderMode, zoom } = useSettings.getState()
  const terminal = new Terminal({
    allowProposedApi: true,
    fontFamily: style.getPropertyValue('--mono'),
    fontSize: 13 * zoom,
    lineHeight: 1.25,
    cursorBlink: !isMotionReduced(),
    scrollback: 10_000,
    screenReaderMode,
    theme: terminalTheme,
  })
  const fitting = new FitAddon()
  terminal.loadAddon(fitting)
  terminal.loadAddon(new WebLinksAddon())
  terminal.loadAddon(new Unicode11Addon())
  terminal.unicode.activeVersion = '11'
  terminal.open(place)
  fitting.fit()
  return { terminal, fitting }
}

/** The terminal is dark in every theme: its colours are the shell's, not the page's. */
const terminalTheme = {
  background: '#171b22',
  foreground: '#dfe3ea',
  cursor: '#dfe3ea',
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
}

/** Joins the shell while the engine is there; each time it comes back the screen is drawn anew from the scrollback. */
function joinTerminal(id: string, terminal: Terminal): () => void {
  const size = () => ({ columns: terminal.cols, rows: terminal.rows })
  return whileConnected(async (engine, signal) => {
    terminal.reset()
    const subscriptions = [
      terminal.onData((text) => send(engine, id, text)),
      terminal.onResize(() => void engine.terminals.resize({ terminal: id, size: size() }).catch(() => {})),
    ]
    signal.addEventListener('abort', () => subscriptions.forEach((one) => one.dispose()))
    for await (const { data } of await engine.terminals.attach({ terminal: id, size: size() }, { signal })) {
      await new Promise<void>((resolve) => terminal.write(bytesFrom(data), resolve))
    }
  })
}

/** A key that cannot be sent is lost as on any broken line; the screen shows that by itself. */
const send = (engine: EngineClient, id: string, text: string): void => void engine.terminals.write({ terminal: id, data: base64From(text) }).catch(() => {})
