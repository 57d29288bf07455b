import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KubeClient } from '../../engine/kube/kube-client.ts'
import { connectToCluster } from '../engine/watch/on-cluster.ts'
import { browserMissing } from './browser.ts'
import { OpenApp } from './open-app.ts'

const namespace = 'shop-window'
const pictures = join(import.meta.dirname, '..', '..', 'test-results', 'window')
const missing = await browserMissing()

const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace }
const service = { apiVersion: 'v1', kind: 'Service', name: 'web', namespace }
const password = Buffer.from('correct horse').toString('base64')

let kube: KubeClient
let app: OpenApp
let page: Page

beforeAll(async () => {
  if (missing !== undefined) return
  mkdirSync(pictures, { recursive: true })
  kube = await connectToCluster()
  await kube.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } })
  const containers = [{ name: 'agnhost', image: 'registry.k8s.io/e2e-test-images/agnhost:2.66.1', args: ['netexec'] }]
  await kube.create({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace }, spec: { replicas: 2, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers } } } })
  await kube.create({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace }, spec: { selector: { app: 'wbe' }, ports: [{ port: 80, targetPort: 8080 }] } })
  await kube.create({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'login', namespace }, data: { password } })
  app = await OpenApp.open()
  page = app.page
  await app.untilReady()
}, 180_000)

afterAll(async () => {
  await app?.close()
  await kube?.delete({ apiVersion: 'v1', kind: 'Namespace', name: namespace })
  kube?.dispose()
})

/** Labs of other tests may be drawn beside it. */
const shop = (): ReturnType<Page['locator']> => page.locator('.namespace-map').filter({ has: page.getByRole('heading', { name: namespace }) })
const card = (name: RegExp): ReturnType<Page['locator']> => shop().locator('.map-card').filter({ has: page.getByRole('button', { name }) })

describe.skipIf(missing !== undefined)('somebody who looks at the cluster', () => {
  it('comes to its map by a shortcut, and reads there why the Service answers nobody', async () => {
    await page.keyboard.press('Control+Shift+M')
    await page.getByRole('heading', { level: 2, name: namespace }).waitFor()
    await page.getByRole('button', { name: /^Service web has no endpoints: its selector app=wbe matches no Pod, but there are Pods with app=web/ }).waitFor()
    await shop().locator('.map-link[data-state="broken"]').waitFor({ state: 'attached' })
    expect(await card(/^Service web/).getAttribute('data-tone')).toBe('broken')
    await page.screenshot({ path: join(pictures, 'cluster-broken.png') })
    expect(await app.barriers()).toEqual([])
  })

  it('sees it heal in the moment in which it is put right', async () => {
    await card(/^Deployment web 2\/2/).waitFor({ timeout: 60_000 })
    await kube.mergePatch(service, { spec: { selector: { app: 'web' } } })
    await shop().locator('.map-card[data-tone="well"]').filter({ hasText: 'Service' }).waitFor({ timeout: 10_000 })
    expect(await shop().locator('.map-link[data-state="broken"]').count()).toBe(0)
    expect(await page.locator('.broken-things li').filter({ hasText: 'Service web has no endpoints' }).count()).toBe(0)
  })

  it('sees Pods come when it is scaled', async () => {
    await kube.mergePatch(deployment, { spec: { replicas: 4 } })
    await card(/^Deployment web 4\/4/).waitFor({ timeout: 60_000 })
    expect(await card(/^Deployment web/).locator('.pod-square[data-tone="well"]').count()).toBe(4)
    await page.screenshot({ path: join(pictures, 'cluster-scaled.png') })
  })

  it('follows what a Pod says', async () => {
    const square = card(/^Deployment web/).locator('.pod-square').first()
    const [, pod = ''] = /^Pod (\S+):/.exec((await square.getAttribute('aria-label')) ?? '') ?? []
    await square.click()
    await page.getByRole('tab', { name: 'Logs' }).click()
    await page.getByRole('log').getByText('Started HTTP server').first().waitFor({ timeout: 30_000 })
    await kube.get(`/api/v1/namespaces/${namespace}/pods/${pod}:8080/proxy/echo?msg=heard`)
    await page.getByRole('log').getByText('/echo?msg=heard').first().waitFor({ timeout: 10_000 })
    await page.screenshot({ path: join(pictures, 'cluster-log.png') })
    await page.getByRole('button', { name: 'Close', exact: true }).click()
  })

  it('finds every kind in a list, and of a Secret no more than its keys', async () => {
    await page.getByRole('navigation', { name: 'Ways to look' }).getByRole('button', { name: 'Resources' }).click()
    await page.getByRole('navigation', { name: 'Kinds' }).getByRole('button', { name: 'Secret' }).click()
    await page.getByRole('button', { name: 'login', exact: true }).click()
    await page.getByRole('tab', { name: 'YAML' }).click()
    await page.locator('.yaml').getByText('<13 B>').waitFor()
    expect((await page.content()).includes(password)).toBe(false)
    expect(await app.barriers()).toEqual([])
  })

  it('reads what has happened', async () => {
    await page.getByRole('navigation', { name: 'Ways to look' }).getByRole('button', { name: 'Events' }).click()
    await page.locator('.timeline li').filter({ hasText: 'ScalingReplicaSet' }).first().waitFor({ timeout: 10_000 })
    await page.screenshot({ path: join(pictures, 'cluster-events.png') })
  })

  it('leaves nothing behind in the page’s own complaints', () => {
    expect(app.complaints).toEqual([])
  })
})
