import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { develop, type Save } from '../../authoring/develop.ts'
import { newLab } from '../../authoring/new-lab.ts'
import { homeFrom } from '../../engine/files/home.ts'
import { listPacks } from '../../engine/packs/list-packs.ts'
import { scratchFolder } from '../builders/scratch-folder.ts'

/** An author at work on a pack of one new lab; `next` resolves with the first save that is as wanted. */
async function atWork(root: string) {
  const home = homeFrom({ KINDLAB_HOME: join(root, 'home') })
  const folder = join(root, 'mine')
  await newLab(folder, 'my-lab')
  const saves: Save[] = []
  const waiting = new Set<() => void>()
  const following = await develop({ home, folder, onSave: (save) => {
    saves.push(save)
    for (const look of waiting) look()
  } })
  const next = (isWanted: (save: Save) => boolean): Promise<Save> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = saves.find(isWanted)
        if (found !== undefined) resolve(found)
      }
      waiting.add(look)
      look()
    })
  return { home, folder, lab: join(folder, '010-my-lab', 'lab.yaml'), saves, next, following }
}

describe('following an author’s folder', () => {
  it('tells at once what there is, and at each save what was saved and what is wrong, with file, line and column', async () => {
    await using scratch = await scratchFolder()
    const { folder, lab, saves, next, following } = await atWork(scratch.path)
    await using _ = following
    expect(saves.map(({ files, findings, labs }) => [files, findings, labs])).toEqual([[[], [], ['my-lab']]])
    const text = await readFile(lab, 'utf8')
    await writeFile(lab, text.replace('minutes: 10', 'minutes: soon'))
    const line = text.split('\n').indexOf('minutes: 10') + 1
    const broken = await next(({ findings }) => findings.length > 0)
    expect([broken.files, broken.findings[0]?.place, broken.shownFrom]).toEqual([['010-my-lab/lab.yaml'], `010-my-lab/lab.yaml:${line}:10`, saves[0]?.savedAt])
    await writeFile(lab, text)
    const mended = await next(({ savedAt, findings }) => savedAt > broken.savedAt && findings.length === 0)
    expect(mended.shownFrom).toBe(mended.savedAt)
    expect(folder).toContain('mine')
  })

  it('gives rules of good labs their file, line and column too', async () => {
    await using scratch = await scratchFolder()
    const { folder, lab, next, following } = await atWork(scratch.path)
    await using _ = following
    await rm(join(folder, '010-my-lab', 'tests', 'near-miss', 'first.wrong-name.sh'))
    const { findings } = await next((save) => save.findings.length > 0)
    const text = (await readFile(lab, 'utf8')).split('\n')
    const line = text.findIndex((one) => one.includes('- id: first')) + 1
    expect(findings.map(({ place, message }) => [place, message.en])).toEqual([[`010-my-lab/lab.yaml:${line}:5`, 'near-misses: 1 near-misses, at least 2 are needed']])
  })

  it('has the pack in the catalogue while it runs: the last save that loads, beside what is wrong with the newest', async () => {
    await using scratch = await scratchFolder()
    const { home, folder, lab, next, following } = await atWork(scratch.path)
    await writeFile(lab, 'kind: [')
    await next(({ findings }) => findings.length > 0)
    const during = await listPacks(home, '/nowhere')
    await following[Symbol.asyncDispose]()
    const after = await listPacks(home, '/nowhere')
    expect([during.packs.map((pack) => pack.folder), during.refused.map((one) => one.folder), after]).toEqual([[folder], [folder], { packs: [], refused: [] }])
  })

  it('does not take for a save what editors leave beside their files', async () => {
    await using scratch = await scratchFolder()
    const { folder, saves, next, following } = await atWork(scratch.path)
    await using _ = following
    await writeFile(join(folder, '010-my-lab', '.lab.yaml.swp'), '')
    await writeFile(join(folder, '010-my-lab', 'lab.yaml~'), '')
    await rm(join(folder, '010-my-lab', 'lab.yaml~'))
    await cp(join(folder, 'pack.yaml'), join(folder, 'copy.yaml'))
    await next(({ files }) => files.includes('copy.yaml'))
    expect(saves.flatMap(({ files }) => files)).toEqual(['copy.yaml'])
  })
})
