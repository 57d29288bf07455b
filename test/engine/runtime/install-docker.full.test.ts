import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { progressTo } from '#contract/progress.ts'
import { tryProgram } from '../../../engine/programs/run-program.ts'
import { planDocker, type InstallRecipe } from '../../../engine/runtime/docker-plan.ts'
import { greetDocker } from '../../../engine/runtime/docker-greeting.ts'
import { engineFolders, type EngineFolders } from '../../../engine/runtime/engine-folders.ts'
import { installDocker } from '../../../engine/runtime/install-docker.ts'
import { gatherMachine } from '../../../engine/runtime/machine-facts.ts'
import { startDocker, type StartOptions } from '../../../engine/runtime/start-docker.ts'
import { patiently } from './tiny-image.ts'

const recipe = await recipeHere()
if (!recipe) console.warn('SKIPPED: unpacking an engine is not tested; it is for root on a Debian 12 that may not raise limits')

async function recipeHere(): Promise<Extract<InstallRecipe, { kind: 'unpacked' }> | undefined> {
  const machine = await gatherMachine(process.env, engineFolders({ KINDLAB_ENGINE: '/nonexistent' }))
  const plan = planDocker(machine)
  return plan.kind === 'install' && plan.recipe.kind === 'unpacked' ? plan.recipe : undefined
}

describe.skipIf(!recipe)('an engine of our own', () => {
  // Not there when skipped, and then nothing below runs.
  const unpacked = recipe as NonNullable<typeof recipe>
  let folders: EngineFolders
  let options: StartOptions

  beforeAll(async () => {
    folders = engineFolders({ KINDLAB_ENGINE: await mkdtemp(join(tmpdir(), 'kindlab-engine-')) })
    // In a network of its own: an engine takes the bridge and the firewall's rules of the one it runs in for its own.
    await writeFile(wrapper(), `#!/bin/sh\nexec unshare --net ${folders.engine}/usr/sbin/dockerd "$@"\n`, { mode: 0o755 })
    options = { folders, socket: join(folders.root, 'docker.sock'), execRoot: join(folders.root, 'exec') }
  })

  afterAll(async () => {
    await endEngine()
    // A killed engine leaves its data folder mounted upon itself.
    while ((await tryProgram('umount', [folders.data])).exitCode === 0);
    await rm(folders.root, { recursive: true, force: true })
  })

  const wrapper = (): string => join(folders.root, 'dockerd')
  const start = (more: Partial<StartOptions> = {}): Promise<void> => startDocker({ kind: 'dockerd', program: wrapper(), ours: true }, { ...options, ...more }, patiently)
  const greeting = async (): Promise<string> => (await greetDocker({ kind: 'socket', path: join(folders.root, 'docker.sock') })).kind
  const pid = async (): Promise<number> => Number(await readFile(folders.pidFile, 'utf8').catch(() => '0'))

  async function endEngine(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const engine = await pid()
    if (engine === 0) return
    process.kill(engine, signal)
    while (existsSync(`/proc/${engine}`)) await setTimeout(50)
  }

  it('is not half there when its installation is cancelled', async () => {
    const controller = new AbortController()
    const progress = progressTo((event) => event.kind === 'log' && event.line.startsWith('Get:') && controller.abort(new Error('enough')), controller.signal)
    await expect(installDocker(unpacked, folders, progress)).rejects.toThrow('enough')
    expect((await readdir(folders.root)).toSorted()).toEqual(['dockerd'])
  })

  it('is unpacked beside the system, and what a killed installation left is cleared away', async () => {
    await mkdir(`${folders.engine}.partial-999999999`)
    await installDocker(unpacked, folders, patiently)
    expect(await gatherMachine(process.env, folders)).toMatchObject({ ownDockerd: join(folders.engine, 'usr/sbin/dockerd') })
    expect((await readdir(folders.root)).toSorted()).toEqual(['dockerd', 'engine'])
  })
  it('says why it did not start, in its own last lines', async () => {
    await expect(start({ flags: ['--no-such-flag'] })).rejects.toMatchObject({
      problem: { code: 'docker-did-not-start', params: { log: folders.log }, detail: expect.stringContaining('unknown flag: --no-such-flag') },
    })
  })

  it('starts once, however many ask for it at a time', async () => {
    await Promise.all([start(), start()])
    expect(await greeting()).toBe('docker')
    const first = await pid()
    await start()
    expect(await pid()).toBe(first)
  })

  it('starts again after it was killed and its process id became another program’s', async () => {
    await endEngine('SIGKILL')
    expect(await greeting()).toBe('absent')
    await writeFile(folders.pidFile, String(process.pid))
    await start()
    expect(await greeting()).toBe('docker')
    expect(await pid()).not.toBe(process.pid)
  })
})
