import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ownMark, type ProcessMark } from '../../../engine/files/process-mark.ts'
import { whileBuilding } from '../../../engine/images/build-lock.ts'
import { recordedProgress, scratchFolder } from './scratch.ts'

const lockOf = (cache: string): string => join(cache, 'images', 'building.lock')

function lockedBy(mark: ProcessMark): string {
  const cache = scratchFolder()
  mkdirSync(join(cache, 'images'))
  writeFileSync(lockOf(cache), JSON.stringify(mark))
  return cache
}

describe('the lock of a cache', () => {
  it('lets builds in one after the other', async () => {
    const cache = scratchFolder()
    const order: string[] = []
    const one = Promise.withResolvers<void>()
    const isIn = Promise.withResolvers<void>()
    const first = whileBuilding(cache, recordedProgress(), async () => {
      order.push('first in')
      isIn.resolve()
      await one.promise
      order.push('first out')
    })
    await isIn.promise
    const waiting = recordedProgress()
    const second = whileBuilding(cache, { ...waiting, log: () => one.resolve() }, async () => order.push('second in'))
    await Promise.all([first, second])
    expect(order).toEqual(['first in', 'first out', 'second in'])
  })

  it('does not wait for a process that is gone', async () => {
    const { pid } = spawnSync(process.execPath, ['--version'])
    expect(await whileBuilding(lockedBy({ pid, began: '' }), recordedProgress(), async () => 'built')).toBe('built')
  })

  it('says which process it waits for, and stops waiting when cancelled', async () => {
    const cancel = new AbortController()
    const cache = lockedBy(ownMark())
    const told: string[] = []
    const progress = { ...recordedProgress(cancel.signal), log: (line: string) => (told.push(line), cancel.abort(new Error('cancelled'))) }
    await expect(whileBuilding(cache, progress, async () => 'built')).rejects.toThrow('cancelled')
    expect([told, existsSync(lockOf(cache))]).toEqual([[`Process ${process.pid} is building here already; waiting for it.`], true])
  })

  it('is given back by a build that fails', async () => {
    const cache = scratchFolder()
    await expect(whileBuilding(cache, recordedProgress(), async () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(existsSync(lockOf(cache))).toBe(false)
  })
})
