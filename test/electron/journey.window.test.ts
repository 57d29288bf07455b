import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { clearTheWay, deploymentJourney, journeyLab, Learner } from '../app/deployment-journey.ts'
import { kindlab } from '../app/kindlab-process.ts'
import { describeWindow } from './window/driven-desktop.ts'

/** Monaco asks for the places of groups in a match, which the Chromium of the old window cannot tell and nothing can stand in for. */
const isOfOldChromium = (complaint: string): boolean => complaint === "Invalid flags supplied to RegExp constructor 'gdm'"

describeWindow('a learner does the Deployment lab by keyboard alone in the app’s own window', (driven) => {
  let learner: Learner

  beforeAll(async () => {
    await kindlab(['up'])
    await clearTheWay()
    await driven.open()
    // The page may not read the clipboard, so the app's main process fills it.
    const copy = (text: string): Promise<void> => driven.app.electron.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text)
    // All that a learner does is the same in both versions of the driver; their types were written apart.
    learner = new Learner({ name: 'electron', page: driven.app.page as unknown as Page, locale: 'en', copy })
    await driven.find('.pill .dot[data-state="ready"]').waitFor()
  })

  afterAll(async () => {
    await driven.close()
    await kindlab(['labs', 'end', journeyLab])
  })

  for (const [claim, prove] of deploymentJourney) it(claim, () => prove(learner))

  it('met no error of the page, and nothing that the content policy refuses', () => {
    expect(driven.app.complaints.filter((complaint) => !isOfOldChromium(complaint))).toEqual([])
  })
})
