import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { browserMissing } from './browser.ts'
import { OpenApp, sizes, themes } from './open-app.ts'

const pictures = join(import.meta.dirname, '..', '..', 'test-results', 'chrome')
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

const press = (keys: string): Promise<void> => page.keyboard.press(keys)
const palette = (): Locator => page.getByRole('dialog', { name: /Find a command|명령이나/ })
const sheet = (): Locator => page.getByRole('dialog', { name: /Keyboard shortcuts|키보드 단축키/ })
const settings = (): Locator => page.getByRole('dialog', { name: /Settings|설정/ })
const place = (): Promise<string> => page.evaluate('location.hash')
const focusedPane = (): Promise<string> => page.evaluate("document.activeElement.closest('[data-pane]')?.dataset.pane ?? ''")
const terminalText = (): Promise<string> => page.locator('.xterm-rows').first().innerText()
const kept = async (name: string): Promise<unknown> => page.evaluate(`JSON.parse(decodeURIComponent(document.cookie.split('kindlab-settings=')[1].split(';')[0])).state.${name}`)

async function choose(typed: string): Promise<void> {
  await press('Control+Shift+P')
  await page.keyboard.type(typed)
  await palette().getByRole('option').first().waitFor()
  await press('Enter')
  await palette().waitFor({ state: 'detached' })
}

