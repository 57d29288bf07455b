import type { BrowserWindow, IpcMain } from 'electron'
import { isWordAmong, pageWords, type DesktopWord } from '#contract/desktop-port.ts'
import { isTrusted } from './guard.ts'

/** Hears what the page says; a word of any other sender, or none of ours, is not answered. */
export function hearPage(ipc: IpcMain, answers: Readonly<Record<string, (about: string | undefined) => void>>): void {
  ipc.on('page-word', ({ senderFrame }, data: unknown) => {
    if (isTrusted(senderFrame) && isWordAmong(pageWords, data)) answers[data.word]?.(data.about)
  })
}

export function tellPage(window: BrowserWindow | undefined, word: DesktopWord): void {
  if (window?.isDestroyed() === false) window.webContents.send('main-word', word)
}
