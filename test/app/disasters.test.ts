import { mkdirSync } from 'node:fs'
import { mkdtemp, rm, statfs, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { silentProgress } from '#contract/progress.ts'
import { openRuntime } from '../../engine/runtime/open-runtime.ts'
import type { ContainerRuntime } from '../../engine/runtime/container-runtime.ts'
import { runProgram } from '../../engine/programs/run-program.ts'
import { beginLab } from './begin-lab.ts'
import { browserMissing } from './browser.ts'
import { DockerDoor } from './docker-door.ts'
import { kindlab } from './kindlab-process.ts'
import { OpenApp } from './open-app.ts'

const pictures = join(import.meta.dirname, '..', '..', 'test-results', 'disasters')
const name = `kindlab-disaster-${process.pid}`
const missing = (await browserMissing()) ?? (process.platform === 'linux' ? undefined : 'Docker is reached by another way than a socket of this machine')

let folder: string
let home: string
let runtime: ContainerRuntime
let door: DockerDoor
let app: OpenApp
let page: Page
/** A home with a disk of its own: real, small, and soon full. */
let hasOwnDisk = false

beforeAll(async () => {
  if (missing !== undefined) return
  mkdirSync(pictures, { recursive: true })
  folder = await mkdtemp(join(tmpdir(), 'kindlab-disaster-'))
  home = join(folder, 'home')
  mkdirSync(home)
  hasOwnDisk = await runProgram('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', home]).then(() => true, () => false)
  runtime = await openRuntime({ environment: process.env, progress: silentProgress(new AbortController().signal) })
  door = await DockerDoor.at(join(folder, 'docker.sock'), realSocket())
  app = await OpenApp.open({ environment: { ...own(), DOCKER_HOST: `unix://${door.path}` } })
  page = app.page
  await app.untilReady()
})

afterAll(async () => {
  if (missing !== undefined) return
  await app?.close()
  await kindlab(['down'], own())
  await door?.[Symbol.asyncDispose]()
  if (hasOwnDisk) await runProgram('umount', ['-l', home])
  await rm(folder, { recursive: true, force: true })
})

beforeEach((test) => {
  if (missing !== undefined) test.skip(missing)
})

const own = (): Readonly<Record<string, string>> => ({ KINDLAB_HOME: home, KINDLAB_CLUSTER: name })
const realSocket = (): string => /^unix:\/\/(.+)$/.exec(runtime.environment['DOCKER_HOST'] ?? '')?.[1] ?? '/var/run/docker.sock'
const card = () => page.locator('.cluster-card')
const toCatalogue = (): Promise<void> => page.evaluate("location.hash = '#/'")
const says = (): Promise<string> => card().getByRole('heading', { level: 3 }).innerText({ timeout: 15_000 })
const verdicts = (): Promise<(string | null)[]> => page.locator('.check').evaluateAll((checks) => checks.map((check) => check.getAttribute('data-verdict')))

describe('a cluster that is deleted behind the app’s back', () => {
  it('is missed within seconds, with nobody clicking or reloading', async () => {
    await beginLab(page, 'Your first Pod')
    await page.locator('.check').first().waitFor()
    await toCatalogue()
    await page.getByRole('button', { name: 'Continue' }).first().waitFor()
    for (const { id } of await runtime.containers({ 'io.x-k8s.kind.cluster': name })) await runtime.remove(id)
    expect(await says()).toBe('The cluster is not there any more')
    await page.screenshot({ path: join(pictures, 'deleted.png') })
  })

  it('is made anew by a click, and the lab goes on where it stopped', async () => {
    await card().getByRole('button', { name: 'Make it anew' }).click()
    await card().locator('.work-steps li').first().waitFor()
    await app.untilReady()
    await page.getByRole('button', { name: 'Continue' }).first().click()
    await page.getByRole('heading', { level: 1, name: 'Your first Pod' }).waitFor()
    await expect.poll(verdicts, { timeout: 60_000 }).toEqual(['not-yet', 'not-yet'])
  })
})

describe('a Docker that ends while the cluster runs', () => {
  it('is missed within seconds', async () => {
    await toCatalogue()
    await card().locator('.facts').waitFor()
    await door.shut()
    expect(await says()).toBe(`Docker at unix://${door.path} is not answering.`)
    await page.screenshot({ path: join(pictures, 'docker-gone.png') })
  })

  it('is found again by a click, and so is what ran', async () => {
    await door.open()
    await card().getByRole('button', { name: 'Try again' }).click()
    await app.untilReady()
    await page.getByRole('button', { name: 'Continue' }).first().click()
    await expect.poll(verdicts, { timeout: 60_000 }).toEqual(['not-yet', 'not-yet'])
  })

  it('is found again without a click by whoever comes back to the window', async () => {
    await toCatalogue()
    await card().locator('.facts').waitFor()
    await door.shut()
    await says()
    await door.open()
    await page.evaluate("dispatchEvent(new Event('focus'))")
    await app.untilReady()
  })
})

describe('a disk that is full', () => {
  const filler = (): string => join(home, 'filler')

  it('is named when a lab begins, and nothing half-begun stays', async (test) => {
    if (!hasOwnDisk) test.skip('no disk of its own can be mounted here')
    await fill(filler())
    await beginLab(page, 'A Deployment that heals itself')
    await page.locator('.lab-more .problem').waitFor({ timeout: 30_000 })
    expect(await page.locator('.lab-more .problem h3').innerText()).toBe('The disk on which Kindlab keeps your progress and files is full.')
    await page.screenshot({ path: join(pictures, 'disk-full.png') })
  })

  it('is no trouble any more once there is room', async (test) => {
    if (!hasOwnDisk) test.skip('no disk of its own can be mounted here')
    await truncate(filler(), 0)
    await page.locator('.lab-more .problem').getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { level: 1, name: 'A Deployment that heals itself' }).waitFor({ timeout: 60_000 })
  })

  /** To the last byte. */
  async function fill(file: string): Promise<void> {
    const { bavail, bsize } = await statfs(home)
    await writeFile(file, Buffer.alloc(bavail * bsize))
  }
})
