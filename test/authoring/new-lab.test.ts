import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lintPack } from '../../authoring/lint-lab.ts'
import { newLab, nextNumber } from '../../authoring/new-lab.ts'
import { loadPack } from '../../engine/packs/load-pack.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'kindlab-new-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

describe('a new lab', () => {
  it('makes a pack where there is none, and loads and lints in both languages', async () => {
    await newLab(join(root, 'mine'), 'first')
    const result = await loadPack(join(root, 'mine'))
    if (result.kind === 'refused') throw new Error(JSON.stringify(result.problems))
    expect(Object.keys(result.pack.labs[0]?.texts ?? {})).toEqual(['en', 'ko'])
    expect(lintPack(result.pack).filter(({ held }) => !held)).toEqual([])
  })

  it('ends every script with an error that says which file is to be written', async () => {
    const made = await newLab(root, 'first')
    if (made.kind === 'refused') throw new Error(made.reason)
    const scripts = await Promise.all(made.files.filter((path) => path.endsWith('.sh')).map((path) => readFile(path, 'utf8')))
    expect(scripts.map((script) => script.endsWith('is not written yet" >&2\nexit 1\n'))).toEqual([true, true, true, true])
  })

  it('stands behind those that are there, in the languages of its pack', async () => {
    await newLab(root, 'first')
    const packYaml = await readFile(join(root, 'pack.yaml'), 'utf8')
    await writeFile(join(root, 'pack.yaml'), packYaml.replace('all: [en, ko]', 'all: [en]'))
    expect(await newLab(root, 'second')).toMatchObject({ kind: 'made', folder: join(root, '020-second') })
    expect((await loadPack(root)).kind).toBe('loaded')
  })

  it('writes over nothing and takes no name that is none', async () => {
    await newLab(root, 'first')
    expect(await newLab(root, 'first')).toEqual({ kind: 'refused', reason: 'labThere', folder: join(root, '010-first') })
    expect(await newLab(root, '../etc')).toEqual({ kind: 'refused', reason: 'labIdBad', folder: root })
    await writeFile(join(root, 'pack.yaml'), 'kind: Pack\n')
    expect(await newLab(root, 'second')).toEqual({ kind: 'refused', reason: 'packBroken', folder: root })
  })
})

describe('the number of a new lab', () => {
  it('is the next ten', () => {
    expect([nextNumber([]), nextNumber(['010-a', '025-b', 'pack.yaml']), nextNumber(['090-a'])]).toEqual(['010', '030', '100'])
  })
})
