import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** What axe finds that somebody could not read or reach. What is drawn inside a terminal is the shell's own, in the shell's colours. */
export async function barriersOf(page: Page): Promise<readonly string[]> {
  // A colour on its way from one theme to the next is nobody's choice.
  await page.evaluate('Promise.allSettled(document.getAnimations().filter((one) => one.effect.getComputedTiming().iterations !== Infinity).map((one) => one.finished))')
  const { violations } = await new AxeBuilder({ page }).exclude('.xterm').analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
