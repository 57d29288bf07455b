import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { browserMissing } from './browser.ts'
import { clearTheWay, deploymentJourney, journeyLab, Learner } from './deployment-journey.ts'
import { OpenApp } from './open-app.ts'

const missing = await browserMissing()

describe.each(['en', 'ko'] as const)('a learner does the Deployment lab by keyboard alone (%s)', (locale) => {
  let app: OpenApp
  let learner: Learner

  beforeAll(async () => {
    if (missing !== undefined) return
    await clearTheWay()
    app = await OpenApp.open({ locale })
    learner = new Learner({ name: 'browser', page: app.page, locale, copy })
    await app.untilReady()
  })

  afterAll(() => app?.close([journeyLab]))

  beforeEach((test) => {
    if (missing !== undefined) test.skip(missing)
  })

  async function copy(text: string): Promise<void> {
    await app.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`)
    await expect.poll(() => app.page.evaluate('navigator.clipboard.readText()')).toBe(text)
  }

  for (const [claim, prove] of deploymentJourney) it(claim, () => prove(learner))

  it('met no error of the page, and nothing that the content policy refuses', () => {
    expect(app.complaints).toEqual([])
  })
})
