import { beginLab } from '../app/begin-lab.ts'
import type { OpenApp } from '../app/open-app.ts'

/** What is on the screen, each going on from the one before. */
export interface Scene {
  readonly name: string
  readonly show: (app: OpenApp) => Promise<void>
  /** Closes what would lie over the next. */
  readonly leave?: (app: OpenApp) => Promise<void>
}

export const labsOfScenes: readonly string[] = ['first-pod', 'self-healing-deployment']

const wrongDeployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers: [{ name: web, image: "registry.k8s.io/e2e-test-images/agnhost:2.66.1", args: [netexec] }]
`

export const scenes: readonly Scene[] = [
  { name: 'catalogue', show: ({ page }) => page.getByRole('heading', { level: 3 }).first().waitFor() },
  {
    name: 'catalogue-search',
    show: ({ page }) => page.getByRole('searchbox').fill('heal'),
    leave: ({ page }) => page.getByRole('searchbox').fill(''),
  },
  { name: 'palette', show: (app) => press(app, 'Control+k'), leave: (app) => press(app, 'Escape') },
  { name: 'shortcuts', show: (app) => press(app, '?'), leave: (app) => press(app, 'Escape') },
  { name: 'settings', show: (app) => press(app, 'Control+Comma'), leave: (app) => press(app, 'Escape') },
  {
    name: 'lab',
    show: async (app) => {
      await beginLab(app.page, 'Your first Pod')
      await app.page.locator('.check').first().waitFor()
      await untilTerminalShows(app, '❯')
    },
  },
  {
    name: 'question',
    show: async (app) => {
      await skipStep(app, 1)
      await skipStep(app, 2)
      await app.page.locator('.quiz').waitFor()
    },
  },
  {
    name: 'debrief',
    show: async (app) => {
      await skipStep(app, 3)
      await app.page.locator('.debrief').waitFor({ timeout: 60_000 })
      await app.page.locator('.debrief').scrollIntoViewIfNeeded()
    },
    leave: ({ page }) => page.evaluate("location.hash = '#/'"),
  },
  {
    name: 'different',
    show: async (app) => {
      await beginLab(app.page, 'A Deployment that heals itself')
      await untilTerminalShows(app, '❯')
      await writeFile(app, 'web.yaml', wrongDeployment)
      await press(app, 'Control+Enter')
      await app.page.locator('.check[data-verdict="wrong"]').first().waitFor({ timeout: 30_000 })
    },
  },
  {
    name: 'terminals',
    show: async (app) => {
      await press(app, 'Control+Backquote')
      await app.page.keyboard.type('kubectl get pods\n')
      await press(app, 'Alt+Shift+Equal')
      await app.page.locator('.terminal-slot').nth(1).waitFor()
      await press(app, 'Control+Shift+F')
      await app.page.locator('.terminal-search').waitFor()
    },
  },
]

const press = ({ page }: OpenApp, keys: string): Promise<void> => page.keyboard.press(keys)

async function untilTerminalShows({ page }: OpenApp, text: string): Promise<void> {
  await page.locator('.xterm-rows', { hasText: text }).first().waitFor({ timeout: 30_000 })
}

async function skipStep({ page }: OpenApp, number: number): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Show me' }).click()
  await page.locator('.lesson-step').nth(number - 1).and(page.locator('[data-state="skipped"]')).waitFor({ timeout: 90_000 })
}

async function writeFile({ page }: OpenApp, name: string, text: string): Promise<void> {
  await page.getByRole('button', { name: 'New file' }).first().click()
  await page.keyboard.type(`${name}\n`)
  await page.locator('.code-editor').waitFor({ timeout: 30_000 })
  await page.keyboard.press('Control+Shift+E')
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`)
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Control+V')
}
