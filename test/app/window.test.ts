import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { beginLab } from './begin-lab.ts'
import { browserMissing } from './browser.ts'
import { kindlab } from './kindlab-process.ts'
import { OpenApp, themes } from './open-app.ts'

const pictures = join(import.meta.dirname, '..', '..', 'test-results', 'window')
const missing = await browserMissing()

let app: OpenApp
let page: Page

beforeAll(async () => {
  if (missing !== undefined) return
  mkdirSync(pictures, { recursive: true })
  app = await OpenApp.open()
  page = app.page
})

afterAll(() => app?.close(['first-pod']))

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
    await app.untilReady()
    await page.getByRole('heading', { level: 3 }).first().waitFor()
    const titles = await page.getByRole('heading', { level: 3 }).allInnerTexts()
    expect(titles.slice(0, 3)).toEqual(['Your first Pod', 'A Deployment that heals itself', 'A Service in front'])
  })

  it('finds labs by what they teach', async () => {
    await page.getByRole('searchbox').fill('heal')
    expect(await page.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual(['A Deployment that heals itself'])
    await page.getByRole('searchbox').fill('')
  })

  it('begins a lab with its lesson, its checks and a shell at its prompt', async () => {
    await beginLab(page, 'Your first Pod')
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
    await app.showLanguage('ko')
    await page.getByRole('heading', { level: 1, name: '첫 번째 파드' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('ko')
    await page.screenshot({ path: join(pictures, 'lab.ko.png') })
    await app.showLanguage('en')
  })

  for (const theme of themes) {
    it(`can be read by everybody in the ${theme} theme`, async () => {
      await app.showTheme(theme)
      await page.screenshot({ path: join(pictures, `lab.${theme}.png`) })
      expect(await app.barriers()).toEqual([])
    })
  }

  it('lets nobody in with a used address, another host or no session', async () => {
    const [, address = ''] = /(http:\/\/127\.0\.0\.1:\d+)\//.exec(app.kindlab.printed) ?? []
    const stranger = await app.browser.newContext()
    const { request } = stranger
    const statuses = await Promise.all([
      request.get(`${address}/`).then((answer) => answer.status()),
      request.get(`${address}/`, { headers: { host: 'evil.example' } }).then((answer) => answer.status()),
    ])
    await stranger.close()
    expect(statuses).toEqual([403, 421])
  })

  it('breaks none of its own content security policy', () => {
    expect(app.complaints).toEqual([])
  })

  it('leaves the cluster paused after Ctrl-C, and finds it again', async () => {
    expect(await app.kindlab.interrupt()).toBe(0)
    const paused = await kindlab(['status', '--json'])
    expect(JSON.parse(paused.stdout)).toMatchObject({ kind: 'paused' })
    const up = await kindlab(['up', '--json'])
    expect(JSON.parse(up.stdout)).toMatchObject({ kind: 'ready' })
  })
})
