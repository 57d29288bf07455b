import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadPack } from '../../engine/packs/load-pack.ts'
import { lintPack } from '../../authoring/lint-lab.ts'
import { scratchFolder } from '../builders/scratch-folder.ts'
import { follow, readTutorial, type TutorialStep, tutorialSteps } from '../builders/tutorial.ts'

const needsCluster = (step: TutorialStep): boolean => step.kind === 'type' && step.commands.startsWith('kindlab labs test')

describe('the tutorial for authors', () => {
  it('followed word by word, but for the proof, leads to a lab that keeps every rule', { timeout: 120_000 }, async () => {
    await using scratch = await scratchFolder()
    const steps = await readTutorial()
    for (const step of steps.filter((one) => !needsCluster(one))) await follow(step, scratch.path, { KINDLAB_HOME: join(scratch.path, 'home') })
    const result = await loadPack(join(scratch.path, 'my-labs'))
    expect(result.kind === 'loaded' ? lintPack(result.pack).filter(({ held }) => !held) : result.problems).toEqual([])
  })

  it('asks for the proof, which the tests of the program run, and shows whole files', async () => {
    const steps = await readTutorial()
    expect([steps.filter(needsCluster).length, steps.filter(({ kind }) => kind === 'write').length]).toEqual([1, 8])
  })
})

describe('reading a tutorial', () => {
  it('takes what is typed with what it prints, and files by the path before them', () => {
    const markdown = 'Type:\n\n```sh\nls\n```\n\n```text\na.txt\n```\n\nPut this into `x/a.yaml`:\n\n```yaml\nkind: Pod\n```\n'
    expect(tutorialSteps(markdown)).toEqual([
      { kind: 'type', line: 3, commands: 'ls', prints: 'a.txt' },
      { kind: 'write', line: 13, path: 'x/a.yaml', text: 'kind: Pod\n' },
    ])
  })

  it('refuses a block of which nobody knows where it goes', () => {
    expect(() => tutorialSteps('Here:\n\n```yaml\nkind: Pod\n```\n')).toThrow('line 3: no path')
  })

  it('fails where a command fails, or does not print what is shown', async () => {
    await using scratch = await scratchFolder()
    await expect(follow({ kind: 'type', line: 1, commands: 'false', prints: undefined }, scratch.path)).rejects.toThrow('ended with 1')
    await expect(follow({ kind: 'type', line: 1, commands: 'echo one', prints: 'two' }, scratch.path)).rejects.toThrow('did not print two')
  })
})
