import { describe, expect, it } from 'vitest'
import { packStories } from '../../renderer/stories/pack-stories.ts'
import type { Locale } from '#contract/locale.ts'
import type { ShownTheme } from '../app/open-app.ts'
import { storiesForTests } from './told-stories.ts'

const stories = await storiesForTests('packs')

async function open(story: string, theme?: ShownTheme, locale?: Locale): Promise<void> {
  await stories().tell(`story=${story}`, theme, locale)
  await stories().page.getByRole('dialog').waitFor()
}

describe('each state of the panel of packs', () => {
  for (const story of Object.keys(packStories)) {
    it(`looks as it did, and can be read by everybody: ${story}`, async () => {
      expect(await stories().faultsInEveryTheme(story, (theme, locale) => open(story, theme, locale))).toEqual([])
    })
  }
})

describe('the panel of packs', () => {
  const button = (name: string) => stories().page.getByRole('button', { name, exact: true })

  it('asks for a source before it looks at anything, and looking can be stopped', async () => {
    await open('packs-none')
    expect(await button('Look at it').isDisabled()).toBe(true)
    await stories().page.getByLabel('Where the pack is').fill('oci://ghcr.io/example/labs:1')
    await stories().page.keyboard.press('Enter')
    await stories().page.getByRole('status').filter({ hasText: 'Fetching and looking at it…' }).waitFor()
    await button('Stop').click()
    expect(await button('Look at it').isEnabled()).toBe(true)
  })

  it('shows what a pack asks for before it is trusted, and forgets it where it is not', async () => {
    await open('packs-new')
    const card = stories().page.getByRole('region', { name: 'Serving models' })
    expect(await card.getByRole('listitem').allInnerTexts()).toEqual(['Namespaces of its own', 'Rights over the whole cluster', 'Rights to get, list customresourcedefinitions', 'metrics-server, beside Kubernetes', 'The image ghcr.io/example/model:1.4'])
    await button('Not now').click()
    await card.waitFor({ state: 'detached' })
  })

  it('does not look for an update of a pack that keeps its version', async () => {
    await open('packs-installed')
    expect(await stories().page.getByRole('switch', { name: 'Keep this version' }).nth(1).isChecked()).toBe(true)
    expect(await button('Look for an update: Autumn seminar').isDisabled()).toBe(true)
    expect(await button('Look for an update: Serving models').isEnabled()).toBe(true)
  })

  it('asks before a pack is removed, and says that progress stays', async () => {
    await open('packs-installed', 'light', 'ko')
    await button('제거: 모델 서빙').click()
    const asked = stories().page.getByRole('alertdialog', { name: '모델 서빙 팩을 제거할까요?' })
    expect(await asked.innerText()).toContain('진행 상황은 남아 있어')
  })

  it('says why a pack is refused, with each place that is wrong', async () => {
    await open('packs-broken')
    expect(await stories().page.getByRole('alert').innerText()).toContain('010-one/lab.yaml:12:7 steps[0].id: There is no field')
  })

  it('closes with Escape and is opened again from the catalogue', async () => {
    await open('packs-none')
    await stories().page.keyboard.press('Escape')
    await button('Packs: labs of others').click()
    await stories().page.getByRole('dialog', { name: 'Packs' }).waitFor()
  })
})
