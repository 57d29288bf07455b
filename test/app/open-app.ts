import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Locale } from '#contract/locale.ts'
import { barriersOf } from './barriers.ts'
import { launchBrowser } from './browser.ts'
import { kindlab, KindlabProcess } from './kindlab-process.ts'

export const themes = ['light', 'dark', 'contrast'] as const
export type ShownTheme = (typeof themes)[number]

export const sizes = [{ width: 1280, height: 800 }, { width: 1920, height: 1080 }] as const

export interface AppWish {
  /** The language of the person's browser, which the window takes for its own. */
  readonly locale?: Locale
  /** What differs from the test's own environment: another home, another cluster. */
  readonly environment?: Readonly<Record<string, string>>
}

const settingsKey = 'kindlab-settings'

/** Kindlab as a person has it: `kindlab start`, and its page in a browser of its own. */
export class OpenApp {
  readonly kindlab: KindlabProcess
  readonly browser: Browser
  readonly context: BrowserContext
  readonly page: Page
  /** What the page complained about: errors of scripts, refusals of the content policy. */
  readonly complaints: string[] = []

  private constructor(started: KindlabProcess, browser: Browser, context: BrowserContext, page: Page) {
    this.kindlab = started
    this.browser = browser
    this.context = context
    this.page = page
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text())
    })
    page.on('pageerror', (error) => this.complaints.push(error.message))
  }

  static async open({ locale = 'en', environment = {} }: AppWish = {}): Promise<OpenApp> {
    const started = new KindlabProcess(['start', '--no-open', '--lang', 'en'], environment)
    const [, address = ''] = await started.waitFor(/(http:\/\/127\.0\.0\.1:\d+\/\?token=\S+)/)
    const browser = await launchBrowser()
    const context = await browser.newContext({ viewport: sizes[0], locale: locale === 'ko' ? 'ko-KR' : 'en-GB', permissions: ['clipboard-read', 'clipboard-write'] })
    const app = new OpenApp(started, browser, context, await context.newPage())
    await app.page.goto(address)
    return app
  }

  /** Where it is served. */
  get origin(): string {
    return new URL(this.page.url()).origin
  }

  /** Waits until labs can begin. */
  async untilReady(): Promise<void> {
    await this.page.locator('.pill .dot[data-state="ready"]').waitFor({ timeout: 120_000 })
  }

  /** The window in this theme, by the way it remembers one: how a person chooses it is another test's business. */
  async showTheme(theme: ShownTheme): Promise<void> {
    await this.choose({ theme })
    await this.page.locator(`html[data-theme="${theme}"]`).waitFor({ state: 'attached' })
  }

  async showLanguage(locale: Locale): Promise<void> {
    await this.choose({ locale })
    await this.page.locator(`html[lang="${locale}"]`).waitFor({ state: 'attached' })
  }

  /** What somebody could not read or reach. */
  barriers(): Promise<readonly string[]> {
    return barriersOf(this.page)
  }

  /** Ends browser and engine, and then these labs. */
  async close(labs: readonly string[] = []): Promise<void> {
    await this.browser.close()
    this.kindlab.kill()
    for (const lab of labs) await kindlab(['labs', 'end', lab])
  }

  /** Changes settings as another window of the same browser does: this one follows, as it does for a person with two of them. */
  async choose(change: Readonly<Record<string, unknown>>): Promise<void> {
    const changing = `(() => {
      const kept = document.cookie.split('; ').find((cookie) => cookie.startsWith('${settingsKey}='))
      const { state = {}, ...rest } = JSON.parse(kept === undefined ? '{}' : decodeURIComponent(kept.slice('${settingsKey}='.length)))
      document.cookie = '${settingsKey}=' + encodeURIComponent(JSON.stringify({ version: 0, ...rest, state: { ...state, ...${JSON.stringify(change)} } })) + '; Path=/'
      dispatchEvent(new StorageEvent('storage', { key: '${settingsKey}' }))
    })()`
    await this.page.evaluate(changing)
  }
}
