import { app, dialog, ipcMain, Menu, protocol, session, shell, utilityProcess, type BrowserWindow, type MessageBoxOptions, type MessagePortMain } from 'electron'
import { join } from 'node:path'
import type { ActionId } from '#contract/actions.ts'
import { mainWords, pageWords } from '#contract/desktop-port.ts'
import { offeredFates, type Fate } from '#contract/fate.ts'
import { fillText, localeFrom, type Locale } from '#contract/locale.ts'
import { runtimeQuestions } from '#contract/messages/runtime.ts'
import { answerPage } from './app-protocol.ts'
import { labLinkIn, placeOf } from './deep-link.ts'
import { readSettings, writeSettings, type DesktopSettings } from './desktop-settings.ts'
import { EngineHost } from './engine-host.ts'
import { EngineLink } from './engine-link.ts'
import type { Question } from './engine-messages.ts'
import { guardContents, guardSession } from './guard.ts'
import { menuTemplate } from './menu.ts'
import { hearPage, tellPage } from './page-words.ts'
import { readStartWords, type StartWords } from './start-words.ts'
import { say, type DesktopText } from './texts.ts'
import { openWindow, showPlace } from './window.ts'

/** The desktop app from its first window to its last word to the engine. */
export class DesktopApp {
  private readonly words: StartWords
  /** Where the bundled main, preload and engine are; the page is beside it. */
  private readonly folder: string
  private readonly settingsFile = join(app.getPath('userData'), 'settings.json')
  private readonly host: EngineHost<MessagePortMain>
  private readonly link: EngineLink
  private settings: DesktopSettings
  private fate: Fate
  private locale: Locale = 'en'
  private window: BrowserWindow | undefined
  private ending: 'no' | 'now' | 'done' = 'no'

  constructor(words: StartWords, folder: string) {
    this.words = words
    this.folder = folder
    this.settings = readSettings(this.settingsFile)
    this.fate = words.fate ?? this.settings.fate
    this.host = new EngineHost({
      fork: () => utilityProcess.fork(join(folder, 'engine-process.mjs'), [], { serviceName: 'Kindlab engine' }),
      onStarted: () => this.link.connect(),
      onGone: () => this.link.tellGone(),
      onGivenUp: () => void this.offerAgain('engineGone', 'engineGoneHint', () => this.host.start()),
      ask: (question) => this.ask(question),
    })
    this.link = new EngineLink(this.host)
  }

  start(): void {
    app.on('web-contents-created', (_event, contents) => guardContents(contents, (address) => void shell.openExternal(address)))
    this.followLinks()
    this.followEnd()
    void app.whenReady().then(() => this.open())
  }

  /** The window comes first, the engine behind it, the cluster behind both. */
  private open(): void {
    this.locale = localeFrom(app.getLocale())
    // Behind two dashes, what a link brings along is no switch of Chromium's.
    if (app.isPackaged) app.setAsDefaultProtocolClient('kindlab', process.execPath, ['--'])
    guardSession(session.defaultSession, app.isPackaged)
    this.servePage()
    this.link.listen(ipcMain, (language) => this.speak(language))
    hearPage(ipcMain, { [pageWords.fateWanted]: () => this.tellFate(), [pageWords.fateChosen]: (fate) => this.choose(offeredFates.find((one) => one === fate) ?? this.fate) })
    this.showMenu()
    this.showWindow(this.words.link === undefined ? '' : placeOf(this.words.link))
    this.host.start()
    if (this.words.bringUp) this.host.bringUp()
  }

  private servePage(): void {
    const page = join(this.folder, '..', 'renderer')
    protocol.handle('app', async ({ method, url }) => {
      const { status, headers, body } = await answerPage(page, { method, url })
      return new Response(body, { status, headers })
    })
  }

  private showWindow(place = ''): void {
    if (this.window !== undefined) return showPlace(this.window, place)
    this.window = openWindow({
      preload: join(this.folder, 'preload.cjs'),
      isPackaged: app.isPackaged,
      saved: this.settings.window,
      place,
      onMoved: (window) => this.remember({ window }),
      onGivenUp: (reload) => void this.offerAgain('pageGone', 'pageGoneHint', reload),
    })
    this.window.once('closed', () => (this.window = undefined))
  }

  private showMenu(): void {
    const { locale, fate } = this
    const { platform } = process
    const template = menuTemplate({ locale, platform, isPackaged: app.isPackaged, fate, onFate: (chosen) => this.choose(chosen), onAction: (id) => this.perform(id) })
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }

  private speak(locale: Locale): void {
    if (locale === this.locale) return
    this.locale = locale
    this.showMenu()
  }

  private choose(fate: Fate): void {
    this.fate = fate
    this.remember({ fate })
    this.showMenu()
    this.tellFate()
  }

  private tellFate(): void {
    tellPage(this.window, { word: mainWords.fate, about: this.fate })
  }

  /** The page does what its menu asks for; without a window there is one first. */
  private perform(id: ActionId): void {
    const isOpen = this.window !== undefined
    this.showWindow()
    if (isOpen) tellPage(this.window, { word: mainWords.action, about: id })
  }

  private remember(change: Partial<DesktopSettings>): void {
    this.settings = { ...this.settings, ...change }
    writeSettings(this.settingsFile, this.settings)
  }

  /** macOS hands links over as an event, other systems as a word of a second start. */
  private followLinks(): void {
    app.on('open-url', (event, address) => {
      event.preventDefault()
      const link = labLinkIn(address)
      if (link !== undefined) void app.whenReady().then(() => this.showWindow(placeOf(link)))
    })
    app.on('second-instance', (_event, argv) => {
      if (this.ending !== 'no') return app.relaunch()
      const { link } = readStartWords(argv)
      this.showWindow(link === undefined ? '' : placeOf(link))
    })
    app.on('activate', () => this.showWindow())
  }

  private followEnd(): void {
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit()
    })
    app.on('will-quit', (event) => {
      if (this.ending === 'done') return
      event.preventDefault()
      if (this.ending === 'no') void this.end()
    })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())
  }

  /** The windows are gone by now; what the learner chose for the cluster may take a few seconds more. */
  private async end(): Promise<void> {
    this.ending = 'now'
    await this.host.end(this.fate)
    this.ending = 'done'
    app.quit()
  }

  private async ask({ code, params }: Question): Promise<boolean> {
    const message = fillText(runtimeQuestions[code][this.locale], params)
    return (await this.choice({ type: 'question', message, buttons: [say('yes', this.locale), say('no', this.locale)] })) === 0
  }

  private async offerAgain(message: DesktopText, detail: DesktopText, again: () => void): Promise<void> {
    const buttons = [say('tryAgain', this.locale), say('quit', this.locale)]
    if ((await this.choice({ type: 'error', message: say(message, this.locale), detail: say(detail, this.locale), buttons })) === 0) again()
    else app.quit()
  }

  /** Which of two buttons was pressed; Escape is the second. */
  private async choice(box: MessageBoxOptions): Promise<number> {
    const options = { ...box, cancelId: 1, noLink: true }
    const { response } = await (this.window === undefined ? dialog.showMessageBox(options) : dialog.showMessageBox(this.window, options))
    return response
  }
}
