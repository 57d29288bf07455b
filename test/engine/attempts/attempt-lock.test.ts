import { existsSync } from 'node:fs'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ProblemError } from '#contract/problem.ts'
import { withAttemptLock } from '../../../engine/attempts/attempt-lock.ts'
import { beginningOf } from '../../../engine/files/process-mark.ts'
import { scratchFolder } from '../../builders/scratch-folder.ts'

const { signal } = new AbortController()

const aRunningOther = (): string => JSON.stringify({ pid: process.ppid, began: beginningOf(process.ppid) })

describe('the lock of an attempt', () => {
  it('lets one work at a time, and is gone afterwards', async () => {
    await using folder = await scratchFolder()
    const lock = join(folder.path, 'lock')
    const story: string[] = []
    const release = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const first = withAttemptLock(lock, signal, async () => {
      story.push('first begins')
      begun.resolve()
      await release.promise
      story.push('first ends')
    })
    await begun.promise
    const second = withAttemptLock(lock, signal, async () => void story.push('second'))
    release.resolve()
    await Promise.all([first, second])
    expect(story).toEqual(['first begins', 'first ends', 'second'])
    expect(existsSync(lock)).toBe(false)
  })

  it('lets one work at a time when many find a void one at once', async () => {
    await using folder = await scratchFolder()
    const lock = join(folder.path, 'lock')
    await writeFile(lock, JSON.stringify({ pid: 999_999_999, began: 'yesterday' }))
    let working = 0
    const most: number[] = []
    const work = async (): Promise<void> => {
      most.push((working += 1))
      await new Promise(setImmediate)
      working -= 1
    }
    await Promise.all(Array.from({ length: 20 }, () => withAttemptLock(lock, signal, work)))
    expect(Math.max(...most)).toBe(1)
    expect(await readdir(folder.path)).toEqual([])
  })

  it('is let go when the work fails', async () => {
    await using folder = await scratchFolder()
    const lock = join(folder.path, 'lock')
    await expect(withAttemptLock(lock, signal, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(existsSync(lock)).toBe(false)
  })

  it.each([
    ['a process that no longer runs', JSON.stringify({ pid: 999_999_999, began: 'yesterday' })],
    ['an earlier process that had our number', JSON.stringify({ pid: process.pid, began: 'yesterday' })],
    ['a process that was cut off before it wrote its number', ''],
  ])('is void when it was left by %s', async (_who, text) => {
    await using folder = await scratchFolder()
    const lock = join(folder.path, 'lock')
    await writeFile(lock, text)
    expect(await withAttemptLock(lock, signal, async () => 'done')).toBe('done')
  })

  it('says which process holds it when waiting is no use', async () => {
    await using folder = await scratchFolder()
    const lock = join(folder.path, 'lock')
    await writeFile(lock, aRunningOther())
    const error = await withAttemptLock(lock, signal, async () => 'done', 0).catch((thrown: unknown) => thrown)
    expect((error as ProblemError).problem).toEqual({ code: 'attempt-busy', params: { process: process.ppid } })
  })

  it('is not waited for once the signal aborts', async () => {
    await using folder = await scratchFolder()
    const lock = join(folder.path, 'lock')
    await writeFile(lock, aRunningOther())
    const stop = new AbortController()
    const waiting = withAttemptLock(lock, stop.signal, async () => 'done')
    stop.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
  })
})
