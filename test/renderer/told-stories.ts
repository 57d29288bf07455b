import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { Locale } from '#contract/locale.ts'
import { barriersOf } from '../app/barriers.ts'
import { bundlePages } from '../app/bundle-pages.ts'
import { serveFolder, type ServedFolder } from '../app/serve-folder.ts'
import { launchBrowser } from '../app/browser.ts'
import { Looks } from '../app/looks.ts'
import type { ShownTheme } from '../app/open-app.ts'

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

  /** What somebody could not read or reach. */
  barriers(): Promise<readonly string[]> {
    return barriersOf(this.page)
  }
}
