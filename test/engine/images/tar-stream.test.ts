import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { tarOf } from '../../../engine/images/tar-stream.ts'
import { scratchFolder } from './scratch.ts'

describe('the tar of a folder', () => {
  it('holds its files', async () => {
    const folder = scratchFolder()
    writeFileSync(join(folder, 'greeting'), 'hello from here')
    using tar = tarOf(folder)
    expect((await buffer(tar.stream)).toString()).toContain('hello from here')
  })

  it('fails, and does not end early, where the folder is not there', async () => {
    using tar = tarOf(join(scratchFolder(), 'gone'))
    await expect(buffer(tar.stream)).rejects.toThrow(/tar of .*gone ended with 2/)
  })

  it('is over once nobody wants it', () => {
    const tar = tarOf(scratchFolder())
    tar[Symbol.dispose]()
    expect(tar.stream.destroyed).toBe(true)
  })
})
