import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { browserMissing } from './browser.ts'
import { kindlab } from './kindlab-process.ts'
import { OpenApp, sizes, themes } from './open-app.ts'

const pictures = join(import.meta.dirname, '..', '..', 'test-results', 'lesson')
const missing = await browserMissing()

let app: OpenApp
let page: Page

beforeAll(async () => {
  if (missing !== undefined) return
  mkdirSync(pictures, { recursive: true })
  app = await OpenApp.open()
  page = app.page
  await app.untilReady()
})

afterAll(async () => {
  await app?.close(['first-pod', 'self-healing-deployment', 'service-in-front'])
})

beforeEach((test) => {
  if (missing !== undefined) test.skip(missing)
})

async function begin(title: string): Promise<void> {
  await page.evaluate("location.hash = '#/'")
  const card = page.locator('.lab-card').filter({ hasText: title })
  const line = card.getByRole('button', { name: title })
  await line.waitFor()
  if ((await line.getAttribute('aria-expanded')) === 'false') await line.click()
  await card.locator('.lab-entrance').getByRole('button').first().click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor({ timeout: 60_000 })
}

const step = (number: number): Locator => page.locator('.lesson-step').nth(number - 1)
const stateOf = (number: number): Promise<string | null> => step(number).getAttribute('data-state')

/** Whether all of it is inside the window. */
async function isInView(one: Locator): Promise<boolean> {
  const [box, size] = [await one.boundingBox(), page.viewportSize()]
  return box !== null && size !== null && box.y >= 0 && box.y + box.height <= size.height
}

async function skipStep(number: number): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Show me' }).click()
  await expect.poll(() => stateOf(number), { timeout: 90_000 }).toBe('skipped')
}

async function typeLine(line: string): Promise<void> {
  await page.locator('.xterm-helper-textarea').first().focus()
  await page.keyboard.type(`${line}\n`)
}

const quiz = (): Locator => page.locator('.quiz')
const withSpaces = (text: string): string => text.replaceAll('\u00A0', ' ')
const editorText = (): Promise<string> => page.locator('.code-editor .view-lines').innerText().then(withSpaces)

describe('a lesson', () => {
  it('shows a picture of its pack, without a network', async () => {
    await begin('A Service in front')
    const picture = page.getByRole('img', { name: /^Callers know one name/ })
    await expect.poll(() => page.evaluate('document.querySelector(".lesson img").naturalWidth')).toBe(640)
    expect(await picture.getAttribute('src')).toMatch(/^data:image\/svg\+xml;base64,/)
  })

  it('colours its code with the page’s own colours', async () => {
    const key = page.locator('.code-block .hljs-attr').first()
    await key.waitFor()
    expect(await page.evaluate("getComputedStyle(document.querySelector('.code-block .hljs-attr')).color === getComputedStyle(document.querySelector('.file-link')).color")).toBe(true)
  })

  it('opens a file of the learner’s from a link, made where it is not there', async () => {
    await page.getByRole('button', { name: 'web-service.yaml', exact: true }).first().click()
    await page.locator('.code-editor .view-lines').waitFor({ timeout: 30_000 })
    expect(await page.locator('.file-row').allInnerTexts()).toContain('web-service.yaml')
  })

  it('puts a block into its file, and only once', async () => {
    await page.getByRole('button', { name: 'Put into web-service.yaml' }).click()
    await expect.poll(editorText).toContain('app: which')
    await page.getByRole('button', { name: 'Put into web-service.yaml' }).click()
    expect((await editorText()).split('app: which')).toHaveLength(2)
  })

  it('folds what is done to its title and to what was done, and goes on to what opens', async () => {
    // Who touched the lesson a moment ago is reading it: that is the next test.
    await page.waitForTimeout(4_200)
    await skipStep(1)
    await expect.poll(() => step(1).getAttribute('data-folded')).toBe('true')
    expect(await step(1).locator('.step-record').innerText()).toMatch(/^Skipped at \d\d:\d\d\s*0 of 2 points$/)
    await expect.poll(() => isInView(step(2).getByRole('heading'))).toBe(true)
    const fold = step(1).getByRole('button', { name: 'One address for all' })
    await fold.click()
    expect(await fold.getAttribute('aria-expanded')).toBe('true')
    await step(1).getByText('Your task:').waitFor()
    await fold.click()
    expect(await step(3).innerText()).not.toContain('Your task:')
  })

  it('does not move while it is being read, and offers the way on', async () => {
    await page.evaluate('document.querySelector(".lesson").scrollTo({ top: 40, behavior: "instant" })')
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Show me' }).click()
    const reading = setInterval(() => void page.locator('.lesson').dispatchEvent('pointermove').catch(() => {}), 500)
    await expect.poll(() => stateOf(2), { timeout: 90_000 }).toBe('skipped')
    clearInterval(reading)
    expect(await page.evaluate('document.querySelector(".lesson").scrollTop')).toBe(40)
    expect(await step(2).getAttribute('data-folded')).toBe('false')
    await page.getByRole('button', { name: 'Next: Take a Pod out of service' }).click()
    expect(await step(2).getAttribute('data-folded')).toBe('true')
    await expect.poll(() => isInView(step(3).getByRole('heading'))).toBe(true)
  })
})

