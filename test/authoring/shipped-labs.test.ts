import { describe, expect, it } from 'vitest'
import { lintPack } from '../../authoring/lint-lab.ts'
import { lintExpressions } from '../../authoring/lint-shelf.ts'
import { printReports } from '../../authoring/print-report.ts'
import { replayLab } from '../../authoring/replay.ts'
import { codeBlocks } from '../../engine/packs/lesson-text.ts'
import { builtInPacks, findLab, listPacks } from '../../engine/packs/list-packs.ts'

const shelf = await listPacks({ packs: '/nowhere' }, builtInPacks)
const labs = shelf.packs.flatMap((pack) => pack.labs.map((loaded) => ({ id: loaded.lab.id, pack, loaded })))

describe('the packs that come with Kindlab', () => {
  it('all load', () => {
    expect(shelf.refused).toEqual([])
    expect(shelf.packs.map(({ pack }) => pack.id)).toEqual(['kubernetes-basics'])
    expect(labs.slice(0, 3).map(({ id }) => id)).toEqual(['first-pod', 'self-healing-deployment', 'service-in-front'])
  })

  it.each(shelf.packs.map((pack) => [pack.pack.id, pack] as const))('%s keeps every rule of good labs', (_, pack) => {
    expect(lintPack(pack).filter(({ held }) => !held)).toEqual([])
  })

  it.each(shelf.packs.map((pack) => [pack.pack.id, pack] as const))('%s has no expression that could not be evaluated on what was recorded', async (_, pack) => {
    expect((await lintExpressions(pack)).filter(({ held }) => !held)).toEqual([])
  })

  it('are found by the id of a lab', () => {
    expect(findLab(shelf, 'service-in-front')?.pack.pack.id).toBe('kubernetes-basics')
    expect(findLab(shelf, 'service-in-back')).toBeUndefined()
  })
})

describe.each(labs)('the lab $id', ({ pack, loaded }) => {
  it('is written in English and Korean, each step with something to run', () => {
    expect(Object.keys(loaded.texts)).toEqual(['en', 'ko'])
    for (const lesson of Object.values(loaded.texts)) {
      expect(lesson.introduction.length).toBeGreaterThan(300)
      for (const { id } of loaded.lab.steps) expect(codeBlocks(lesson.steps[id] ?? '').filter(({ marks }) => marks.includes('run')).length).toBeGreaterThan(0)
    }
  })

  it('says in each language what that language writes', () => {
    const korean = Object.values(loaded.texts['ko']?.steps ?? {})
    const english = Object.values(loaded.texts['en']?.steps ?? {})
    expect(korean.every((text) => /[가-힣]{2,}/.test(text))).toBe(true)
    expect(english.some((text) => /[가-힣]/.test(text))).toBe(false)
  })

  it('is judged on its recordings as it was on the cluster, and every part of every check can fail', async () => {
    const report = await replayLab(pack, loaded)
    expect(printReports([{ ...report, proofs: report.proofs.filter(({ held }) => !held) }], 'en').split('\n').slice(0, -2)).toEqual([])
    expect(report.proofs.length).toBeGreaterThan(40)
  })
})
