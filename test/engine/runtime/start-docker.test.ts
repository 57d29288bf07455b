import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { silentProgress } from '#contract/progress.ts'
import { engineFolders, type EngineFolders } from '../../../engine/runtime/engine-folders.ts'
import { startDocker } from '../../../engine/runtime/start-docker.ts'

/**
 * Begins as dockerd does: refuses where its pid file names a living process, makes that file and a moment later has written it,
 * and answers on its socket only after that.
 */
const fakeDockerd = `#!${process.execPath}
const { existsSync, readFileSync, writeFileSync, appendFileSync, mkdirSync, rmSync } = require('node:fs')
process.title = 'dockerd'
const after = (flag) => process.argv[process.argv.indexOf(flag) + 1]
const [pidFile, socket] = [after('--pidfile'), after('--host').slice('unix://'.length)]
appendFileSync(after('--data-root') + '/starts', 'x')
const pid = existsSync(pidFile) ? readFileSync(pidFile, 'utf8') : ''
if (pid !== '' && existsSync('/proc/' + pid)) process.exit(1)
writeFileSync(pidFile, '')
setTimeout(() => {
  if (existsSync(pidFile)) writeFileSync(pidFile, String(process.pid))
  require('node:http').createServer((_, response) => response.setHeader('content-type', 'application/json').end('{"Version":"1"}')).listen(socket)
}, 400)
setTimeout(() => process.exit(), 20_000)
`

let folders: EngineFolders
const program = (): string => join(folders.root, 'dockerd.cjs')
const start = (): Promise<void> => startDocker({ kind: 'dockerd', program: program(), ours: true }, { folders, socket: join(folders.root, 's'), execRoot: join(folders.root, 'exec') }, silentProgress(new AbortController().signal))
const pid = async (): Promise<number> => Number(await readFile(folders.pidFile, 'utf8').catch(() => '0'))

beforeEach(async () => {
  folders = engineFolders({ KINDLAB_ENGINE: await mkdtemp(join(tmpdir(), 'kindlab-dockerd-')) })
  await writeFile(program(), fakeDockerd)
  await chmod(program(), 0o755)
})

afterEach(async () => {
  const engine = await pid()
  if (engine > 1) process.kill(engine)
  await rm(folders.root, { recursive: true, force: true })
})

describe.runIf(process.platform === 'linux')('starting Docker twice', () => {
  it('starts it once, and its pid file stays, though the second looks while it is half written', async () => {
    const first = start()
    await expect.poll(() => readFile(folders.pidFile, 'utf8').catch(() => undefined), { interval: 5 }).toBe('')
    await Promise.all([first, start()])
    expect([await readFile(join(folders.data, 'starts'), 'utf8'), await pid()]).toEqual(['x', expect.toSatisfy((one: number) => one > 1)])
  })

  it('starts it once when both ask at the same moment', async () => {
    await Promise.all([start(), start()])
    expect(await readFile(join(folders.data, 'starts'), 'utf8')).toBe('x')
  })
})
