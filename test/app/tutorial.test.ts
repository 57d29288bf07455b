import { describe, expect, it } from 'vitest'
import { scratchFolder } from '../builders/scratch-folder.ts'
import { follow, readTutorial } from '../builders/tutorial.ts'

describe('the tutorial for authors', () => {
  it('followed word by word leads to a lab that is proven on the cluster', { timeout: 600_000 }, async () => {
    await using scratch = await scratchFolder()
    const steps = await readTutorial()
    for (const step of steps) await follow(step, scratch.path)
    expect(steps.at(-1)).toMatchObject({ kind: 'type', commands: 'kindlab labs test scale-up --pack my-labs', prints: 'held' })
  })
})
