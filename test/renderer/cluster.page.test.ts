import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Locale } from '#contract/locale.ts'
import { themes, type ShownTheme } from '../app/open-app.ts'
import { clusterStories } from '../../renderer/stories/cluster-stories.ts'
import { storiesForTests } from './told-stories.ts'

const stories = await storiesForTests('cluster')
let page: Page
beforeEach(() => {
  page = stories().page
})

const open = (story: string, theme?: ShownTheme, locale?: Locale): Promise<void> => stories().tell(`cluster=${story}`, theme, locale)
const map = (): ReturnType<Page['locator']> => page.locator('.map-view')

describe('each state of the cluster’s views', () => {
  for (const story of Object.keys(clusterStories).filter((name) => !name.endsWith('-large'))) {
    it(`can be read by everybody: ${story}`, async () => {
      const faults: string[] = []
      for (const theme of themes) {
        const locale = theme === 'dark' ? 'ko' : 'en'
        await open(story, theme, locale)
        faults.push(...(await stories().barriers()).map((barrier) => `${theme} ${barrier}`))
      }
      expect(faults).toEqual([])
    })
  }
})

describe('the map', () => {
  it('says in words what is broken, and leads to it', async () => {
    await open('cluster-map')
    expect(await map().locator('.broken-things li').allInnerTexts()).toEqual([
      'Pod orders-5d8f7-x2k9p keeps crashing: its container ends soon after every start. The log says why.',
      'Service payments leads nowhere: its selector app=paymnets matches no Pod.',
      'Deployment orders lacks what it needs: there is no ConfigMap orders-settings.',
    ])
    await map().locator('.broken-things').getByRole('button', { name: 'Service payments leads nowhere' }).click()
    expect(await page.locator('.object-panel h2').innerText()).toBe('payments')
  })

  it('says it in Korean too', async () => {
    await open('cluster-map', 'light', 'ko')
    expect(await map().locator('.broken-things').innerText()).toContain('Service payments: 셀렉터 app=paymnets 조건에 맞는 파드가 없어 요청이 갈 곳이 없습니다.')
  })

  it('puts ReplicaSets and Pods into the Deployment that made them, those of a rollout by themselves', async () => {
    await open('cluster-map')
    const web = map().getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Deployment web / }) })
    expect(await web.locator('.pod-set').allInnerTexts()).toEqual(['Revision 1', 'Revision 2'])
    expect(await web.locator('.pod-square').count()).toBe(5)
  })

  it('is a list for ears: each object says what it leads to', async () => {
    await open('cluster-map')
    expect(await map().getByRole('button', { name: /^Ingress shop/ }).textContent()).toContain('routes to Service web. routes to Service orders. routes to Service payments')
  })

  it('is walked with arrow keys', async () => {
    await open('cluster-map')
    await map().getByRole('button', { name: /^Ingress shop/ }).focus()
    await page.keyboard.press('ArrowRight')
    expect(await page.evaluate('document.activeElement.closest(".map-card").dataset.tone + " " + document.activeElement.textContent')).toMatch(/Service/)
    await page.keyboard.press('Enter')
    await page.locator('.object-panel h2').waitFor()
  })

  it('draws 500 objects', async () => {
    await open('cluster-map-large')
    await map().locator('.map-card').nth(100).waitFor()
    expect(await map().locator('.pod-square').count()).toBe(300)
  })
})

describe('the list', () => {
  it('draws of 5,000 objects only those that are to be seen', async () => {
    await open('cluster-list-large')
    await page.getByRole('row').nth(5).waitFor()
    await page.locator('.table-scroll').evaluate((place) => place.scrollTo({ top: 156_000 }))
    await page.getByRole('row', { name: /load-4\d\d\d/ }).first().waitFor()
    expect(await page.getByRole('row').count()).toBeLessThan(80)
  })

  it('shows those alone that are broken, and those that have a name', async () => {
    await open('cluster-list')
    await page.getByRole('button', { name: 'Broken 1' }).click()
    expect(await page.locator('.cell-name').allInnerTexts()).toEqual(['orders-5d8f7-x2k9p'])
    await page.getByRole('searchbox').fill('nothing like it')
    await page.getByRole('button', { name: 'Show all' }).click()
    expect(await page.locator('.cell-name').count()).toBe(9)
  })

  it('is walked with arrow keys', async () => {
    await open('cluster-list')
    await page.locator('.cell-name button').first().focus()
    await page.keyboard.press('ArrowDown')
    await page.waitForTimeout(50)
    expect(await page.evaluate('document.activeElement.textContent')).toBe('orders-5d8f7-b7c2d')
  })
})

describe('an object', () => {
  it('says what it is, how it fares and why, and what it leads to', async () => {
    await open('cluster-object')
    const panel = page.locator('.object-panel')
    expect(await panel.innerText()).toContain('One or more containers that run together on one node and share an address.')
    expect(await panel.locator('.standing').innerText()).toContain('Its container keeps ending. Kubernetes waits longer before each new start.')
    expect(await panel.locator('.fault').innerText()).toContain('there is no ConfigMap orders-settings')
    expect(await panel.getByRole('button', { name: 'Service orders' }).isVisible()).toBe(true)
  })

  it('shows its log at its end, and what is searched for in it', async () => {
    await open('cluster-object')
    await page.getByRole('tab', { name: 'Logs' }).click()
    await page.getByRole('log').getByText('/orders/1399').waitFor()
    await page.getByRole('searchbox', { name: 'Search the log' }).fill('database')
    await page.getByText('10 of 400 lines').waitFor()
    expect(await stories().barriers()).toEqual([])
  })
})