describe('a question', () => {
  it('is asked for a number, explains a mistake, and says what is no answer at all', async () => {
    const field = quiz().getByLabel('Your answer')
    await field.fill('many')
    await field.press('Enter')
    await quiz().getByText('is no answer to this question').waitFor()
    await field.fill('2')
    await field.press('Enter')
    await quiz().getByText('But who still counts the Pods').waitFor()
    await page.screenshot({ path: join(pictures, 'number.wrong.png'), animations: 'disabled' })
  })

  it('holds nothing of its answer in the page', async () => {
    expect(await page.content()).not.toContain('Two that the ReplicaSet counts')
  })

  it('is answered at the command line too', async () => {
    const { exitCode, stdout } = await kindlab(['labs', 'answer', 'how-many-pods', '3', '--lab', 'service-in-front'])
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('Two that the ReplicaSet counts')])
    await page.locator('.quiz-answered').getByText('Two that the ReplicaSet counts').waitFor({ timeout: 15_000 })
  })

  it('leads with the rest of its step to the debrief', async () => {
    await typeLine('kubectl label $(kubectl get pods -l app=web -o name | head -n 1) app=quarantine --overwrite')
    await page.getByRole('heading', { level: 2, name: 'You have done it' }).waitFor({ timeout: 60_000 })
    expect(await page.locator('.debrief-concepts').innerText()).toBe('Service\nLabels and selectors')
    expect(await page.locator('.debrief-facts').innerText()).toMatch(/Points\s+3 of 6[\s\S]*Hints\s+none\s+Solved for you\s+2 of the steps/)
    expect(await page.locator('.debrief-hard').innerText()).toMatch(/how many Pods there are afterwards\s+different once/)
    await page.locator('.debrief').getByText('A name that stays').waitFor()
  })

  it('is one of several, chosen with the keyboard', async () => {
    await begin('Your first Pod')
    await skipStep(1)
    await skipStep(2)
    await quiz().getByRole('radio').first().focus()
    await page.keyboard.press('Space')
    const right = quiz().getByRole('radio', { name: 'You had asked for this one Pod' })
    for (let moves = 0; moves < 4 && !(await right.isChecked()); moves += 1) await page.keyboard.press('ArrowDown')
    for (const theme of themes) {
      await app.showTheme(theme)
      await page.screenshot({ path: join(pictures, `quiz.${theme}.png`), animations: 'disabled' })
      expect(await app.barriers()).toEqual([])
    }
    await page.keyboard.press('Enter')
    await page.locator('.quiz-answered').waitFor()
    await typeLine('kubectl delete pod hello --now')
    await page.locator('.debrief').waitFor({ timeout: 60_000 })
  })

  it('ends in a debrief that everybody can read, in both languages', async () => {
    for (const theme of themes) {
      await app.showTheme(theme)
      expect(await app.barriers()).toEqual([])
    }
    for (const locale of ['en', 'ko'] as const) {
      await app.showLanguage(locale)
      for (const size of sizes) {
        await page.setViewportSize(size)
        for (const theme of ['light', 'dark'] as const) {
          await app.showTheme(theme)
          await page.locator('.debrief').screenshot({ path: join(pictures, `debrief.${locale}.${theme}.${size.width}.png`), animations: 'disabled' })
        }
      }
    }
    await page.setViewportSize(sizes[0])
    await app.showLanguage('en')
  })

  it('leads on to the next lab', async () => {
    await page.locator('.next-lab').getByRole('button', { name: 'Begin' }).click()
    await page.getByRole('heading', { level: 1, name: 'A Deployment that heals itself' }).waitFor({ timeout: 60_000 })
  })

  it('wants all that is right, and no more', async () => {
    await skipStep(1)
    await quiz().getByRole('checkbox', { name: 'the image' }).check()
    await quiz().getByRole('checkbox', { name: 'the name' }).check()
    await quiz().getByRole('button', { name: 'Answer' }).click()
    await quiz().getByText('Compare the names before and after').waitFor()
    await quiz().getByRole('checkbox', { name: 'the name' }).uncheck()
    await quiz().getByRole('checkbox', { name: 'app=web' }).check()
    await quiz().getByRole('button', { name: 'Answer' }).click()
    await page.locator('.quiz-answered').getByText('All that is in the template comes back').waitFor()
  })

  it('ends with its lab, which can be done again', async () => {
    await skipStep(2)
    await skipStep(3)
    await page.getByRole('button', { name: 'Do it again' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Do it again' }).click()
    await expect.poll(() => stateOf(1), { timeout: 60_000 }).toBe('open')
  })

  it('breaks none of the page’s content security policy', () => {
    expect(app.complaints).toEqual([])
  })
})
