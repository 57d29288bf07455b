import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listPacks } from '../../../engine/packs/list-packs.ts'
import { aPack } from '../../builders/pack-files.ts'

describe('the packs that are here', () => {
  let root: string
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'kindlab-shelf-'))
  })
  afterEach(() => rm(root, { recursive: true, force: true }))

  async function putPack(folder: string, changes: Parameters<typeof aPack>[0] = {}): Promise<void> {
    for (const [path, { content }] of aPack(changes).files) {
      await mkdir(join(root, folder, dirname(path)), { recursive: true })
      await writeFile(join(root, folder, path), content ?? '')
    }
  }
  const shelf = () => listPacks({ packs: join(root, 'installed') }, join(root, 'built-in'))

  it('are none where no folder is', async () => {
    expect(await shelf()).toEqual({ packs: [], refused: [] })
  })

  it('are read from both places, the installed one before the built-in one of the same id', async () => {
    await putPack('built-in/small')
    await putPack('installed/small')
    expect((await shelf()).packs.map(({ folder }) => folder)).toEqual([join(root, 'installed/small')])
  })

  it('hide no other when one is refused', async () => {
    await putPack('built-in/small')
    await putPack('installed/broken', { '010-one/solution/make.sh': undefined })
    const { packs, refused } = await shelf()
    expect(packs).toHaveLength(1)
    expect(refused).toMatchObject([{ folder: join(root, 'installed/broken'), problems: [{ code: 'solution-missing' }] }])
  })
})
