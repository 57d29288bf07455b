import { beginLab } from '../app/begin-lab.ts'
import type { OpenApp } from '../app/open-app.ts'

/** What is on the screen, each going on from the one before. */
export interface Scene {
  readonly name: string
  readonly show: (app: OpenApp) => Promise<void>
  /** Closes what would lie over the next. */
  readonly leave?: (app: OpenApp) => Promise<void>
}

export const labsOfScenes: readonly string[] = ['first-pod']

export const scenes: readonly Scene[] = [
  { name: 'catalogue', show: ({ page }) => page.getByRole('heading', { level: 3 }).first().waitFor() },
  {
    name: 'catalogue-search',
    show: ({ page }) => page.getByRole('searchbox').fill('heal'),
    leave: ({ page }) => page.getByRole('searchbox').fill(''),
  },
  {
    name: 'lab',
    show: async (app) => {
      await beginLab(app.page, 'Your first Pod')
      await app.page.locator('.check').first().waitFor()
      await untilTerminalShows(app, '❯')
    },
  },
]

async function untilTerminalShows({ page }: OpenApp, text: string): Promise<void> {
  await page.locator('.xterm-rows', { hasText: text }).first().waitFor({ timeout: 30_000 })
}
