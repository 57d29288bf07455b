import { once } from 'node:events'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createPodBeside } from '../app/create-pod-beside.ts'
import { kindlab } from '../app/kindlab-process.ts'
import { enginePid, isRunning } from './window/desktop.ts'
import { describeWindow } from './window/driven-desktop.ts'

const link = 'kindlab://labs/kubernetes-basics/self-healing-deployment'

describeWindow('the desktop app', (driven) => {
  beforeAll(async () => {
    await kindlab(['up'])
    await driven.open()
  })

  afterAll(async () => {
    await driven.close()
    await kindlab(['up'])
    await kindlab(['labs', 'end', 'first-pod'])
  })

  it('shows the catalogue, which came through the port', async () => {
    await driven.find('.pill .dot[data-state="ready"]').waitFor()
    await driven.find('.lab-card').first().waitFor()
    expect(await driven.find('.lab-card').count()).toBeGreaterThanOrEqual(3)
    expect(driven.app.complaints).toEqual([])
    await driven.picture('catalogue')
  })

  it('begins a lab with its checks and one shell at its prompt', async () => {
    await driven.begin('Your first Pod')
    expect(await driven.find('.terminal-tab').count()).toBe(1)
    await driven.typeLine('echo before-the-$((40+2))')
    await expect.poll(() => driven.terminalText(), { timeout: 10_000 }).toContain('before-the-42')
    await driven.picture('lab')
  })

  it('has the engine again when its process is killed: checks alive, the terminal with its scrollback, within seconds', async () => {
    const pid = driven.enginePid
    expect(pid).toBeDefined()
    const killed = Date.now()
    process.kill(pid ?? 0, 'SIGKILL')
    // While nobody looks: the next engine has to find it.
    await createPodBeside('first-pod', 'hello')
    await driven.find('.check[data-verdict="passed"]').first().waitFor({ timeout: 20_000 })
    const alive = Date.now() - killed
    await expect.poll(async () => (await driven.typeLine('echo after-the-$((40+3))'), driven.terminalText()), { timeout: 20_000, interval: 100 }).toContain('after-the-43')
    console.log(`  after the engine was killed the checks were alive in ${alive} ms, and the terminal had taken keys by ${Date.now() - killed} ms`)
    // Three seconds on a calm machine; a loaded one may take its time.
    expect(alive).toBeLessThan(10_000)
    expect([await driven.terminalText(), driven.enginePid === pid]).toEqual([expect.stringContaining('before-the-42'), false])
  })

  it('is one for each home: a second start leads the first to the lab of its link, and ends', async () => {
    const second = driven.starts.openAlone([link, '--on-exit=down'])
    expect(await once(second, 'exit')).toEqual([0, null])
    await expect.poll(() => driven.address()).toBe('app://kindlab/index.html#/labs/kubernetes-basics/self-healing-deployment')
    expect(await driven.app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })

  it('is led nowhere by a second start with anything else', async () => {
    const before = await driven.address()
    for (const words of [['kindlab://labs/../../etc'], ['kindlab://labs/a/b?start=1'], ['https://example.com/'], ['file:///etc/passwd']]) {
      expect(await once(driven.starts.openAlone(words), 'exit')).toEqual([0, null])
      expect(await driven.address()).toBe(before)
    }
  })

  it('quits clean: no process stays, and the cluster is paused where that is chosen', async () => {
    await driven.close()
    const alone = driven.starts.openAlone(['--on-exit=pause'])
    const main = alone.pid ?? 0
    await expect.poll(() => enginePid(main), { timeout: 20_000 }).toBeDefined()
    const pids = [main, enginePid(main) ?? 0]
    const ended = once(alone, 'exit')
    alone.kill('SIGTERM')
    expect([await ended, pids.filter(isRunning)]).toEqual([[0, null], []])
    const { stdout } = await kindlab(['status', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'paused' })
  })
})
