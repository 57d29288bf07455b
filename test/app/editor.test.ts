import { mkdirSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { workspaceFolder } from '../../engine/attempts/attempt-folder.ts'
import { homeFrom } from '../../engine/files/home.ts'
import { beginLab } from './begin-lab.ts'
import { browserMissing } from './browser.ts'
import { OpenApp, sizes, themes } from './open-app.ts'

const pictures = join(import.meta.dirname, '..', '..', 'test-results', 'editor')
const missing = await browserMissing()
const folderOf = (lab: string): string => workspaceFolder(homeFrom(process.env), 'kubernetes-basics', lab)
const folder = folderOf('first-pod')
const onDisk = (): Promise<string> => readFile(join(folder, 'pod.yaml'), 'utf8')

let app: OpenApp
let page: Page

beforeAll(async () => {
  if (missing !== undefined) return
  mkdirSync(pictures, { recursive: true })
  for (const lab of ['first-pod', 'self-healing-deployment']) await rm(folderOf(lab), { recursive: true, force: true })
  app = await OpenApp.open()
  page = app.page
})

afterAll(() => app?.close(['first-pod', 'self-healing-deployment']))

beforeEach((test) => {
  if (missing !== undefined) test.skip(missing)
})

const pane = () => page.locator('.work-pane')
const foot = () => page.locator('.work-foot p')

/** Monaco draws spaces that do not break. */
const withSpaces = (drawn: string): string => drawn.replaceAll('\u00A0', ' ')

/** The lines that are drawn, without what only decorates them. */
const editorText = (): Promise<string> => page.locator('.code-editor .view-lines').first().innerText().then(withSpaces)

/** The number of the line that the cursor is in. */
const cursorLine = (): Promise<string> => page.locator('.code-editor .line-numbers.active-line-number').first().innerText()

const focusEditor = (): Promise<void> => page.locator('.code-editor textarea.inputarea').first().focus()

/** Pastes a whole text in place of the editor's: typed, it would be indented on the way. */
async function writeText(text: string): Promise<void> {
  await focusEditor()
  await page.keyboard.press('ControlOrMeta+A')
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`)
  // The system's clipboard may take a moment to have it.
  await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toBe(text)
  await page.keyboard.press('ControlOrMeta+V')
  // What is drawn may leave out what is scrolled away.
  await expect.poll(async () => (await editorText()).split('\n').filter((line) => !text.includes(line.replace(/ {3}[≠…] .*$/, '').trim()))).toEqual([])
}

const pod = (image: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: hello
spec:
  containers:
  - name: hello
    ${image}
    args: [netexec]
`

const deployment = (replicas: number): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: web } }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
      - name: web
        ${agnhost}
        args: [netexec]