describe('the window by keyboard alone', () => {
  it('finds commands with Ctrl+K and gives the focus back with Escape', async () => {
    await app.untilReady()
    await page.getByRole('searchbox').focus()
    await press('Control+k')
    await palette().getByRole('combobox').waitFor()
    await press('Escape')
    await palette().waitFor({ state: 'detached' })
    expect(await page.evaluate('document.activeElement.type')).toBe('search')
  })

  it('finds them in Korean too, while the window speaks English', async () => {
    await press('Control+k')
    await page.keyboard.type('어둡')
    expect(await palette().getByRole('option').allInnerTexts()).toEqual(['Theme: dark'])
    await press('Enter')
    await page.locator('html[data-theme="dark"]').waitFor({ state: 'attached' })
    await choose('theme light')
  })

  it('begins a lab by its name only after it was said so', async () => {
    await choose('첫 번째 파드')
    await page.getByRole('alertdialog', { name: 'Your first Pod' }).waitFor()
    expect(await place()).toBe('#/labs/kubernetes-basics/first-pod')
    await page.screenshot({ path: join(pictures, 'begin.png') })
    await press('Escape')
    await page.getByRole('alertdialog').waitFor({ state: 'detached' })
    expect(await place()).toBe('#/')
    await choose('first pod')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Begin' }).focus()
    await press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Your first Pod' }).waitFor()
    await expect.poll(terminalText, { timeout: 30_000 }).toContain('❯')
  })

  it('goes through its places with Back and Forward, and past the link that only led on', async () => {
    const lab = await place()
    await page.goBack()
    await page.getByRole('searchbox').waitFor()
    await page.goForward()
    await page.getByRole('heading', { level: 1, name: 'Your first Pod' }).waitFor()
    expect(await place()).toBe(lab)
  })

  it('goes on with a lab under way when a link names it', async () => {
    const lab = await place()
    await page.evaluate("location.hash = '#/labs/kubernetes-basics/first-pod'")
    await expect.poll(place).toBe(lab)
  })

  it('says so when a link names a lab that is not there', async () => {
    await page.evaluate("location.hash = '#/labs/kubernetes-basics/no-such-lab'")
    await page.getByRole('alertdialog', { name: 'There is no such lab here' }).waitFor()
    await press('Enter')
    await expect.poll(place).toBe('#/')
    await choose('continue first pod')
    await page.getByRole('heading', { level: 1, name: 'Your first Pod' }).waitFor()
  })

  it('goes round its parts with F6, into the shell and out of it', async () => {
    await page.locator('.xterm-helper-textarea').first().waitFor({ state: 'attached' })
    await press('Control+`')
    expect(await focusedPane()).toBe('terminal')
    const visited: string[] = []
    for (let i = 0; i < 5; i++) {
      await press('F6')
      visited.push(await focusedPane())
    }
    await press('Shift+F6')
    expect([visited, await focusedPane()]).toEqual([['bar', 'lesson', 'checks', 'editor', 'terminal'], 'editor'])
  })

  it('leaves the shell its own keys, and opens the commands there with Ctrl+Shift+P', async () => {
    await press('Control+`')
    await page.keyboard.type('echo cut-me')
    await press('Control+a')
    await press('Control+k')
    await page.keyboard.type('echo whole-$((40+2))\n')
    await expect.poll(terminalText, { timeout: 15_000 }).toContain('whole-42')
    expect([await terminalText(), await palette().count()]).toEqual([expect.not.stringContaining('cut-me'), 0])
    await press('Control+Shift+P')
    await palette().waitFor()
    await press('Escape')
    await palette().waitFor({ state: 'detached' })
    await expect.poll(focusedPane).toBe('terminal')
  })

  it('opens a terminal, asks for a hint, and makes a file by name', async () => {
    await press('Control+Shift+`')
    await page.locator('.terminal-tab').nth(1).waitFor({ timeout: 30_000 })
    await expect.poll(focusedPane).toBe('terminal')
    await choose('힌트')
    await page.locator('.hints li').first().waitFor()
    await choose('new file')
    await page.locator('.file-tree input:focus').waitFor()
    await page.keyboard.type('pod.yaml\n')
    await page.locator('.code-editor .view-lines').waitFor({ timeout: 60_000 })
  })

  it('hears its keys from inside the editor', async () => {
    await press('Control+Shift+E')
    expect(await focusedPane()).toBe('editor')
    await press('Control+k')
    await palette().waitFor()
    // What a file can be asked is there while one is open.
    await page.keyboard.type('file')
    const offered = await palette().getByRole('option').allInnerTexts()
    expect(offered.map((text) => text.split('\n')[0])).toEqual(expect.arrayContaining(['Save the file', 'Apply the file', 'Compare the file with the cluster']))
    await press('Escape')
    await palette().waitFor({ state: 'detached' })
    await expect.poll(focusedPane).toBe('editor')
    await page.keyboard.type('?')
    expect(await sheet().count()).toBe(0)
    await press('Backspace')
  })

  it('asks before it starts the lab over', async () => {
    await choose('처음부터')
    await page.getByRole('alertdialog').waitFor()
    await press('Escape')
    await page.getByRole('alertdialog').waitFor({ state: 'detached' })
  })

  it('shows its shortcuts with ?, unless a person has turned that off', async () => {
    await press('F6')
    await page.evaluate("document.querySelector('[data-pane=lesson]').focus()")
    await press('?')
    await sheet().getByText('Ctrl').first().waitFor()
    await sheet().getByRole('switch').focus()
    await press('Space')
    await press('Escape')
    await sheet().waitFor({ state: 'detached' })
    await press('?')
    expect([await sheet().count(), await kept('hasSingleKeys')]).toEqual([0, false])
    await choose('keyboard shortcuts')
    await sheet().getByRole('switch').focus()
    await press('Space')
    await press('Escape')
  })

  it('makes all text bigger and smaller: lesson, bar, editor and terminal', async () => {
    const sizesNow = (): Promise<number[]> =>
      page.evaluate("['.lesson p', '.top-bar .pill', '.code-editor .view-line', '.xterm-rows'].map((part) => Number.parseFloat(getComputedStyle(document.querySelector(part)).fontSize))")
    const usual = await sizesNow()
    for (let i = 0; i < 4; i++) await press('Control++')
    await expect.poll(async () => (await sizesNow()).map((size, part) => Math.round((size / usual[part]!) * 10) / 10)).toEqual([1.5, 1.5, 1.5, 1.5])
    await page.screenshot({ path: join(pictures, 'biggest.png') })
    for (let i = 0; i < 9; i++) await press('Control+-')
    await expect.poll(async () => (await sizesNow()).map((size, part) => Math.round((size / usual[part]!) * 20) / 20)).toEqual([0.85, 0.85, 0.85, 0.85])
    await press('Control+0')
    await expect.poll(sizesNow).toEqual(usual)
  })

  it('keeps the keys for the palette when the editor comes while it is open', async () => {
    const mayCome = Promise.withResolvers<void>()
    await page.route('**/assets/code-editor-*.js', async (route) => {
      await mayCome.promise
      await route.continue()
    })
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Your first Pod' }).waitFor()
    await press('Control+k')
    await page.keyboard.type('dark')
    mayCome.resolve()
    await page.locator('.code-editor .view-lines').waitFor({ timeout: 60_000 })
    await page.keyboard.type(' theme')
    expect(await palette().getByRole('combobox').inputValue()).toBe('dark theme')
    await press('Escape')
    await palette().waitFor({ state: 'detached' })
    await page.unroute('**/assets/code-editor-*.js')
  })

  it('keeps the focus in the palette, whatever asks for it behind', async () => {
    await press('Control+k')
    await palette().getByRole('combobox').waitFor()
    await page.evaluate("document.querySelector('.top-bar button').focus()")
    expect(await page.evaluate("document.activeElement.closest('[role=dialog]') !== null")).toBe(true)
    await press('Escape')
    await palette().waitFor({ state: 'detached' })
  })

  it('keeps what was set, with the arrow keys and Tab', async () => {
    await press('Control+,')
    await settings().waitFor()
    await settings().getByRole('radio', { name: 'Light' }).focus()
    await page.keyboard.press('ArrowRight', { delay: 60 })
    await page.locator('html[data-theme="dark"]').waitFor({ state: 'attached' })
    await press('Tab')
    await press('Tab')
    await page.keyboard.press('ArrowRight', { delay: 60 })
    await press('Tab')
    await press('Space')
    await press('Tab')
    await press('Space')
    await press('Escape')
    await settings().waitFor({ state: 'detached' })
    await page.reload()
    await page.locator('html[data-theme="dark"][data-motion="reduced"]').waitFor({ state: 'attached' })
    expect([await kept('zoom'), await kept('screenReaderMode')]).toEqual([1.1, true])
    await choose('screen reader')
    await choose('reduced motion')
    await choose('usual text')
  })

  it('has the editor’s own menus in Korean once it was loaded again', async () => {
    await app.showLanguage('ko')
    await press('Control+,')
    await settings().getByRole('button', { name: '다시 불러오기' }).focus()
    await press('Enter')
    await page.locator('.code-editor .view-lines').waitFor({ timeout: 60_000 })
    await press('Control+Shift+E')
    await press('F1')
    const offered = page.locator('.quick-input-list .monaco-list-row')
    await offered.first().waitFor()
    expect((await offered.allInnerTexts()).filter((text) => /[가-힣]/.test(text)).length).toBeGreaterThan(5)
    await page.screenshot({ path: join(pictures, 'editor-menus.ko.png') })
    await press('Escape')
    await app.showLanguage('en')
  })

  it('says what a button does and which keys do the same', async () => {
    await page.getByRole('button', { name: 'Find a command' }).hover()
    await page.getByRole('tooltip').waitFor({ state: 'attached' })
    expect(await page.getByRole('button', { name: 'Find a command' }).getAttribute('aria-keyshortcuts')).toBe('Control+K Control+Shift+P')
    // A tip goes with the first movement beyond it; one jump is only its leaving.
    await page.mouse.move(0, 400, { steps: 4 })
    await page.getByRole('tooltip').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: /^Hint \d/ }).hover()
    await page.locator('.tip', { hasText: 'Read one more hint for this step' }).waitFor()
  })

  it('takes a tip away when a key opens something, though the pointer rests', async () => {
    const tip = page.locator('.tip', { hasText: 'Find a command' })
    await page.getByRole('button', { name: 'Find a command' }).hover()
    await tip.waitFor()
    await press('Control+,')
    await settings().waitFor()
    await tip.waitFor({ state: 'detached' })
    await press('Escape')
    await settings().waitFor({ state: 'detached' })
    expect(await tip.count()).toBe(0)
    await page.mouse.move(0, 400, { steps: 4 })
  })

  it('copies what somebody who helps wants to know', async () => {
    await choose('diagnostics')
    await page.getByText('Diagnostics copied').waitFor({ timeout: 30_000 })
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/^Kindlab · .*\ncluster: ready/)
  })

  const overlays = [['palette', 'Control+Shift+P', palette], ['sheet', '?', sheet], ['settings', 'Control+,', settings]] as const
  for (const [name, keys, overlay] of overlays) {
    it(`can be read by everybody with the ${name} open, in each theme`, async () => {
      await page.evaluate("document.querySelector('[data-pane=lesson]').focus()")
      for (const theme of themes) {
        await app.showTheme(theme)
        await press(keys)
        await overlay().waitFor()
        expect(await app.barriers()).toEqual([])
        await press('Escape')
        await overlay().waitFor({ state: 'detached' })
      }
    })

    it(`fits the ${name} into each window, in both languages`, async () => {
      for (const locale of ['ko', 'en'] as const) {
        await app.showLanguage(locale)
        for (const size of sizes) {
          await page.setViewportSize(size)
          for (const theme of ['light', 'dark'] as const) {
            await app.showTheme(theme)
            await press(keys)
            await overlay().waitFor()
            await page.screenshot({ path: join(pictures, `${name}.${locale}.${theme}.${size.width}.png`), animations: 'disabled' })
            expect(await overlay().evaluate((box) => box.scrollWidth <= box.clientWidth)).toBe(true)
            await press('Escape')
            await overlay().waitFor({ state: 'detached' })
          }
        }
      }
      await page.setViewportSize(sizes[0])
    })
  }

  it('breaks none of the page’s content security policy', () => {
    expect(app.complaints).toEqual([])
  })
})
