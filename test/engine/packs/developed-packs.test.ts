import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { forgetDeveloped, keepDeveloped } from '../../../engine/packs/developed-packs.ts'
import { builtInPacks, listPacks } from '../../../engine/packs/list-packs.ts'
import { loadPack } from '../../../engine/packs/load-pack.ts'
import { faultAt } from '../../../engine/packs/pack-problem.ts'
import { scratchFolder } from '../../builders/scratch-folder.ts'

const basics = join(builtInPacks, 'kubernetes-basics')

async function loadedBasics(folder: string) {
  const result = await loadPack(folder)
  if (result.kind === 'refused') throw new Error(JSON.stringify(result.problems))
  return result.pack
}

describe('a pack that its author works on', () => {
  it('stands in the catalogue in place of the one that is installed', async () => {
    await using home = await scratchFolder()
    const places = { packs: '/nowhere', developing: join(home.path, 'developing') }
    const folder = join(home.path, 'mine')
    await cp(basics, folder, { recursive: true })
    await keepDeveloped(places.developing, { folder, pack: await loadedBasics(folder), problems: [] })
    const during = (await listPacks(places)).packs.filter(({ pack }) => pack.id === 'kubernetes-basics')
    await forgetDeveloped(places.developing)
    const after = (await listPacks(places)).packs.filter(({ pack }) => pack.id === 'kubernetes-basics')
    expect([during, after].map((packs) => packs.map((pack) => pack.folder))).toEqual([[folder], [basics]])
  })

  it('keeps its last good save in the catalogue, beside what is wrong with the newest', async () => {
    await using home = await scratchFolder()
    const places = { packs: '/nowhere', developing: join(home.path, 'developing') }
    const problems = [faultAt({ file: '010-first-pod/lab.yaml', line: 7, column: 1 }, 'yaml-duplicate-key')]
    await keepDeveloped(places.developing, { folder: basics, pack: await loadedBasics(basics), problems })
    const { packs, refused } = await listPacks(places)
    expect([packs.filter(({ folder }) => folder === basics).length, refused]).toEqual([1, [{ folder: basics, problems }]])
  })

  it('is gone with a process that was killed', async () => {
    await using home = await scratchFolder()
    const developing = join(home.path, 'developing')
    await keepDeveloped(developing, { folder: '/mine', problems: [faultAt({ file: '.' }, 'no-labs')] })
    const file = join(developing, (await readdir(developing))[0] ?? '')
    const kept = JSON.parse(await readFile(file, 'utf8')) as { by: { began: string } }
    await writeFile(file, JSON.stringify({ ...kept, by: { ...kept.by, began: 'another' } }))
    expect((await listPacks({ packs: '/nowhere', developing })).refused).toEqual([])
  })
})
