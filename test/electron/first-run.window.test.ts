import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { runProgram } from '../../engine/programs/run-program.ts'
import { describeWindow } from './window/driven-desktop.ts'

const cluster = 'kindlab-first-day'

/** What Docker has of that cluster: containers, networks, volumes. */
async function made(): Promise<string> {
  const lists = [['ps', '-a', '--filter', `name=${cluster}`, '-q'], ['network', 'ls', '--filter', `name=${cluster}`, '-q'], ['volume', 'ls', '--filter', `name=${cluster}`, '-q']]
  const outputs = await Promise.all(lists.map((words) => runProgram('docker', words)))
  return outputs.map((output) => output.trim()).join('')
}

describeWindow('the desktop app on its first day', (driven) => {
  let home: string

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'kindlab-first-day-'))
    vi.stubEnv('KINDLAB_HOME', home)
    vi.stubEnv('KINDLAB_CLUSTER', cluster)
    await driven.open()
  })

  afterAll(async () => {
    await driven.close()
    vi.unstubAllEnvs()
    await rm(home, { recursive: true, force: true })
  })

  it('shows its window and makes nothing before it is told to', async () => {
    await driven.app.page.getByRole('button', { name: 'Prepare the cluster' }).waitFor()
    await driven.app.page.getByText('Nothing has been created on this computer yet.').first().waitFor()
    // Whatever would be made at the start begins within moments of it.
    await driven.app.page.waitForTimeout(3_000)
    expect([await made(), await driven.find('.work-steps').count()]).toEqual(['', 0])
  })

  it('does what its menu asks for', async () => {
    await driven.app.electron.evaluate(({ Menu }) => {
      const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? []
      items.find(({ label }) => label === 'Settings')?.click()
    })
    await driven.app.page.getByRole('dialog', { name: 'Settings' }).waitFor()
  })

  it('has what becomes of the cluster among the settings, in step with the menu', async () => {
    const chosen = (): Promise<string[]> => driven.app.electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []).flatMap(({ submenu }) => submenu?.items ?? []).filter(({ checked }) => checked).map(({ label }) => label) ?? [])
    expect(await driven.app.page.getByRole('radio', { name: 'Leave it running' }).isChecked()).toBe(true)
    await driven.app.page.getByRole('radio', { name: 'Stop the cluster' }).click()
    await expect.poll(chosen).toEqual(['Stop the Cluster'])
    await driven.app.page.getByRole('radio', { name: 'Leave it running' }).click()
    await expect.poll(chosen).toEqual(['Leave the Cluster Running'])
  })

  it('keeps its settings until the next day, and a link leads it to a lab that is begun only when told to', async () => {
    await driven.app.page.getByRole('radio', { name: 'Dark' }).click()
    await driven.app.page.getByRole('radio', { name: '125%' }).click()
    await driven.close()
    await driven.open(['--on-exit=keep', 'kindlab://labs/kubernetes-basics/first-pod'])
    await driven.app.page.getByRole('alertdialog', { name: 'Your first Pod' }).waitFor()
    await driven.find('.obstacle').filter({ hasText: 'The cluster comes first' }).waitFor()
    expect([await driven.inPage('document.documentElement.dataset.theme'), await driven.inPage("document.documentElement.style.getPropertyValue('--zoom')"), await made()]).toEqual(['dark', '1.25', ''])
  })
})
