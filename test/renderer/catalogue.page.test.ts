import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Locale } from '#contract/locale.ts'
import type { ShownTheme } from '../app/open-app.ts'
import { catalogueStories } from '../../renderer/stories/catalogue-stories.ts'
import { storiesForTests } from './told-stories.ts'

const stories = await storiesForTests('catalogue')
let page: Page
beforeEach(() => {
  page = stories().page
})

const open = (story: string, theme?: ShownTheme, locale?: Locale): Promise<void> => stories().tell(`story=${story}`, theme, locale)
const card = (): ReturnType<Page['locator']> => page.locator('.cluster-card')

describe('each state of the catalogue', () => {
  for (const story of Object.keys(catalogueStories)) {
    it(`looks as it did, and can be read by everybody: ${story}`, async () => {
      expect(await stories().faultsInEveryTheme(story, (theme, locale) => open(story, theme, locale))).toEqual([])
    })
  }

  it('has a sentence and a way on where something is wrong', async () => {
    const ways: Record<string, readonly string[]> = {}
    for (const [story, { status }] of Object.entries(catalogueStories)) {
      if (!['failed', 'broken', 'outdated'].includes(status.cluster.kind) && status.work?.outcome.kind !== 'failed') continue
      await open(story)
      ways[story] = [await card().getByRole('heading', { level: 3 }).innerText(), ...(await card().getByRole('button').allInnerTexts())]
    }
    expect(ways).toEqual({
      cancelled: ['Cancelled', 'Prepare the cluster'],
      'part-deleted': ['The cluster kindlab lacks a part of itself: kindlab-worker is gone.', 'Make it anew'],
      outdated: ['The cluster kindlab was made by an earlier Kindlab (Kubernetes v1.36.4 ≠ v1.37.0).', 'Make it anew'],
      'docker-missing': ['There is no Docker on this Mac.', 'Try again'],
      'docker-not-started': ['Docker is installed here but not running.', 'Start Docker'],
      'docker-stopped-while-running': ['Docker at unix:///var/run/docker.sock is not answering.', 'Try again'],
      'docker-not-allowed': ['You may not use Docker at unix:///var/run/docker.sock.', 'Copy', 'Try again'],
      'disk-full': ['The disk that holds /var/lib/docker is full.', 'Try again'],
      'memory-short': ['There was not enough memory: Docker has 1.9 GiB in all.', 'Try again'],
      'image-missing-offline': ['The image kindest/node:v1.37.0 could not be pulled, and it can be built from packages on Linux only.', 'Try again'],
      'lent-unreachable': ['The cluster that is lent to you, https://class.example.org:6443, cannot be reached.', 'Try again'],
    })
  })
})

describe('the paths of the catalogue', () => {
  const titles = (): Promise<string[]> => page.locator('.lab-card h3').allInnerTexts()

  it('open at the lab to begin next, and say of another what it builds on', async () => {
    await open('ready-to-begin')
    expect(await page.locator('.lab-card[data-open="true"] h3').allInnerTexts()).toEqual(['Your first Pod'])
    await page.getByRole('button', { name: 'A Service in front' }).click()
    expect(await page.locator('.lab-card[data-open="true"]').innerText()).toContain('Deployment, taught in “A Deployment that heals itself”')
    expect(await page.getByRole('button', { name: 'Begin' }).isEnabled()).toBe(true)
  })

  it('show what is searched for, in either language, and what was begun or done', async () => {
    await open('many-tracks')
    await page.getByRole('searchbox').fill('앞에 서는')
    expect(await titles()).toEqual(['A Service in front'])
    await page.getByRole('searchbox').fill('')
    await page.getByRole('button', { name: 'Done', exact: true }).click()
    expect(await titles()).toEqual(['Your first Pod'])
    await page.getByRole('searchbox').fill('nothing like it')
    await page.getByRole('button', { name: 'Show all labs' }).click()
    expect(await titles()).toHaveLength(12)
  })

  it('say what a lab adds to the cluster, and its price', async () => {
    await open('many-tracks')
    await page.getByRole('button', { name: 'Autoscaling under load' }).click()
    expect(await page.locator('.lab-card[data-open="true"]').innerText()).toContain('Metrics Server (+40 MiB)')
  })

  it('say in plain words why a lab cannot run on a lent cluster', async () => {
    await open('lent-ready', 'light', 'ko')
    await page.getByRole('button', { name: '눈물 없는 드레인' }).click()
    expect(await page.locator('.lab-refusal').innerText()).toBe('이 클러스터에는 없는 것이 필요합니다: 바꿔도 되는 노드 및 클러스터 전체에 대한 권한. kubeconfig 없이 Kindlab을 시작하면 Kindlab이 만드는 클러스터에서 할 수 있습니다.')
  })

  it('name where a lab was proven when this cluster differs', async () => {
    await open('many-tracks')
    const details = page.locator('.lab-card[data-open="true"] .lab-details')
    expect(await details.locator('summary').innerText()).toBe('Details · Proven on a slightly different cluster')
    await details.locator('summary').click()
    expect(await details.innerText()).toContain('Kubernetes: v1.37.0, yours v1.36.2')
  })
})
