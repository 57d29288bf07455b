import { appendFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keptHistories } from '../../../engine/attempts/kept-histories.ts'
import { aHistory, aRollout } from '../../builders/histories.ts'
import { scratchFolder } from '../../builders/scratch-folder.ts'

const entries = aHistory(aRollout(), aRollout({ revision: 2 })).entries
const [first, second] = entries
const open = (folder: string, round = 1): ReturnType<typeof keptHistories> => keptHistories(folder, round, (line) => expect.unreachable(line))

describe('kept histories', () => {
  it('give back what was told, by check', async () => {
    await using folder = await scratchFolder()
    const kept = open(folder.path)
    kept.add('roll-out/no-gap', entries)
    kept.add('roll-out/other', entries.slice(0, 1))
    await kept.settled()
    expect([open(folder.path).kept('roll-out/no-gap'), open(folder.path).kept('roll-out/none')]).toEqual([entries, []])
    expect(await kept.all()).toEqual({ 'roll-out/no-gap': { entries }, 'roll-out/other': { entries: entries.slice(0, 1) } })
  })

  it('pass over a line that a crash cut short', async () => {
    await using folder = await scratchFolder()
    const kept = open(folder.path)
    kept.add('a/b', entries.slice(0, 1))
    await kept.settled()
    await appendFile(join(folder.path, '1', 'a.b.jsonl'), JSON.stringify(second).slice(0, 50))
    expect(open(folder.path).kept('a/b')).toEqual([first])
  })

  it('count a version once that two engines saw, whoever wrote first', async () => {
    await using folder = await scratchFolder()
    const [one, other] = [open(folder.path), open(folder.path)]
    one.add('a/b', entries)
    await one.settled()
    other.add('a/b', entries.map((entry) => (entry.kind === 'gap' ? entry : { ...entry, at: entry.at + 3 })))
    await other.settled()
    expect(open(folder.path).kept('a/b')).toEqual(entries)
  })

  it('can be replaced by a shorter one', async () => {
    await using folder = await scratchFolder()
    const kept = open(folder.path)
    kept.add('a/b', entries)
    kept.replace('a/b', entries.slice(1))
    await kept.settled()
    expect(kept.kept('a/b')).toEqual([second])
  })

  it('of an earlier round are gone: after a reset nothing of them counts', async () => {
    await using folder = await scratchFolder()
    const kept = open(folder.path)
    kept.add('a/b', entries)
    await kept.settled()
    expect([open(folder.path, 2).kept('a/b'), await readdir(folder.path)]).toEqual([[], []])
  })
})
