import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { runProgram } from '../../engine/programs/run-program.ts'
import { beginLab } from './begin-lab.ts'
import { browserMissing } from './browser.ts'
import { OpenApp, sizes, themes } from './open-app.ts'

const pictures = join(import.meta.dirname, '..', '..', 'test-results', 'terminal')
const missing = await browserMissing()

let app: OpenApp

beforeAll(async () => {
  if (missing !== undefined) return
  mkdirSync(pictures, { recursive: true })
  app = await OpenApp.open()
})

afterAll(async () => {
  await app?.close(['first-pod'])
})

beforeEach((test) => {
  if (missing !== undefined) test.skip(missing)
})

const slots = (): Locator => app.page.locator('.terminal-slot')
const inUse = (): Locator => app.page.locator('.terminal-slot[data-focused="true"]')
const textOf = (slot: Locator): Promise<string> => slot.locator('.xterm-rows').innerText().then((text) => text.replaceAll('\u00A0', ' '))
const tabs = (): Promise<string[]> => app.page.locator('.terminal-tab').allInnerTexts()
const button = (name: string | RegExp): Locator => app.page.locator('.terminal-pane').getByRole('button', { name, exact: typeof name === 'string' })
const prompt = /❯\s*$/

async function prompts(): Promise<void> {
  await expect.poll(() => textOf(inUse()), { timeout: 30_000 }).toMatch(prompt)
}

/** Types a line into the terminal in use and waits for what it prints. */
async function run(line: string, wanted: string | RegExp): Promise<void> {
  await inUse().locator('.xterm-helper-textarea').focus()
  await app.page.keyboard.type(`${line}\n`)
  await expect.poll(() => textOf(inUse()), { timeout: 20_000 }).toMatch(wanted)
}

/** Where a line of the terminal in use is drawn, a few letters in: what is drawn there lies under xterm's own layer for the mouse. */
async function placeOf(line: RegExp): Promise<readonly [number, number]> {
  const box = await inUse().locator('.xterm-rows > div').filter({ hasText: line }).first().boundingBox()
  return [(box?.x ?? 0) + 20, (box?.y ?? 0) + 8]
}

/** Which part of the whole width or height a terminal has. */
async function shareOf(slot: Locator, side: 'width' | 'height'): Promise<number> {
  const [box, whole] = await Promise.all([slot.boundingBox(), app.page.locator('.terminal-stage').boundingBox()])
  return (box?.[side] ?? 0) / (whole?.[side] ?? 1)
}

describe('the terminals of a lab', () => {
  it('begin with one at its prompt', async () => {
    await app.untilReady()
    await beginLab(app.page, 'Your first Pod')
    await slots().first().waitFor({ timeout: 30_000 })
    await prompts()
    expect(await tabs()).toEqual(['Terminal 1'])
  })

  it('draw Korean, wide and combined letters in their places', async () => {
    await run("printf '|%s|\\n' 한글 日本 가 🚀; echo done-$((1+1))", 'done-2')
    expect(await textOf(inUse())).toMatch(/\|한글\|\s+\|日本\|\s+\|가\|\s+\|🚀\|/)
  })

  it('take Korean as an input method composes it', async () => {
    await inUse().locator('.xterm-helper-textarea').focus()
    await app.page.keyboard.type('echo [')
    const ime = await app.context.newCDPSession(app.page)
    const syllables = [['ㅎ', '하', '한'], ['ㄱ', '그', '글']]
    for (const steps of syllables) {
      for (const text of steps) await ime.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
      await ime.send('Input.insertText', { text: steps.at(-1) ?? '' })
    }
    await app.page.keyboard.type(']\n')
    await expect.poll(() => textOf(inUse())).toMatch(/\n\[한글\]\n/)
  })

  it('stand in tabs that can be named', async () => {
    await button('New terminal').click()
    await expect.poll(tabs).toEqual(['Terminal 1', 'Terminal 2'])
    await prompts()
    await app.page.locator('.terminal-name').last().dblclick()
    await app.page.keyboard.type('로그\n')
    await expect.poll(tabs).toEqual(['Terminal 1', '로그'])
    await app.page.screenshot({ path: join(pictures, 'two-tabs.png') })
  })

  it('split side by side and below by keyboard, each with a shell of its own', async () => {
    await run('MINE=first; echo one-$MINE', 'one-first')
    await app.page.keyboard.press('Alt+Shift+Equal')
    await expect.poll(() => slots().count()).toBe(2)
    await prompts()
    await run('MINE=second; echo two-$MINE', 'two-second')
    await app.page.keyboard.press('Alt+Shift+Minus')
    await expect.poll(() => slots().count()).toBe(3)
    await prompts()
    await run('echo three-[$MINE]', /three-\[\]/)
    expect(await Promise.all([shareOf(slots().nth(0), 'width'), shareOf(slots().nth(1), 'height')])).toEqual([expect.closeTo(0.5, 1), expect.closeTo(0.5, 1)])
    await app.page.screenshot({ path: join(pictures, 'splits.png') })
  })

  it('move the focus by keyboard, and let it out at the top', async () => {
    await app.page.keyboard.press('Alt+ArrowLeft')
    await run('echo left-$MINE', 'left-first')
    await app.page.keyboard.press('Alt+ArrowRight')
    await run('echo right-$MINE', 'right-second')
    await app.page.keyboard.press('Alt+ArrowUp')
    expect(await app.page.evaluate('document.activeElement.className')).toBe('terminal-name')
    await app.page.keyboard.press('ArrowDown')
    await run('echo again-$MINE', 'again-second')
  })

  it('are resized by the bar between them, and remember it with all else after a reload', async () => {
    await app.page.locator('.terminal-divider').first().focus()
    for (let presses = 0; presses < 4; presses += 1) await app.page.keyboard.press('ArrowLeft')
    await expect.poll(() => shareOf(slots().nth(0), 'width')).toBeLessThan(0.42)
    const before = await shareOf(slots().nth(0), 'width')
    await app.page.reload()
    await expect.poll(() => slots().count(), { timeout: 30_000 }).toBe(3)
    expect([await tabs(), await shareOf(slots().nth(0), 'width')]).toEqual([['Terminal 1', '로그'], expect.closeTo(before, 1)])
    await expect.poll(() => textOf(slots().nth(0)), { timeout: 20_000 }).toContain('left-first')
    await expect.poll(() => textOf(slots().nth(1)), { timeout: 20_000 }).toContain('again-second')
  })

  it('leave their place to the rest when one closes', async () => {
    await inUse().locator('.xterm-helper-textarea').focus()
    await app.page.keyboard.press('Alt+Shift+KeyW')
    await expect.poll(() => slots().count()).toBe(2)
    expect(await shareOf(slots().nth(1), 'height')).toBeCloseTo(1, 1)
    await app.page.keyboard.press('Alt+ArrowLeft')
    await run('echo still-$MINE', 'still-first')
  })
})

