import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { loadImages, saveImages } from '../../../engine/images/carry-images.ts'
import type { ImageEntry } from '../../../engine/images/list-images.ts'
import { fakeRuntime } from '../../fakes/fake-runtime.ts'
import { recordedProgress, scratchFolder } from './scratch.ts'

const kind: ImageEntry = { name: 'kind', reference: '/bin/kind', origin: 'built', presence: { kind: 'here', bytes: 1 } }
const node: ImageEntry = { name: 'node', reference: 'kindlab/node:a', origin: 'built', presence: { kind: 'here', bytes: 4 } }
const inNode: ImageEntry = { name: 'agnhost', reference: 'agnhost:1', origin: 'built', presence: { kind: 'in-node' } }

describe('images in a file', () => {
  it('are those that the container engine has, and the file is there only when it is whole', async () => {
    const folder = scratchFolder()
    const runtime = { ...fakeRuntime(), save: async (references: readonly string[]) => Readable.from([Buffer.from(references.join())]) }
    const saved = await saveImages(runtime, { entries: [kind, node, inNode], file: join(folder, 'all.tar') }, recordedProgress())
    expect([saved, await readFile(join(folder, 'all.tar'), 'utf8'), await readdir(folder)]).toEqual([['kindlab/node:a'], 'kindlab/node:a', ['all.tar']])
  })

  it('leave no half file behind when the engine stops in the middle', async () => {
    const folder = scratchFolder()
    const broken = async function* () {
      yield Buffer.from('half')
      throw new Error('gone')
    }
    const runtime = { ...fakeRuntime(), save: async () => Readable.from(broken()) }
    await expect(saveImages(runtime, { entries: [node], file: join(folder, 'all.tar') }, recordedProgress())).rejects.toThrow('gone')
    expect(await readdir(folder)).toEqual([])
  })

  it('cannot be saved before there are any', async () => {
    await expect(saveImages(fakeRuntime(), { entries: [kind, inNode], file: '/nowhere/all.tar' }, recordedProgress())).rejects.toThrow('images-none')
  })

  it('are given to the container engine as they are in the file', async () => {
    const file = join(scratchFolder(), 'all.tar')
    await writeFile(file, 'a tar')
    let loaded = ''
    const runtime = {
      ...fakeRuntime(),
      load: async (tar: Readable) => {
        loaded = await text(tar)
      },
    }
    await loadImages(runtime, file, recordedProgress())
    expect(loaded).toBe('a tar')
  })

  it('name a file that is not there', async () => {
    await expect(loadImages(fakeRuntime(), '/nowhere/all.tar', recordedProgress())).rejects.toThrow('images-file')
  })
})
