import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runProgram } from '../../engine/programs/run-program.ts'
import { DesktopStarter, type Desktop } from './window/desktop.ts'
import { findElectron } from './window/electron-here.ts'

const here = await findElectron()

if (typeof here === 'string') it('a first window', (test) => test.skip(here))
else describe('the desktop app on its first day', () => onFirstDay(here))

function onFirstDay(electronHere: Exclude<typeof here, string>): void {
  const cluster = 'kindlab-first-day'
  const before = { KINDLAB_HOME: process.env['KINDLAB_HOME'], KINDLAB_CLUSTER: process.env['KINDLAB_CLUSTER'] }
  let home: string
  let starter: DesktopStarter
  let desktop: Desktop

  /** What Docker has of that cluster: containers, networks, volumes. */
  const made = async (): Promise<string> => {
    const lists = [['ps', '-a', '--filter', `name=${cluster}`, '-q'], ['network', 'ls', '--filter', `name=${cluster}`, '-q'], ['volume', 'ls', '--filter', `name=${cluster}`, '-q']]
    const outputs = await Promise.all(lists.map((words) => runProgram('docker', words)))
    return outputs.map((output) => output.trim()).join('')
  }
  const open = async (words: readonly string[]): Promise<void> => {
    desktop = await starter.open(['--on-exit=keep', ...words])
  }

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'kindlab-first-day-'))
    Object.assign(process.env, { KINDLAB_HOME: home, KINDLAB_CLUSTER: cluster })
    starter = await DesktopStarter.prepare(electronHere)
    await open([])
  })

  afterAll(async () => {
    await desktop?.electron.close().catch(() => {})
    starter?.end()
    Object.assign(process.env, before)
    await rm(home, { recursive: true, force: true })
  })

  it('shows its window and makes nothing before it is told to', async () => {
    await desktop.page.getByRole('button', { name: 'Prepare the cluster' }).waitFor()
    await desktop.page.getByText('Nothing has been created on this computer yet.').first().waitFor()
    // Whatever would be made at the start begins within moments of it.
    await desktop.page.waitForTimeout(3_000)
    expect([await made(), await desktop.page.locator('.work-steps').count()]).toEqual(['', 0])
  })

  it('does what its menu asks for, with the keys of the list', async () => {
    await desktop.electron.evaluate(({ Menu }) => {
      const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? []
      items.find(({ label }) => label === 'Settings')?.click()
    })
    await desktop.page.getByRole('dialog', { name: 'Settings' }).waitFor()
  })

  it('has what becomes of the cluster among the settings, in step with the menu', async () => {
    const chosen = (): Promise<string[]> => desktop.electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []).flatMap(({ submenu }) => submenu?.items ?? []).filter(({ checked }) => checked).map(({ label }) => label) ?? [])
    expect(await desktop.page.getByRole('radio', { name: 'Leave it running' }).isChecked()).toBe(true)
    await desktop.page.getByRole('radio', { name: 'Stop the cluster' }).click()
    await expect.poll(chosen).toEqual(['Stop the Cluster'])
    await desktop.page.getByRole('radio', { name: 'Leave it running' }).click()
    await expect.poll(chosen).toEqual(['Leave the Cluster Running'])
  })

  it('keeps its settings until the next day, and a link leads it to a lab that is begun only when told to', async () => {
    await desktop.page.getByRole('radio', { name: 'Dark' }).click()
    await desktop.page.getByRole('radio', { name: '125%' }).click()
    await desktop.electron.close()
    await open(['kindlab://lab/kubernetes-basics/first-pod'])
    await desktop.page.getByRole('alertdialog', { name: 'Your first Pod' }).waitFor()
    await desktop.page.locator('.obstacle', { hasText: 'The cluster comes first' }).waitFor()
    expect([await desktop.page.evaluate('document.documentElement.dataset.theme'), await desktop.page.evaluate("document.documentElement.style.getPropertyValue('--zoom')"), await made()]).toEqual(['dark', '1.25', ''])
  })
}
