import { MessageChannelMain, type IpcMain, type MessagePortMain, type WebContents } from 'electron'
import { locales, type Locale } from '#contract/locale.ts'
import type { EngineHost } from './engine-host.ts'
import { isTrusted } from './guard.ts'

/** The one page that speaks to the engine, for as long as its window is open. */
export class EngineLink {
  private readonly host: EngineHost<MessagePortMain>
  private page: WebContents | undefined

  constructor(host: EngineHost<MessagePortMain>) {
    this.host = host
  }

  /** Hears of the engine that is wanted and of the page's language; messages of any other sender are not answered. */
  listen(ipc: IpcMain, onLanguage: (locale: Locale) => void): void {
    ipc.on('engine-wanted', ({ sender, senderFrame }) => {
      if (!isTrusted(senderFrame)) return
      this.page = sender
      this.connect()
    })
    ipc.on('language', ({ senderFrame }, language: unknown) => {
      const locale = locales.find((one) => one === language)
      if (isTrusted(senderFrame) && locale !== undefined) onLanguage(locale)
    })
  }

  /** Gives the page a port to the engine that runs now. */
  connect(): void {
    const { page } = this
    if (page === undefined || page.isDestroyed()) return
    const { port1, port2 } = new MessageChannelMain()
    if (this.host.connect(port1)) page.postMessage('engine-here', null, [port2])
  }

  tellGone(): void {
    if (this.page?.isDestroyed() === false) this.page.send('engine-gone')
  }
}
