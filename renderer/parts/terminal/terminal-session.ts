import type { SearchAddon } from '@xterm/addon-search'
import { useSettings } from '../../stores/settings-store.ts'
import { tellFate } from '../../stores/terminals-store.ts'
import { drawWithWebgl } from './draw-with-webgl.ts'
import { joinTerminal } from './join-terminal.ts'
import { openXterm, untilFontIsThere, wishedOptions, type OpenXterm } from './open-xterm.ts'
import { isPaste, terminalAction, type TerminalAction } from './terminal-keys.ts'

export const isMac = /mac/i.test(navigator.platform)

/** One of the learner's terminals on this screen: what is drawn of it and its line to the shell. It moves from place to place without either being lost. */
export class TerminalSession {
  readonly id: string
  readonly element = document.createElement('div')
  readonly #act: (action: TerminalAction) => void
  readonly #ends: (() => void)[] = []
  #xterm: OpenXterm | undefined
  #opening: Promise<void> | undefined
  #isOver = false

  constructor(id: string, act: (action: TerminalAction) => void) {
    this.id = id
    this.#act = act
    this.element.className = 'terminal-screen'
  }

  /** Shows it here, wherever it was before; its shell is joined when it is shown for the first time. */
  mount(place: HTMLElement): void {
    place.append(this.element)
    this.#opening ??= untilFontIsThere().then(() => this.#open())
    this.fit()
  }

  get search(): SearchAddon | undefined {
    return this.#xterm?.search
  }

  get selection(): string {
    return this.#xterm?.terminal.getSelection() ?? ''
  }

  fit(): void {
    if (this.element.clientHeight > 0) this.#xterm?.fitting.fit()
  }

  focus(): void {
    void this.#opening?.then(() => this.#xterm?.terminal.focus())
  }

  /** As if it were typed. */
  type(text: string): void {
    void this.#opening?.then(() => this.#xterm?.terminal.input(text))
  }

  /** In brackets where the shell asks for them, so that several lines wait for a person's Enter. */
  paste(text: string): void {
    this.#xterm?.terminal.paste(text)
  }

  selectAll(): void {
    this.#xterm?.terminal.selectAll()
  }

  clear(): void {
    this.#xterm?.terminal.clear()
  }

  dispose(): void {
    this.#isOver = true
    for (const end of this.#ends) end()
    this.element.remove()
  }

  #open(): void {
    if (this.#isOver) return
    this.#xterm = openXterm(this.element)
    const { terminal, fitting } = this.#xterm
    terminal.attachCustomKeyEventHandler((event) => this.#isForShell(event))
    fitting.fit()
    const resizing = new ResizeObserver(() => this.fit())
    resizing.observe(this.element)
    const stopFollowing = useSettings.subscribe(() => this.#follow())
    const leave = joinTerminal(this.id, terminal, (fate) => tellFate(this.id, fate))
    this.#ends.push(leave, stopFollowing, () => resizing.disconnect(), () => terminal.dispose())
    void drawWithWebgl(terminal)
  }

  /** While an input method composes, every key is its own. */
  #isForShell(event: KeyboardEvent): boolean {
    if (event.isComposing || event.keyCode === 229) return true
    if (isPaste(event, isMac)) return false
    const action = terminalAction(event, isMac)
    if (action === undefined) return true
    event.preventDefault()
    if (event.type === 'keydown') this.#act(action)
    return false
  }

  /** The document takes on a new theme in the same moment; colours are read once it has. */
  #follow(): void {
    queueMicrotask(() => {
      if (this.#xterm !== undefined) Object.assign(this.#xterm.terminal.options, wishedOptions())
      this.fit()
    })
  }
}
