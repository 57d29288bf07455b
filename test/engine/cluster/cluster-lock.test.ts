import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { clusterFiles, makeClusterFolder } from '../../../engine/cluster/cluster-files.ts'
import { readLock, underLock } from '../../../engine/cluster/cluster-lock.ts'
import { homeFrom } from '../../../engine/files/home.ts'
import { scratchFolder } from '../../builders/scratch-folder.ts'

async function inHome() {
  const folder = await scratchFolder()
  const files = clusterFiles(homeFrom({ KINDLAB_HOME: folder.path }), 'kindlab')
  await makeClusterFolder(files)
  return { files, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() }
}

/** No process has this number: Linux counts to 2^22. */
const nobody = JSON.stringify({ pid: 2 ** 30, began: 'then', doing: 'creating' })

describe('being the only one at work on a cluster', () => {
  it('is seen by others while it lasts, and over afterwards', async () => {
    await using home = await inHome()
    const during = await underLock(home.files, 'pausing', () => readLock(home.files))
    expect(during).toEqual({ kind: 'held', doing: 'pausing', pid: process.pid })
    expect(await readLock(home.files)).toEqual({ kind: 'free' })
  })

  it('is refused to a second, with what the first does', async () => {
    await using home = await inHome()
    const second = underLock(home.files, 'pausing', () => underLock(home.files, 'deleting', () => Promise.resolve('both')))
    await expect(second).rejects.toMatchObject({ problem: { code: 'cluster-busy', params: { doing: 'pausing', pid: process.pid } } })
    expect(await readLock(home.files)).toEqual({ kind: 'free' })
  })

  it('is given to one of two that come at once', async () => {
    await using home = await inHome()
    let release = (): void => {}
    const until = new Promise<void>((resolve) => (release = resolve))
    const both = [1, 2].map(() => underLock(home.files, 'creating', () => until).then(() => 'worked', () => 'refused'))
    const first = await Promise.race(both)
    release()
    expect(first).toBe('refused')
    expect((await Promise.all(both)).sort()).toEqual(['refused', 'worked'])
  })

  it('passes on what a killed holder was at, and keeps saying so until the work is done', async () => {
    await using home = await inHome()
    await writeFile(home.files.lock, nobody)
    expect(await readLock(home.files)).toEqual({ kind: 'left', doing: 'creating' })
    const seen = await underLock(home.files, 'resuming', async (lock) => {
      await lock.say('repairing')
      return { cutOff: lock.cutOff, meanwhile: await readLock(home.files) }
    })
    expect(seen).toEqual({ cutOff: 'creating', meanwhile: { kind: 'held', doing: 'creating', pid: process.pid } })
    expect(await readLock(home.files)).toEqual({ kind: 'free' })
  })

  it('is not taken for held when another process got the number of the one that held it', async () => {
    await using home = await inHome()
    await writeFile(home.files.lock, JSON.stringify({ pid: process.pid, began: 'another boot 1', doing: 'stopping' }))
    expect(await readLock(home.files)).toEqual(process.platform === 'linux' ? { kind: 'left', doing: 'stopping' } : expect.anything())
  })

  it('takes a torn file for a creation that was cut off', async () => {
    await using home = await inHome()
    await writeFile(home.files.lock, '{"pid":')
    expect(await readLock(home.files)).toEqual({ kind: 'left', doing: 'creating' })
  })

  it('says what it does now', async () => {
    await using home = await inHome()
    const said = await underLock(home.files, 'resuming', async (lock) => {
      await lock.say('creating')
      return JSON.parse(await readFile(home.files.lock, 'utf8')).doing
    })
    expect(said).toBe('creating')
  })
})
