import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { workspaceFolder } from '../../engine/attempts/attempt-folder.ts'
import { homeFrom } from '../../engine/files/home.ts'
import { kindlab } from '../app/kindlab-process.ts'
import { describeWindow } from './window/driven-desktop.ts'

const folder = workspaceFolder(homeFrom(process.env), 'kubernetes-basics', 'first-pod')
const onDisk = (name: string): Promise<string> => readFile(join(folder, name), 'utf8')

describeWindow('the window over a learner’s work', (driven) => {
  beforeAll(async () => {
    await kindlab(['up'])
    await rm(folder, { recursive: true, force: true })
    await driven.open()
    // A dialog is answered by the test, when it likes.
    await driven.app.electron.evaluate(({ dialog }) => {
      const said: string[] = []
      Object.assign(globalThis, { said })
      dialog.showMessageBox = ((...words: [unknown, { message: string }?]) => {
        said.push(((words[1] ?? words[0]) as { message: string }).message)
        return new Promise((resolve) => Object.assign(globalThis, { press: (response: number) => resolve({ response, checkboxChecked: false }) }))
      }) as typeof dialog.showMessageBox
    })
  })

  afterAll(async () => {
    await driven.close()
    await kindlab(['labs', 'end', 'first-pod'])
  })

  const said = (): Promise<readonly string[]> => driven.app.electron.evaluate(() => (globalThis as unknown as { said: string[] }).said)
  const press = (button: number): Promise<void> => driven.app.electron.evaluate((_electron, pressed) => (globalThis as unknown as { press: (response: number) => void }).press(pressed), button)
  const pagePid = async (): Promise<number> => (await driven.app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId())) ?? 0

  /** Kills what `find` gives each time it is there again, until the app says that it is too often. */
  async function killUntilSaid(find: () => number | undefined | Promise<number | undefined>, sentence: RegExp): Promise<number> {
    const killed = new Set<number>()
    for (const deadline = Date.now() + 45_000; Date.now() < deadline; ) {
      if ((await said()).some((one) => sentence.test(one))) return killed.size
      const pid = await find()
      if (pid !== undefined && pid > 1 && !killed.has(pid)) {
        killed.add(pid)
        process.kill(pid, 'SIGKILL')
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`it was killed ${killed.size} times, and the app said ${JSON.stringify(await said())}`)
  }

  it('has a lab open with a shell and two files', async () => {
    await driven.find('.pill .dot[data-state="ready"]').waitFor()
    await driven.begin('Your first Pod')
    await driven.typeLine('echo before-the-$((40+2))')
    for (const name of ['a.txt', 'b.txt']) {
      await driven.find('.work-pane').getByRole('button', { name: 'New file' }).last().click()
      await driven.app.page.keyboard.type(`${name}\n`)
      await driven.find('.code-editor .view-lines').waitFor({ timeout: 60_000 })
      await expect.poll(() => driven.find('.work-tab[aria-current="true"], .work-tab[aria-selected="true"], .work-tab').last().innerText()).toContain(name)
      await driven.typeInEditor(`saved ${name}`)
      await expect.poll(() => onDisk(name), { timeout: 10_000 }).toBe(`saved ${name}`)
    }
  })

  it('says that the engine keeps ending once it has died too often, having waited longer each time', async () => {
    const began = Date.now()
    expect(await killUntilSaid(() => driven.enginePid, /engine keeps ending/)).toBe(6)
    expect(Date.now() - began).toBeGreaterThan(7_000)
  })

  it('keeps what is typed without an engine, through a reload of the page', async () => {
    await driven.app.page.getByText('Kindlab’s engine is not answering').waitFor()
    await driven.typeInEditor(', typed without an engine')
    await driven.app.page.getByText('not saved yet', { exact: true }).waitFor()
    await driven.app.page.reload()
    await driven.app.page.getByText('Kindlab’s engine is not answering').waitFor()
    expect(await onDisk('b.txt')).toBe('saved b.txt')
  })

  it('writes it when the person has the engine started again, at the same place', async () => {
    await press(0)
    await expect.poll(() => onDisk('b.txt'), { timeout: 20_000 }).toBe('saved b.txt, typed without an engine')
    await driven.find('.code-editor .view-lines').waitFor({ timeout: 60_000 })
    expect(await driven.find('.work-tab').allInnerTexts()).toEqual([expect.stringContaining('a.txt'), expect.stringContaining('b.txt')])
    await expect.poll(() => driven.terminalText(), { timeout: 20_000 }).toContain('before-the-42')
  })

  it('comes back to lab, tabs, file and shell when the page’s process dies', async () => {
    const address = await driven.address()
    process.kill(await pagePid(), 'SIGKILL')
    await expect.poll(() => driven.windowText(), { timeout: 20_000 }).toContain('Your first Pod')
    await expect.poll(() => driven.inWindow("document.querySelector('.xterm-rows')?.innerText ?? ''"), { timeout: 20_000 }).toContain('before-the-42')
    await expect.poll(() => driven.inWindow("document.querySelector('.code-editor .view-lines')?.innerText ?? ''"), { timeout: 20_000 }).toMatch(/typed.without.an.engine/)
    expect([address, await driven.inWindow("document.querySelectorAll('.work-tab').length"), await driven.address()]).toEqual([expect.stringContaining('#/lab/'), 2, address])
  })

  it('says that the page keeps failing once it has died too often, and loads it when asked to', async () => {
    expect(await killUntilSaid(pagePid, /window keeps failing/)).toBeLessThanOrEqual(6)
    await press(0)
    await expect.poll(() => driven.windowText(), { timeout: 20_000 }).toContain('Your first Pod')
  })
})
