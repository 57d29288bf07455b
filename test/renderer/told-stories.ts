import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Locale } from '#contract/locale.ts'
import { barriersOf } from '../app/barriers.ts'
import { bundlePages } from '../app/bundle-pages.ts'
import { serveFolder, type ServedFolder } from '../app/serve-folder.ts'
import { browserMissing, launchBrowser } from '../app/browser.ts'
import { Looks } from '../app/looks.ts'
import { themes, type ShownTheme } from '../app/open-app.ts'

const root = join(import.meta.dirname, '..', '..')

/** How a story is looked at. */
export interface View {
  readonly theme: ShownTheme
  readonly locale: Locale
  readonly size: { readonly width: number; readonly height: number }
}

/** The window's stories in a browser, one after the other. */
export class ToldStories {
  readonly page: Page
  private readonly served: ServedFolder
  private readonly browser: Browser
  private readonly looks: Looks
  /** Of its pictures. */
  private readonly shelf: string

  private constructor({ served, browser, looks, page, shelf }: { served: ServedFolder; browser: Browser; looks: Looks; page: Page; shelf: string }) {
    this.served = served
    this.browser = browser
    this.looks = looks
    this.page = page
    this.shelf = shelf
  }

  static async open(shelf: string, wish: Parameters<typeof launchBrowser>[0] = {}): Promise<ToldStories> {
    mkdirSync(join(root, 'test-results', shelf), { recursive: true })
    const served = await serveFolder(await bundlePages({ from: 'renderer', to: 'dist/stories', pages: ['stories/index.html'] }))
    const browser = await launchBrowser(wish)
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, timezoneId: 'Asia/Seoul' })).newPage()
    return new ToldStories({ served, browser, looks: await Looks.open(browser), page, shelf })
  }

  async close(): Promise<void> {
    await this.browser.close()
    this.served.close()
  }

  /** `story=paused`, `lab=wrong` or `cluster=map`. A page that tells one of the first two already only changes its theme and language. */
  async tell(story: string, theme: ShownTheme = 'light', locale: Locale = 'en'): Promise<void> {
    // What stands behind # is where in the cluster one looks.
    const mark = story.startsWith('cluster=') ? '&' : '#'
    await this.page.goto(`${this.served.origin}/stories/index.html?${story}${mark}theme=${theme}&locale=${locale}`)
    await this.page.locator(`html[data-theme="${theme}"][lang="${locale}"]`).waitFor({ state: 'attached' })
    await this.page.getByRole('heading', { level: 1, includeHidden: true }).waitFor()
    await this.page.evaluate('document.fonts.ready')
  }

  /** What is to be said of how it looks now: nothing where it looks as it did. */
  async faultsOfLook(name: string): Promise<readonly string[]> {
    const picture = await this.page.screenshot({ path: join(root, 'test-results', this.shelf, `${name}.png`), animations: 'disabled' })
    return this.looks.faultsOf(`${this.shelf}/${name}`, picture)
  }

  /** What is to be said of a state that `tell` puts on the screen: of its look, but in high contrast, and of what somebody could not read or reach. */
  async faultsInEveryTheme(name: string, tell: (theme: ShownTheme, locale: Locale) => Promise<void>): Promise<readonly string[]> {
    const faults: string[] = []
    for (const theme of themes) {
      const locale = theme === 'dark' ? 'ko' : 'en'
      await tell(theme, locale)
      if (theme !== 'contrast') faults.push(...(await this.faultsOfLook(`${name}.${theme}.${locale}`)))
      faults.push(...(await this.barriers()).map((barrier) => `${theme} ${barrier}`))
    }
    return faults
  }

  /** What somebody could not read or reach. */
  barriers(): Promise<readonly string[]> {
    return barriersOf(this.page)
  }
}

/** The stories for a file of tests: opened before the first and closed after the last; where there is no browser, each is skipped with that reason. */
export async function storiesForTests(shelf: string, wish?: Parameters<typeof launchBrowser>[0]): Promise<() => ToldStories> {
  const missing = await browserMissing()
  let stories: ToldStories | undefined
  beforeAll(async () => {
    if (missing === undefined) stories = await ToldStories.open(shelf, wish)
  })
  afterAll(() => stories?.close())
  beforeEach((test) => {
    if (missing !== undefined) test.skip(missing)
  })
  return () => {
    if (stories === undefined) throw new Error('the stories are not open yet')
    return stories
  }
}