describe('the output of a terminal', () => {
  const search = (): Locator => app.page.locator('.terminal-search')
  const found = (): Promise<string> => search().locator('output').innerText()

  it('is searched with Ctrl+Shift+F, counted, and gone through', async () => {
    await run("clear; for i in $(seq 300); do echo Line-$i; done; echo all-$((1+1))", 'all-2')
    await app.page.keyboard.press('Control+Shift+KeyF')
    await app.page.keyboard.type('line-29')
    await expect.poll(found).toBe('11 of 11')
    await app.page.keyboard.press('Enter')
    await expect.poll(found).toBe('10 of 11')
    await app.page.keyboard.press('Shift+Enter')
    await expect.poll(found).toBe('11 of 11')
    await app.page.screenshot({ path: join(pictures, 'search.png') })
  })

  it('is searched by case and by pattern when asked to', async () => {
    await button('Match case').click()
    await expect.poll(found).toBe('Nothing found')
    await button('Regular expression').click()
    await search().getByRole('textbox').fill('Line-(1|2)00$')
    await expect.poll(found).toBe('2 of 2')
    await search().getByRole('textbox').fill('Line-(')
    await expect.poll(found).toBe('Incomplete pattern')
    await app.page.keyboard.press('Escape')
    await search().waitFor({ state: 'detached' })
    await run('echo typed-again', /\ntyped-again\n/)
  })

  it('is copied with Ctrl+Shift+C, and pasted in brackets that wait for Enter', async () => {
    await app.page.evaluate(`navigator.clipboard.writeText('echo pasted-$((1+1))\\necho after-$((2+2))')`)
    await inUse().locator('.xterm-helper-textarea').focus()
    await app.page.keyboard.press('Control+Shift+KeyV')
    await expect.poll(() => textOf(inUse())).toContain('echo after-')
    expect(await textOf(inUse())).not.toContain('pasted-2')
    await app.page.keyboard.press('Enter')
    await expect.poll(() => textOf(inUse())).toMatch(/pasted-2[^]*after-4/)
    await app.page.mouse.dblclick(...(await placeOf(/^pasted-2/)))
    await app.page.keyboard.press('Control+Shift+KeyC')
    await expect.poll(() => app.page.evaluate('navigator.clipboard.readText()')).toBe('pasted-2')
  })

  it('offers the same with a right click', async () => {
    await inUse().locator('.terminal-view').click({ button: 'right' })
    const entries = await app.page.getByRole('menuitem').allInnerTexts()
    expect(entries.map((entry) => entry.split('\n')[0])).toEqual(['Copy', 'Paste', 'Select all', 'Search the output', 'Clear', 'Split side by side', 'Split below', 'Close this terminal'])
    await app.page.getByRole('menuitem', { name: 'Paste' }).click()
    await expect.poll(() => textOf(inUse())).toMatch(/❯ .*pasted-2\s*$/)
    await app.page.keyboard.press('Control+KeyC')
  })

  it('has links that open outside', async () => {
    await run('clear; echo https://k8s.io/', /^https:\S+$/m)
    const place = await placeOf(/^https:/)
    await app.page.mouse.move(...place)
    await inUse().locator('.xterm-cursor-pointer').waitFor({ state: 'attached' })
    const [page] = await Promise.all([app.context.waitForEvent('page'), app.page.mouse.click(...place)])
    expect(await page.evaluate('String(window.opener)').catch(() => 'null')).toBe('null')
    await page.close()
  })

  it('comes back whole and once when the connection was lost', async () => {
    await app.page.addInitScript(`(() => {
      const sockets = (globalThis.openSockets = [])
      globalThis.WebSocket = class extends WebSocket { constructor(...wish) { super(...wish); sockets.push(this) } }
    })()`)
    await app.page.reload()
    await prompts()
    await run('clear; seq -f once-%g- 40; echo $((20+22))', '42')
    await app.page.evaluate('openSockets.forEach((socket) => socket.close())')
    await expect.poll(() => app.page.evaluate('openSockets.length')).toBe(2)
    await run('echo back-$((1+1))', 'back-2')
    await app.page.keyboard.press('Control+Shift+KeyF')
    await app.page.keyboard.type('once-40-')
    await expect.poll(found).toBe('1 of 1')
    await app.page.keyboard.press('Escape')
  })

  it('is said aloud where the settings ask for it, and grows with the text', async () => {
    const lineHeight = async (): Promise<number> => (await inUse().locator('.xterm-rows > div').first().boundingBox())?.height ?? 0
    const before = await lineHeight()
    await app.choose({ screenReaderMode: true, zoom: 1.5 })
    await inUse().locator('.xterm-accessibility').waitFor({ state: 'attached' })
    await expect.poll(lineHeight).toBeGreaterThan(before * 1.35)
    await app.choose({ screenReaderMode: false, zoom: 1 })
    await inUse().locator('.xterm-accessibility').waitFor({ state: 'detached' })
  })
})

