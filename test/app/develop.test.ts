import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { homeFrom } from '../../engine/files/home.ts'
import { beginLab } from './begin-lab.ts'
import { browserMissing } from './browser.ts'
import { kindlab, KindlabProcess } from './kindlab-process.ts'
import { OpenApp } from './open-app.ts'

const missing = await browserMissing()
const pictures = join(import.meta.dirname, '..', '..', 'test-results', 'develop')

let pack: string
let folder: string
let following: KindlabProcess
let app: OpenApp

beforeAll(async () => {
  if (missing !== undefined) return
  await mkdir(pictures, { recursive: true })
  pack = join(await mkdtemp(join(tmpdir(), 'kindlab-develop-')), 'mine')
  folder = join(pack, '010-my-lab')
  await kindlab(['labs', 'new', pack, 'my-lab'])
  following = new KindlabProcess(['labs', 'dev', pack, '--lang', 'en'])
  await following.waitFor(/Nothing to mend in my-lab/)
  app = await OpenApp.open()
  await app.untilReady()
})

afterAll(async () => {
  following?.kill()
  await app?.close(['my-lab'])
  if (pack !== undefined) await rm(join(pack, '..'), { recursive: true, force: true })
})

beforeEach((test) => {
  if (missing !== undefined) test.skip(missing)
})

async function change(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(folder, file), 'utf8')
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`)
  await writeFile(join(folder, file), text.replace(from, to))
}

/** How many saves have reached the attempt. */
const takenOver = (): number => following.printed.match(/taken over by the attempt/g)?.length ?? 0
const strip = () => app.page.getByRole('status', { name: 'Your draft' })

describe('an author at work, with the lab open beside the editor', () => {
  it('has the pack in the catalogue, and sees a new sentence in the lesson as soon as it is saved', async () => {
    await beginLab(app.page, 'A new lab')
    await app.page.getByText('What there is to see').waitFor({ timeout: 60_000 })
    await change('text/en.md', 'What there is to see', 'What everybody should see')
    await app.page.getByText('What everybody should see').waitFor()
    await strip().getByText(/Saved at .*Nothing to mend/).waitFor()
    await app.page.screenshot({ path: join(pictures, 'whole.png') })
    expect(following.printed).toMatch(/my-lab: taken over by the attempt under way/)
  })

  it('keeps the last good save on screen where one does not load, and says where it is wrong', async () => {
    await change('lab.yaml', 'minutes: 10', 'minuts: 10')
    await strip().getByText(/does not load/).waitFor()
    expect(await strip().textContent()).toMatch(/010-my-lab\/lab\.yaml:\d+:1.*minuts/)
    expect(await app.page.getByText('What everybody should see').isVisible()).toBe(true)
    await app.page.screenshot({ path: join(pictures, 'broken.png') })
    await following.waitFor(/This save does not load\. What is on screen is that of/)
    await change('lab.yaml', 'minuts: 10', 'minutes: 10')
    await strip().getByText(/Nothing to mend/).waitFor()
  })

  it('is told what waits for a new beginning, which a reset takes over; a terminal that watches the checks says so too', async () => {
    const watching = new KindlabProcess(['labs', 'check', 'my-lab', '--watch', '--lang', 'en'])
    await watching.waitFor(/Step 1 of 1/)
    await mkdir(join(folder, 'start'), { recursive: true })
    await writeFile(join(folder, 'start', 'hello.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: prepared }\n')
    await strip().getByText('“Start over” takes over: start/').waitFor()
    await app.page.screenshot({ path: join(pictures, 'waiting.png') })
    await watching.waitFor(/Waiting for a reset: start\//)
    watching.kill()
    await kindlab(['labs', 'reset', 'my-lab'])
    await expect.poll(() => strip().textContent(), { timeout: 60_000 }).not.toContain('Start over')
  })

  it('sees checks and titles replaced, judged at once', async () => {
    await change('lab.yaml', 'What will be true, in the learner’s words', 'A ConfigMap named kube-root-ca.crt is there')
    await change('lab.yaml', 'name: hello }\n        match: { data: { greeting: hello } }', 'name: kube-root-ca.crt }')
    await expect.poll(() => app.page.locator('.lesson-step').first().getAttribute('data-state'), { timeout: 30_000 }).toBe('passed')
  })

  it('gives a check that tries something out by itself only now and then a button to try it at once', async () => {
    const before = takenOver()
    await change('lab.yaml', 'object: { apiVersion: v1, kind: ConfigMap, name: kube-root-ca.crt }', 'command: { run: "test -e ready.txt", on: [{ apiVersion: v1, kind: Pod }] }')
    await expect.poll(takenOver).toBeGreaterThan(before)
    await kindlab(['labs', 'reset', 'my-lab'])
    const check = app.page.locator('.checks-panel .check')
    const button = app.page.getByRole('button', { name: 'Check now' })
    await button.waitFor()
    await expect.poll(() => check.getAttribute('data-verdict')).toBe('not-yet')
    const { stdout } = await kindlab(['labs', 'check', 'my-lab', '--json'])
    const { pack: packId, lab } = JSON.parse(stdout) as { pack: string; lab: string }
    await writeFile(join(homeFrom().workspaces, packId, lab, 'ready.txt'), '')
    await app.page.screenshot({ path: join(pictures, 'check-now.png') })
    await button.click()
    await expect.poll(() => app.page.locator('.lesson-step').first().getAttribute('data-state'), { timeout: 30_000 }).toBe('passed')
  })

  it('ends by Ctrl-C: the pack leaves the catalogue, the attempt goes on as it is', async () => {
    expect(await following.interrupt()).toBe(0)
    await strip().waitFor({ state: 'detached' })
    expect(await app.page.getByRole('heading', { level: 1 }).textContent()).toBe('A new lab')
    const { stdout } = await kindlab(['labs', 'list', '--json'])
    expect((JSON.parse(stdout) as { labs: { lab: string }[] }).labs.map(({ lab }) => lab)).not.toContain('my-lab')
  })
})
