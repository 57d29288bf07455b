import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { createServer } from 'vite'
import { browserMissing, launchBrowser } from '../app/browser.ts'
import { figure, type Figure } from './figure.ts'
import type { Part } from './part.ts'

const root = join(import.meta.dirname, '..', '..')

/** Milliseconds that a page may be held up at a stretch before a person feels it. https://web.dev/articles/rail */
const longestAllowed = 100

/** The cluster's views with many objects, in a browser and with nobody behind them. */
export const views: Part = {
  name: 'views',
  needs: 'nothing',
  measure: async ({ say }) => {
    const missing = await browserMissing()
    if (missing !== undefined) throw new Error(missing)
    const server = await createServer({ configFile: join(root, 'vite.config.ts'), cacheDir: join(root, '.cache', 'stories'), server: { port: 0, host: '127.0.0.1', hmr: false, watch: null }, logLevel: 'error' })
    await server.listen()
    const browser = await launchBrowser()
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
      const open = (story: string): Promise<unknown> => page.goto(`${server.resolvedUrls?.local[0]}stories/?cluster=${story}&theme=light&locale=en`)
      say('a list of 5,000 objects and a map of 500 are scrolled')
      await open('cluster-list-large')
      await page.getByRole('row').nth(5).waitFor()
      const list = await longestTask(page, () => scrollThrough(page, '.table-scroll', 4_000))
      await open('cluster-map-large')
      await page.locator('.map-card').nth(100).waitFor()
      const map = await longestTask(page, () => scrollThrough(page, '.map-scroll', 100))
      const longest = (what: string, value: number): Figure => figure({ name: `longest task while ${what} is scrolled`, value, unit: 'ms', target: { atMost: longestAllowed } })
      return [longest('a list of 5,000 objects', list), longest('a map of 500 objects', map)]
    } finally {
      await browser.close()
      await server.close()
    }
  },
}

async function scrollThrough(page: Page, place: string, step: number): Promise<void> {
  for (let at = 0; at < 40; at += 1) {
    await page.locator(place).evaluate((element, top) => element.scrollTo({ top }), at * step)
    await page.waitForTimeout(16)
  }
}

/** The longest time that the page was held up meanwhile, milliseconds; tasks of less than 50 do not count as long and are told as 0. */
async function longestTask(page: Page, meanwhile: () => Promise<unknown>): Promise<number> {
  await page.evaluate('window.longest = 0; new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration) }).observe({ type: "longtask" })')
  await meanwhile()
  return page.evaluate('window.longest')
}