describe('a terminal that is no longer there', () => {
  it('says that its shell has ended, keeps what it printed, and opens a new one in its place', async () => {
    await run('echo last-$((1+1))', 'last-2')
    await app.page.keyboard.type('exit\n')
    await app.page.getByText('The shell has ended.').waitFor({ timeout: 20_000 })
    expect(await textOf(inUse())).toContain('last-2')
    await app.page.screenshot({ path: join(pictures, 'ended.png') })
    await button('Open a new one').click()
    await app.page.getByText('The shell has ended.').waitFor({ state: 'detached' })
    await prompts()
    expect(await slots().count()).toBe(2)
  })

  it('says when its container was removed', async () => {
    const layout = await app.page.evaluate<{ shown: string; tabs: { key: string; focused: string }[] }>(`JSON.parse(localStorage.getItem('kindlab-terminals-' + location.hash.split('/').pop()))`)
    const id = layout.tabs.find(({ key }) => key === layout.shown)?.focused
    await runProgram('docker', ['rm', '-f', `kindlab-terminal-${id}`])
    await app.page.getByText('its container was removed').waitFor({ timeout: 20_000 })
    await button('Close').click()
    await expect.poll(() => slots().count()).toBe(1)
  })

  it('says when there are as many as there can be', async () => {
    for (let count = 0; count < 8; count += 1) {
      if (await app.page.getByText('that is the most there can be').isVisible()) break
      const before = (await tabs()).length
      await button('New terminal').click()
      await expect.poll(async () => (await tabs()).length > before || (await app.page.getByText('that is the most there can be').isVisible()), { timeout: 20_000 }).toBe(true)
    }
    await app.page.getByText('8 terminals are open in this lab already').waitFor()
    await app.page.screenshot({ path: join(pictures, 'limit.png') })
    await button('Dismiss').click()
    for (let count = (await tabs()).length; count > 2; count -= 1) await button(/^Close /).last().click()
    await expect.poll(async () => (await tabs()).length).toBe(2)
  })
})

describe('the look of the terminals', () => {
  for (const theme of themes) {
    it(`can be read by everybody in the ${theme} theme`, async () => {
      if (theme === themes[0]) {
        await app.page.keyboard.press('Escape')
        await button('Split below').click()
        await expect.poll(() => slots().count()).toBeGreaterThan(1)
        await button('Search the output').click()
      }
      await app.showTheme(theme)
      expect(await app.barriers()).toEqual([])
    })
  }

  for (const size of sizes) {
    it(`fits a window of ${size.width} × ${size.height} in Korean`, async () => {
      await app.page.setViewportSize(size)
      await app.showLanguage('ko')
      for (const theme of ['light', 'dark'] as const) {
        await app.showTheme(theme)
        await app.page.screenshot({ path: join(pictures, `ko.${theme}.${size.width}.png`) })
      }
      const tooWide = await app.page.locator('.terminal-bar, .terminal-search').evaluateAll((parts) => parts.filter((part) => part.scrollWidth > part.clientWidth).map(({ className }) => className))
      expect(tooWide).toEqual([])
    })
  }

  it('breaks none of the page’s content security policy', () => {
    // Of the connection that a test has cut.
    expect(app.complaints.filter((complaint) => !complaint.includes('WebSocket is not open'))).toEqual([])
  })
})
