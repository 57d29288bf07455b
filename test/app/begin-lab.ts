import type { Page } from 'playwright-core'

/** Opens a lab's card on its path, where it is not open, and begins it or goes on with it, whatever was done with it before. */
export async function beginLab(page: Page, title: string): Promise<void> {
  const heading = page.getByRole('heading', { level: 3, name: title }).getByRole('button')
  const card = page.locator('.lab-card').filter({ has: heading })
  await heading.waitFor()
  if ((await heading.getAttribute('aria-expanded')) === 'false') await heading.click()
  await card.getByRole('button', { name: /^(Begin|Continue|Do it again)$/ }).click()
}
