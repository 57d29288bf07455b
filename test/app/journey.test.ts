import { mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Locale } from '#contract/locale.ts'
import { workspaceFolder } from '../../engine/attempts/attempt-folder.ts'
import { homeFrom } from '../../engine/files/home.ts'
import { browserMissing } from './browser.ts'
import { OpenApp } from './open-app.ts'

const pictures = join(import.meta.dirname, '..', '..', 'test-results', 'journey')
const missing = await browserMissing()
const lab = 'self-healing-deployment'

/** What a learner reads on the way, in their language. */
const words = {
  en: { title: 'A Deployment that heals itself', begin: 'Begin', newFile: 'new file', checks: 'go to the checks', expects: 'the check expects 3', image: 'the image', label: 'the label app=web', done: 'You have done it' },
  ko: { title: '스스로 복구하는 디플로이먼트', begin: '시작', newFile: '새 파일', checks: '확인 항목', expects: '확인이 기대하는 값: 3', image: '이미지', label: 'app=web 레이블', done: '끝까지 해냈습니다' },
} as const satisfies Record<Locale, unknown>

const deployment = (replicas: number): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.k8s.io/e2e-test-images/agnhost:2.66.1
          args: [netexec]
`

describe.each(['en', 'ko'] as const)('a learner does the Deployment lab by keyboard alone (%s)', (locale) => {
  let app: OpenApp
  let page: Page

  beforeAll(async () => {
    if (missing !== undefined) return
    mkdirSync(pictures, { recursive: true })
    await rm(workspaceFolder(homeFrom(process.env), 'kubernetes-basics', lab), { recursive: true, force: true })
    app = await OpenApp.open({ locale })
    page = app.page
  })

  afterAll(() => app?.close([lab]))

  beforeEach((test) => {
    if (missing !== undefined) test.skip(missing)
  })

  const press = (keys: string): Promise<void> => page.keyboard.press(keys)
  const terminalText = (): Promise<string> => page.locator('.xterm-rows').first().innerText()
  const editorText = async (): Promise<string> => (await page.locator('.code-editor .view-lines').first().innerText()).replaceAll('\u00A0', ' ')
  const verdictOf = (check: number): Promise<string | null> => page.locator('.check').nth(check).getAttribute('data-verdict')
  const stepStates = (): Promise<(string | null)[]> => page.locator('.lesson-step').evaluateAll((steps) => steps.map((step) => step.getAttribute('data-state')))

  async function choose(typed: string): Promise<void> {
    await press('Control+Shift+P')
    await page.getByRole('combobox').waitFor()
    await page.keyboard.type(typed)
    await page.getByRole('option').first().waitFor()
    await press('Enter')
  }

  /** Goes on with Tab until what has the focus is called so. */
  async function tabTo(name: string): Promise<void> {
    for (let i = 0; i < 40; i++) {
      if ((await page.evaluate('document.activeElement.textContent')) === name) return
      await press('Tab')
    }
    throw new Error(`Tab does not lead to “${name}”`)
  }

  async function tabToField(label: string): Promise<void> {
    for (let i = 0; i < 40; i++) {
      if ((await page.evaluate("document.activeElement.closest('label')?.innerText?.trim()")) === label) return
      await press('Tab')
    }
    throw new Error(`Tab does not lead to “${label}”`)
  }

  async function shell(line: string): Promise<void> {
    await press('Control+`')
    await page.keyboard.type(`${line}\n`)
  }

  async function writeFile(text: string): Promise<void> {
    await press('Control+Shift+E')
    await press('Control+A')
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`)
    await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toBe(text)
    await press('Control+V')
    await expect.poll(editorText).toContain('args: [netexec]')
  }

  it('begins it by its name', async () => {
    await app.untilReady()
    await choose(words[locale].title)
    await page.getByRole('alertdialog').waitFor()
    await tabTo(words[locale].begin)
    await press('Enter')
    await page.getByRole('heading', { level: 1, name: words[locale].title }).waitFor({ timeout: 30_000 })
    await expect.poll(terminalText, { timeout: 30_000 }).toContain('❯')
  })

  it('types kubectl in the terminal', async () => {
    await shell('kubectl get deployments')
    await expect.poll(terminalText, { timeout: 15_000 }).toContain('No resources found')
  })

  it('writes YAML, applies it, and meets `wrong` with its reason beside the line', async () => {
    await choose(words[locale].newFile)
    await page.keyboard.type('web.yaml\n')
    await page.locator('.code-editor').waitFor()
    await writeFile(deployment(2))
    await press('Control+Enter')
    await expect.poll(() => verdictOf(0), { timeout: 30_000 }).toBe('wrong')
    await expect.poll(editorText, { timeout: 15_000 }).toContain(words[locale].expects)
    await page.screenshot({ path: join(pictures, `wrong.${locale}.png`) })
  })

  it('mends it, and passes', async () => {
    await press('Control+Shift+E')
    await press('Control+Home')
    for (let line = 0; line < 5; line++) await press('ArrowDown')
    await press('End')
    await press('Backspace')
    await page.keyboard.type('3')
    await press('Control+Enter')
    await expect.poll(stepStates, { timeout: 60_000 }).toEqual(['passed', 'open', 'locked'])
  })

  it('finds everything as it was after a reload', async () => {
    await page.reload()
    await page.getByRole('heading', { level: 1, name: words[locale].title }).waitFor()
    await expect.poll(editorText, { timeout: 30_000 }).toContain('replicas: 3')
    await expect.poll(terminalText, { timeout: 30_000 }).toContain('No resources found')
    expect(await stepStates()).toEqual(['passed', 'open', 'locked'])
  })

  it('goes on in the shell', async () => {
    await shell('kubectl label pods -l app=web marked=yes && sleep 2 && kubectl delete $(kubectl get pods -l app=web -o name | head -n 1)')
    await expect.poll(() => verdictOf(1), { timeout: 60_000 }).toBe('passed')
  })

  it('answers the question', async () => {
    for (const answer of [words[locale].image, words[locale].label]) {
      // They stand in another order at each attempt, and coming back to the checks leads to where one was: to before them first.
      await choose(words[locale].checks)
      for (let back = 0; back < 6; back++) await press('Shift+Tab')
      await tabToField(answer)
      await press('Space')
    }
    await press('Enter')
    await expect.poll(stepStates, { timeout: 30_000 }).toEqual(['passed', 'passed', 'open'])
  })

  it('comes to the end, and is told what was learnt', async () => {
    await shell('kubectl scale deployment web --replicas=5')
    await page.getByRole('heading', { level: 2, name: words[locale].done }).waitFor({ timeout: 60_000 })
    await page.screenshot({ path: join(pictures, `done.${locale}.png`) })
  })

  it('met no error of the page, and nothing that the content policy refuses', () => {
    expect(app.complaints).toEqual([])
  })
})
