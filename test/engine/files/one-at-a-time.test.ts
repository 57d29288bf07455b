import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { oneAtATime } from '../../../engine/files/one-at-a-time.ts'
import { beginningOf, isMarkAlive, ownMark } from '../../../engine/files/process-mark.ts'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'kindlab-turn-'))))
afterEach(() => rm(folder, { recursive: true }))

const file = (): string => join(folder, 'lock')
const { signal } = new AbortController()

/** How many of five that come at once are ever in together. */
async function mostInside(): Promise<number> {
  let inside = 0
  let most = 0
  const work = async (): Promise<void> => {
    most = Math.max(most, ++inside)
    await new Promise((resolve) => setTimeout(resolve, 10))
    inside -= 1
  }
  await Promise.all(Array.from({ length: 5 }, () => oneAtATime({ file: file(), signal }, work)))
  return most
}

describe('one at a time', () => {
  it('lets in one after the other, however many come at once, and leaves nothing', async () => {
    expect([await mostInside(), await readdir(folder)]).toEqual([1, []])
  })

  it('lets in only one of several that find a dead one’s lock', async () => {
    await writeFile(file(), JSON.stringify({ ...ownMark(), began: 'another boot 1' }))
    expect(await mostInside()).toBe(1)
  })

  it('says once who has to be waited for, and waits no longer than it is wanted', async () => {
    await writeFile(file(), JSON.stringify(ownMark()))
    const told: number[] = []
    const waiting = oneAtATime({ file: file(), signal: AbortSignal.timeout(700), onWait: (pid) => told.push(pid) }, async () => 'in')
    await expect(waiting).rejects.toThrow()
    expect(told).toEqual([process.pid])
  })

  it.runIf(process.platform === 'linux')('does not take a process for alive that ended and that nobody has asked about', async () => {
    const parent = spawn('/bin/sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 30'], { stdio: ['ignore', 'pipe', 'ignore'] })
    const [line] = (await once(parent.stdout, 'data')) as [Buffer]
    const mark = { pid: Number(line), began: beginningOf(Number(line)) }
    expect(isMarkAlive(mark)).toBe(true)
    await expect.poll(() => isMarkAlive(mark)).toBe(false)
    parent.kill()
  })
})
