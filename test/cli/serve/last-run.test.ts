import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forgetRun, lastRun, rememberRun } from '../../../cli/serve/last-run.ts'

let folder: string
let file: string
const another = process.pid + 1
const aRun = (pid = another) => ({ port: 4711, session: 's'.repeat(32), pid })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kindlab-run-'))
  file = join(folder, 'page.json')
})
afterEach(() => rm(folder, { recursive: true }))

describe('the run before this one', () => {
  it('is known when it was killed', async () => {
    await rememberRun(file, aRun())
    expect(await lastRun(file)).toEqual(aRun())
  })

  it('lets nobody in any more once it has ended well', async () => {
    await rememberRun(file, aRun(process.pid))
    await forgetRun(file)
    expect(await lastRun(file)).toBeUndefined()
  })

  it('is not forgotten by another', async () => {
    await rememberRun(file, aRun())
    await forgetRun(file)
    expect(await lastRun(file)).toEqual(aRun())
  })

  it('is readable by its user only', async () => {
    await rememberRun(file, aRun())
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it.each(['', '[]', 'null', '{"port":0}', '{"port":80,"session":"short","pid":1}'])('is none where the file says %j', async (text) => {
    await writeFile(file, text)
    expect(await lastRun(file)).toBeUndefined()
  })
})
