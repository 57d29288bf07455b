import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { labStories } from '../../renderer/stories/lab-stories.ts'
import { sizes } from '../app/open-app.ts'
import { storiesForTests, type View } from './told-stories.ts'

const [small, large] = sizes

/** Both themes, both languages, both sizes, in two pictures that have nothing in common. */
const views: readonly View[] = [
  { theme: 'light', locale: 'en', size: small },
  { theme: 'dark', locale: 'ko', size: large },
]

/** What must be on the screen before it is looked at, besides the lesson: it comes later. */
const comesLater: Readonly<Record<string, readonly string[]>> = {
  begun: ['.lesson .hljs-attr'],
  wrong: ['.view-line .evidence-word', '.work-foot [data-state="right"]'],
  refused: ['.faults'],
  compared: ['.comparison .line-insert', '.comparison .original [class^="mtk"]:not(.mtk1)', '.comparison .modified [class^="mtk"]:not(.mtk1)'],
  conflict: ['.work-notes button'],
  'shell-over': ['.lesson .hljs-attr', '.terminal-fate button'],
  'no-terminal': ['.lesson .hljs-attr', '.terminal-trouble'],
}

/** Monaco shows a text first and colours it then: what has no colour of its own is of the first kind. */
const colouredWord = '.view-line [class^="mtk"]:not(.mtk1)'

const stories = await storiesForTests('lab')
let page: Page
beforeEach(() => {
  page = stories().page
})

/** Until all that the story tells is on the screen. */
async function untilThere(story: string): Promise<void> {
  const { files, terminals } = labStories[story] ?? {}
  if (Object.keys(files ?? {}).length > 0) await page.locator(colouredWord).first().waitFor()
  if (Array.isArray(terminals)) await page.locator('.xterm-rows', { hasText: '❯' }).nth(terminals.length - 1).waitFor()
  for (const selector of comesLater[story] ?? []) await page.locator(selector).first().waitFor()
}

describe('each state of the lab screen', () => {
  for (const story of Object.keys(labStories)) {
    it(`looks as it did, and can be read by everybody: ${story}`, async () => {
      const faults: string[] = []
      for (const { theme, locale, size } of views) {
        await page.setViewportSize(size)
        await stories().tell(`lab=${story}`, theme, locale)
        await untilThere(story)
        faults.push(...(await stories().faultsOfLook(`${story}.${theme}.${locale}`)))
        faults.push(...(await stories().barriers()).map((barrier) => `${theme} ${barrier}`))
      }
      expect(faults).toEqual([])
    })
  }
})
