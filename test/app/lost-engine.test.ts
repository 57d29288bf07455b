import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { workspaceFolder } from '../../engine/attempts/attempt-folder.ts'
import { homeFrom } from '../../engine/files/home.ts'
import { beginLab } from './begin-lab.ts'
import { browserMissing } from './browser.ts'
import { createPodBeside } from './create-pod-beside.ts'
import { KindlabProcess } from './kindlab-process.ts'
import { OpenApp } from './open-app.ts'

const missing = await browserMissing()
const folder = workspaceFolder(homeFrom(process.env), 'kubernetes-basics', 'first-pod')
const onDisk = (): Promise<string> => readFile(join(folder, 'notes.txt'), 'utf8')

let app: OpenApp
let next: KindlabProcess | undefined

beforeAll(async () => {
  if (missing !== undefined) return
  await rm(folder, { recursive: true, force: true })
  app = await OpenApp.open()
})

afterAll(async () => {
  next?.kill()
  await app?.close(['first-pod'])
})

beforeEach((test) => {
  if (missing !== undefined) test.skip(missing)
})

const terminalText = (): Promise<string> => app.page.locator('.xterm-rows').first().innerText()
const foot = () => app.page.locator('.work-foot')

async function typeInEditor(text: string): Promise<void> {
  await app.page.locator('.code-editor textarea.inputarea').first().focus()
  await app.page.keyboard.press('ControlOrMeta+End')
  await app.page.keyboard.type(text)
}

describe('a page whose engine is killed', () => {
  it('has a lab with a shell and a file open', async () => {
    await app.untilReady()
    await beginLab(app.page, 'Your first Pod')
    await expect.poll(terminalText, { timeout: 30_000 }).toContain('❯')
    await app.page.locator('.xterm-helper-textarea').first().focus()
    await app.page.keyboard.type('echo before-the-$((40+2))\n')
    await expect.poll(terminalText, { timeout: 10_000 }).toContain('before-the-42')
    await app.page.locator('.work-pane').getByRole('button', { name: 'New file' }).last().click()
    await app.page.keyboard.type('notes.txt\n')
    await app.page.locator('.code-editor .view-lines').waitFor({ timeout: 60_000 })
    await typeInEditor('saved')
    await foot().getByText('Saved at').waitFor()
  })

  it('says so, and keeps what is typed meanwhile', async () => {
    app.kindlab.kill()
    await app.page.getByText('Kindlab’s engine is not answering').waitFor()
    await typeInEditor(' and typed while it was away')
    await foot().getByText('not saved yet').waitFor()
    expect(await onDisk()).toBe('saved')
  })

  it('is let in by the next one: the shell with its scrollback, the checks alive, the file written', async () => {
    await createPodBeside('first-pod', 'hello')
    next = new KindlabProcess(['serve', '--no-open', '--lang', 'en'])
    await next.waitFor(/http:\/\/127\.0\.0\.1:\d+\/\?token=/)
    const served = Date.now()
    await app.page.locator('.check[data-verdict="passed"]').first().waitFor({ timeout: 20_000 })
    console.log(`  the checks were alive ${Date.now() - served} ms after the page was served again, ${Date.now() - next.startedAt} ms after kindlab was started again`)
    // Three seconds on a calm machine; a loaded one may take its time.
    expect(Date.now() - served).toBeLessThan(10_000)
    await expect.poll(onDisk).toBe('saved and typed while it was away')
    await expect.poll(terminalText, { timeout: 10_000 }).toContain('before-the-42')
    await app.page.locator('.xterm-helper-textarea').first().focus()
    await app.page.keyboard.type('echo after-the-$((40+3))\n')
    await expect.poll(terminalText, { timeout: 10_000 }).toContain('after-the-43')
  })

  it('is let in no more once that has ended well', async () => {
    expect(await next?.interrupt()).toBe(0)
    next = new KindlabProcess(['serve', '--no-open', '--lang', 'en'])
    await next.waitFor(/http:\/\/127\.0\.0\.1:\d+\/\?token=/)
    const [address] = /http:\/\/127\.0\.0\.1:\d+\//.exec(next.printed) ?? []
    expect((await app.context.request.get(address ?? '')).status()).toBe(403)
  })
})
