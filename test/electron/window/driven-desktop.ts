import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright-core-63'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DesktopStarter, enginePid, type Desktop } from './desktop.ts'
import { findElectron } from './electron-here.ts'

const pictures = join(import.meta.dirname, '..', '..', '..', 'test-results', 'electron')

/** The app in a window, and what a test does with it most. */
export class DrivenDesktop {
  private desktop: Desktop | undefined
  private starter: DesktopStarter | undefined

  get app(): Desktop {
    if (this.desktop === undefined) throw new Error('the app is not open')
    return this.desktop
  }

  get starts(): DesktopStarter {
    if (this.starter === undefined) throw new Error('the app was not built')
    return this.starter
  }

  async prepare(here: Parameters<typeof DesktopStarter.prepare>[0]): Promise<void> {
    mkdirSync(pictures, { recursive: true })
    this.starter = await DesktopStarter.prepare(here)
  }

  async open(words: readonly string[] = ['--on-exit=keep']): Promise<void> {
    this.desktop = await this.starts.open(words)
  }

  async close(): Promise<void> {
    await this.desktop?.electron.close().catch(() => {})
    this.desktop = undefined
  }

  async end(): Promise<void> {
    await this.close()
    this.starter?.end()
  }

  find(selector: string): Locator {
    return this.app.page.locator(selector)
  }

  /** What an expression says in the page. */
  inPage(expression: string): Promise<unknown> {
    return this.app.page.evaluate(expression)
  }

  get mainPid(): number {
    return this.app.electron.process().pid ?? 0
  }

  get enginePid(): number | undefined {
    return enginePid(this.mainPid)
  }

  /** The text of the terminal that is shown. */
  terminalText(): Promise<string> {
    return this.find('.terminal-view .xterm-rows').first().innerText()
  }

  async typeLine(line: string): Promise<void> {
    await this.find('.terminal-view .xterm-helper-textarea').first().focus()
    await this.app.page.keyboard.type(`${line}\n`)
  }

  /** Types at the end of the file that is shown. */
  async typeInEditor(text: string): Promise<void> {
    await this.find('.code-editor textarea.inputarea').first().focus()
    await this.app.page.keyboard.press('Control+End')
    await this.app.page.keyboard.type(text)
  }

  /** The window's address as the main process knows it: the test's own connection ends with the page's process. */
  address(): Promise<string | undefined> {
    return this.app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())
  }

  /** The page's text, by the same way. */
  windowText(): Promise<string> {
    return this.inWindow('document.body.innerText').then(String)
  }

  /** What an expression says in the page, asked of the main process; an empty text from a page that has died, which answers nothing, ever. */
  inWindow(expression: string): Promise<unknown> {
    return this.app.electron.evaluate(async ({ BrowserWindow }, asked) => {
      const silence = new Promise((resolve) => setTimeout(resolve, 1_000, ''))
      return Promise.race([silence, BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(asked)])
    }, expression)
  }

  async picture(name: string): Promise<void> {
    await this.app.page.screenshot({ path: join(pictures, `${name}.png`) })
  }

  /** Begins the lab of this title from the catalogue, and waits for its checks and its shell's prompt. */
  async begin(title: string): Promise<void> {
    const card = this.find('.lab-card').filter({ hasText: title })
    if ((await card.getAttribute('data-open')) !== 'true') await card.locator('h3 button').click()
    await card.locator('.lab-entrance button').first().click()
    await this.find('.check').first().waitFor()
    await expect.poll(() => this.terminalText(), { timeout: 30_000 }).toContain('❯')
  }
}

const here = await findElectron()

/** Tests in a window of its own; where no Electron can be had they are skipped, and the run says so. */
export function describeWindow(name: string, tests: (driven: DrivenDesktop) => void): void {
  if (typeof here === 'string') {
    console.log(`\n!! No window of its own was opened in this run: ${here}\n`)
    it(name, (test) => test.skip(here))
    return
  }
  if (here.kind === 'stand-in') console.log('\n!! The window is an Electron of 2020 that stands in for the current one: what holds here is the shape of what the app does.\n')
  describe(name, () => {
    const driven = new DrivenDesktop()
    beforeAll(() => driven.prepare(here))
    afterAll(() => driven.end())
    tests(driven)
  })
}
