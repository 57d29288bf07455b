import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { storiesForTests } from './told-stories.ts'

/** A card that the processor plays passes for a real one, which a terminal would use. */
const passForACard = `(() => {
  const { getContext } = HTMLCanvasElement.prototype
  HTMLCanvasElement.prototype.getContext = function (kind, wish) { return getContext.call(this, kind, { ...wish, failIfMajorPerformanceCaveat: false }) }
  const { getParameter } = WebGL2RenderingContext.prototype
  const unmaskedRenderer = 0x9246
  WebGL2RenderingContext.prototype.getParameter = function (name) { return name === unmaskedRenderer ? 'A graphics card' : getParameter.call(this, name) }
})()`
const cards = "[...document.querySelectorAll('.xterm-screen canvas')].map((canvas) => canvas.getContext('webgl2')).filter((context) => context !== null)"

const stories = await storiesForTests('terminal', { hasGraphics: true })
let page: Page
beforeEach(async () => {
  page = stories().page
  await page.addInitScript(passForACard)
})

describe('a terminal that draws with the graphics card', () => {
  it('goes on drawing when the card is taken away', async () => {
    await stories().tell('lab=begun')
    await expect.poll(() => page.evaluate(`${cards}.length`), { timeout: 20_000 }).toBe(1)
    expect(await page.locator('.xterm-rows').count()).toBe(0)
    await page.evaluate(`${cards}[0].getExtension('WEBGL_lose_context').loseContext()`)
    // The card has a few seconds in which it may come back.
    await page.locator('.xterm-rows', { hasText: 'No resources found' }).waitFor({ timeout: 15_000 })
    expect(await page.evaluate(`${cards}.length`)).toBe(0)
  })
})
