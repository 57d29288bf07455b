import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { browserMissing, launchBrowser } from './browser.ts'
import { kindlab, KindlabProcess } from './kindlab-process.ts'

const pictures = join(import.meta.dirname, '..', '..', 'test-results', 'window')
const missing = await browserMissing()

let app: KindlabProcess
let browser: Browser
let context: BrowserContext
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  if (missing !== undefined) return
  mkdirSync(pictures, { recursive: true })
  app = new KindlabProcess(['start', '--no-open', '--lang', 'en'])
  const [, address = ''] = await app.waitFor(/(http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+)/)
  browser = await launchBrowser()
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', permissions: ['clipboard-read', 'clipboard-write'] })
  page = await context.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(address)
})

afterAll(async () => {
  await browser?.close()
  app?.kill()
  await kindlab(['labs', 'end', 'first-pod'])
})

beforeEach((test) => {
  if (missing !== undefined) test.skip(missing)
})

/** The terminal's text as it is drawn. */
const terminalText = (): Promise<string> => page.locator('.xterm-rows').first().innerText()

async function typeLine(line: string): Promise<void> {
  await page.locator('.xterm-helper-textarea').first().focus()
  await page.keyboard.type(`${line}\n`)
}

describe('the window', () => {
  it('shows the catalogue and the ready cluster', async () => {
    await page.getByText('Cluster ready').first().waitFor({ timeout: 120_000 })
    await page.getByRole('heading', { level: 3 }).first().waitFor()
    expect(await page.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual(['Your first Pod', 'A Deployment that heals itself', 'A Service in front'])
  })

  it('finds labs by what they teach', async () => {
    await page.getByRole('searchbox').fill('heal')
    expect(await page.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual(['A Deployment that heals itself'])
    await page.getByRole('searchbox').fill('')
  })

  it('begins a lab with its lesson, its checks and a shell at its prompt', async () => {
    await page.getByRole('button', { name: 'Begin' }).first().click()
    await page.getByRole('heading', { level: 1, name: 'Your first Pod' }).waitFor()
    await page.locator('.check').first().waitFor()
    await expect.poll(terminalText, { timeout: 30_000 }).toContain('❯')
    expect(await page.locator('.check').evaluateAll((checks) => checks.map((check) => check.getAttribute('data-verdict')))).toEqual(['not-yet', 'not-yet'])
  })

  it('runs a command of the lesson in the terminal', async () => {
    await page.getByRole('button', { name: 'Run in the terminal' }).first().click()
    await expect.poll(terminalText, { timeout: 15_000 }).toContain('No resources found')
  })

  it('takes Korean as it is typed', async () => {
    await typeLine('echo 안녕하세요 | rev')
    await expect.poll(terminalText, { timeout: 15_000 }).toContain('요세하녕안')
  })

  it('says what is wrong, and turns a check green the moment the cluster is right', async () => {
    await typeLine('kubectl run hello --image=registry.k8s.io/e2e-test-images/agnhost:2.66.1 -- netexec')
    await page.locator('.check[data-verdict="passed"]').first().waitFor({ timeout: 60_000 })
    await page.locator('.lesson-step[data-state="passed"]').first().waitFor({ timeout: 60_000 })
    expect(await page.locator('.lesson-step').evaluateAll((steps) => steps.map((step) => step.getAttribute('data-state')))).toEqual(['passed', 'open', 'locked'])
  })

  it('comes back to the same place with the same shell after a reload', async () => {
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Your first Pod' }).waitFor()
    await expect.poll(terminalText, { timeout: 30_000 }).toContain('요세하녕안')
  })

  it('speaks Korean when asked to, the lesson too', async () => {
    await page.getByRole('button', { name: '한국어' }).click()
    await page.getByRole('heading', { level: 1, name: '첫 번째 파드' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('ko')
    await page.screenshot({ path: join(pictures, 'lab.ko.png') })
    await page.getByRole('button', { name: 'English' }).click()
  })

  for (const theme of ['light', 'dark', 'contrast'] as const) {
    it(`can be read by everybody in the ${theme} theme`, async () => {
      await page.getByLabel('Theme').selectOption(theme)
      await page.screenshot({ path: join(pictures, `lab.${theme}.png`) })
      // Text inside the terminal is the shell's own, drawn in the shell's colours.
      const { violations } = await new AxeBuilder({ page }).exclude('.xterm').analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
    })
  }

  it('lets nobody in with a used address, another host or no session', async () => {
    const [, address = ''] = /(http:\/\/127\.0\.0\.1:\d+)\//.exec(app.printed) ?? []
    const stranger = await browser.newContext()
    const { request } = stranger
    const statuses = await Promise.all([
      request.get(`${address}/`).then((answer) => answer.status()),
      request.get(`${address}/`, { headers: { host: 'evil.example' } }).then((answer) => answer.status()),
    ])
    await stranger.close()
    expect(statuses).toEqual([403, 421])
  })

  it('breaks none of its own content security policy', () => {
    expect(complaints).toEqual([])
  })

  it('leaves the cluster paused after Ctrl-C, and finds it again', async () => {
    expect(await app.interrupt()).toBe(0)
    const paused = await kindlab(['status', '--json'])
    expect(JSON.parse(paused.stdout)).toMatchObject({ kind: 'paused' })
    const up = await kindlab(['up', '--json'])
    expect(JSON.parse(up.stdout)).toMatchObject({ kind: 'ready' })
  })
})