`

const agnhost = 'image: registry.k8s.io/e2e-test-images/agnhost:2.66.1'

describe('the editor', () => {
  it('invites to write a first file', async () => {
    await app.untilReady()
    await beginLab(page, 'Your first Pod')
    await page.getByRole('heading', { level: 2, name: 'Write what you want' }).waitFor()
    await pane().getByRole('button', { name: 'New file' }).last().click()
    await page.keyboard.type('pod.yaml\n')
    await page.locator('.code-editor .view-lines').waitFor({ timeout: 60_000 })
    expect(await pane().locator('.work-tab').allInnerTexts()).toEqual(['pod.yaml'])
  })

  it('offers the fields that the cluster knows of the kind', async () => {
    await writeText('apiVersion: v1\nkind: Pod\nmetadata:\n  name: hello\nspec:\n  ')
    const offered = (): Promise<string[]> => page.locator('.suggest-widget .monaco-list-row').allInnerTexts()
    await expect
      .poll(async () => {
        // The schema of a kind arrives a moment after its name was written.
        await page.keyboard.press('Escape')
        await page.keyboard.press('Control+Space')
        await page.locator('.suggest-widget .monaco-list-row').first().waitFor({ timeout: 3_000 }).catch(() => {})
        return (await offered()).map((row) => row.trim())
      }, { timeout: 30_000, interval: 500 })
      .toContainEqual(expect.stringMatching(/^containers/))
    await page.keyboard.type('contain')
    await expect.poll(async () => (await offered())[0]?.trim()).toMatch(/^containers/)
    await page.screenshot({ path: join(pictures, 'completion.png') })
    await page.keyboard.press('Enter')
    expect(await editorText()).toMatch(/spec:\n {2}containers:\n/)
  })

  it('marks a field that the cluster does not know while it is written', async () => {
    await writeText(pod('imagee: agnhost'))
    await page.locator('.code-editor .squiggly-error, .code-editor .squiggly-warning').first().waitFor({ timeout: 20_000 })
  })

  it('saves by itself and says so', async () => {
    await pane().getByText('Saved at').waitFor()
    expect(await onDisk()).toBe(pod('imagee: agnhost'))
  })

  it('puts what a dry-run refuses on its line, and changes nothing', async () => {
    await writeText(pod('ports: [{ containerPort: 99999 }]'))
    await pane().getByRole('button', { name: 'Try' }).click()
    await page.locator('.fault-line').first().waitFor({ timeout: 30_000 })
    const faults = await page.locator('.faults li').allInnerTexts()
    expect(faults.map((fault) => fault.replaceAll('\n', ' '))).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Line 7 spec\.containers\[0\]\.image is missing/),
        expect.stringMatching(/^Line 8 The cluster does not take spec\.containers\[0\]\.ports\[0\]\.containerPort: /),
      ]),
    )
    expect(await foot().innerText()).toContain('Pod hello would be refused')
    await page.screenshot({ path: join(pictures, 'dry-run.png') })
    await page.getByRole('button', { name: 'Line 8' }).click()
    expect(await cursorLine()).toBe('8')
  })

  it('takes Korean as it is composed', async () => {
    await writeText(pod(agnhost))
    await page.keyboard.press('ControlOrMeta+End')
    await page.keyboard.type('# ')
    const ime = await app.context.newCDPSession(page)
    for (const text of ['ㅎ', '하', '한']) await ime.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
    await ime.send('Input.insertText', { text: '한' })
    for (const text of ['ㄱ', '그', '글']) await ime.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
    await ime.send('Input.insertText', { text: '글' })
    await expect.poll(onDisk).toBe(`${pod(agnhost)}# 한글`)
  })

  it('shows at once what a terminal writes', async () => {
    await writeFile(join(folder, 'pod.yaml'), pod('image: nginx'))
    await expect.poll(editorText).toContain('image: nginx')
  })

  it('loses neither text when both write at once', async () => {
    await focusEditor()
    await page.keyboard.press('ControlOrMeta+End')
    await page.keyboard.type('# mine')
    await writeFile(join(folder, 'pod.yaml'), pod('image: theirs'))
    await page.getByText('Both texts are still there').waitFor()
    expect([await editorText(), await onDisk()]).toEqual([expect.stringContaining('# mine'), pod('image: theirs')])
    await page.screenshot({ path: join(pictures, 'conflict.png') })
    await page.getByRole('button', { name: 'Keep mine' }).click()
    await expect.poll(onDisk).toContain('# mine')
  })

  it('applies with the keyboard, and learns from the check that it was not right', async () => {
    await writeText(pod('image: registry.k8s.io/pause:3.10'))
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect.poll(() => foot().innerText(), { timeout: 30_000 }).toContain('Pod hello created')
    await page.locator('.check[data-verdict="wrong"]').first().waitFor({ timeout: 30_000 })
  })

  it('compares with what the cluster has', async () => {
    await writeText(pod(agnhost))
    await pane().getByRole('button', { name: 'Compare' }).click()
    await page.locator('.comparison .line-insert').first().waitFor({ timeout: 30_000 })
    await page.screenshot({ path: join(pictures, 'compare.png') })
    await page.keyboard.press('Escape')
    await page.locator('.comparison').waitFor({ state: 'detached' })
  })

  it('turns the check green by applying', async () => {
    await pane().getByRole('button', { name: 'Apply' }).click()
    await page.locator('.check[data-verdict="passed"]').first().waitFor({ timeout: 60_000 })
    expect(await foot().innerText()).toContain('Pod hello changed')
  })

  it('explains whose field it is when another writer was there before, and takes it over when asked', async () => {
    await page.locator('.xterm-helper-textarea').first().focus()
    await page.keyboard.type('kubectl label pod hello tier=theirs\n')
    await expect.poll(() => page.locator('.xterm-rows').first().innerText(), { timeout: 20_000 }).toContain('labeled')
    await writeText(pod(agnhost).replace('  name: hello\n', '  name: hello\n  labels: { tier: mine }\n'))
    await pane().getByRole('button', { name: 'Apply' }).click()
    await page.getByText('was last set by kubectl-label').waitFor({ timeout: 30_000 })
    await page.screenshot({ path: join(pictures, 'owned.png') })
    await page.getByRole('button', { name: 'Take these fields over and apply' }).click()
    await expect.poll(() => foot().innerText(), { timeout: 30_000 }).toContain('Pod hello changed')
  })

  it('comes back with the same file after a reload', async () => {
    await page.reload()
    await expect.poll(editorText, { timeout: 30_000 }).toContain('tier: mine')
  })

  for (const theme of themes) {
    it(`can be read by everybody in the ${theme} theme`, async () => {
      await app.showTheme(theme)
      await page.screenshot({ path: join(pictures, `editor.${theme}.png`) })
      expect(await app.barriers()).toEqual([])
    })
  }

  it('deletes a file only after asking', async () => {
    await page.locator('.file-row').filter({ hasText: 'pod.yaml' }).hover()
    await pane().getByRole('button', { name: 'Delete pod.yaml' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('heading', { level: 2, name: 'Write what you want' }).waitFor()
    await expect(onDisk()).rejects.toThrow('ENOENT')
  })

  it('marks what a check expects on its line, and says when only applying is left', async () => {
    await page.getByRole('button', { name: 'All labs' }).click()
    await beginLab(page, 'A Deployment that heals itself')
    await page.getByRole('heading', { level: 1, name: 'A Deployment that heals itself' }).waitFor()
    await pane().getByRole('button', { name: 'New file' }).last().click()
    await page.keyboard.type('web.yaml\n')
    await page.locator('.code-editor .view-lines').waitFor()
    await writeText(deployment(2))
    await page.keyboard.press('ControlOrMeta+Enter')
    const mark = page.locator('.code-editor .evidence-word').first()
    const markText = (): Promise<string> => mark.innerText().then(withSpaces)
    await expect.poll(markText, { timeout: 30_000 }).toContain('the check expects 3')
    expect(await page.locator('.code-editor .view-line').filter({ has: page.locator('.evidence-word') }).innerText().then(withSpaces)).toContain('replicas: 2')
    await page.keyboard.press('ControlOrMeta+Home')
    await page.screenshot({ path: join(pictures, 'evidence.png'), animations: 'disabled' })
    await writeText(deployment(3))
    await expect.poll(markText).toContain('right here, not in the cluster yet')
    await page.keyboard.press('ControlOrMeta+Enter')
    await page.locator('.check[data-verdict="passed"]').first().waitFor({ timeout: 30_000 })
    await mark.waitFor({ state: 'detached' })
  })

  for (const { width, height } of sizes) {
    it(`fits a window of ${width} × ${height} in Korean, light and dark`, async () => {
      await page.setViewportSize({ width, height })
      await app.showLanguage('ko')
      for (const theme of ['light', 'dark'] as const) {
        await app.showTheme(theme)
        await page.screenshot({ path: join(pictures, `editor.ko.${theme}.${width}.png`), animations: 'disabled' })
      }
      const tooWide = await page.locator('.work-bar, .work-foot, .file-tree').evaluateAll((parts) => parts.filter((part) => part.scrollWidth > part.clientWidth).map(({ className }) => className))
      expect(tooWide).toEqual([])
    })
  }

  it('breaks none of the page’s content security policy', () => {
    expect(app.complaints).toEqual([])
  })
})
