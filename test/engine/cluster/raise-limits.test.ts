import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { progressTo } from '#contract/progress.ts'
import { raiseInotify } from '../../../engine/cluster/raise-limits.ts'
import { scratchFolder } from '../../builders/scratch-folder.ts'

/** Raises limits that stand at these numbers; gives back what they are then and what was logged. */
async function raisedFrom(limits: Readonly<Record<string, number>>) {
  await using folder = await scratchFolder()
  const names = Object.keys(limits)
  for (const name of names) await writeFile(join(folder.path, name), `${limits[name]}\n`)
  const lines: string[] = []
  const progress = progressTo((event) => event.kind === 'log' && lines.push(event.line), new AbortController().signal)
  await raiseInotify(progress, folder.path)
  const after = await Promise.all(names.map(async (name) => [name, Number(await readFile(join(folder.path, name), 'utf8'))]))
  return { after: Object.fromEntries(after) as Readonly<Record<string, number>>, lines }
}

describe('the limits on watched files', () => {
  it('are raised to what clusters need, which is said in one line', async () => {
    const { after, lines } = await raisedFrom({ max_user_instances: 128, max_user_watches: 65_536 })
    expect(after).toEqual({ max_user_instances: 512, max_user_watches: 524_288 })
    expect(lines).toEqual(['Raised fs.inotify.max_user_instances 128 → 512, fs.inotify.max_user_watches 65536 → 524288'])
  })

  it('are never lowered', async () => {
    const { after, lines } = await raisedFrom({ max_user_instances: 128, max_user_watches: 1_048_576 })
    expect(after).toEqual({ max_user_instances: 512, max_user_watches: 1_048_576 })
    expect(lines).toEqual(['Raised fs.inotify.max_user_instances 128 → 512'])
  })

  it('are left alone without a word where they are high enough, or do not exist', async () => {
    expect((await raisedFrom({ max_user_instances: 512, max_user_watches: 524_288 })).lines).toEqual([])
    expect((await raisedFrom({})).lines).toEqual([])
  })
})
