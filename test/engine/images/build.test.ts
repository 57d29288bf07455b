import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ProblemError } from '#contract/problem.ts'
import { silentProgress } from '#contract/progress.ts'
import { build } from '../../../engine/images/build.ts'
import type { BuildStep } from '../../../engine/images/build-step.ts'
import { folderStep, type FolderStep, type FolderStepSpec } from '../../../engine/images/folder-step.ts'
import { ProgramError } from '../../../engine/programs/run-program.ts'
import { recordedProgress, scratchFolder } from './scratch.ts'

interface Workshop {
  readonly cache: string
  readonly made: string[]
  step(name: string, needs?: readonly BuildStep[], fill?: FolderStepSpec['fill']): FolderStep
}

function aWorkshop(cache = scratchFolder()): Workshop {
  const made: string[] = []
  return {
    cache,
    made,
    step: (name, needs = [], fill = async (folder) => writeFileSync(join(folder, 'output'), name)) =>
      folderStep(cache, {
        name,
        code: 'images-build-program',
        params: { program: name },
        needs,
        ingredients: { values: [name] },
        fill: async (folder, progress) => {
          made.push(name)
          await fill(folder, progress)
        },
      }),
  }
}

const shelf = ({ cache }: Workshop): string[] => readdirSync(join(cache, 'images')).toSorted()
const output = (step: FolderStep): string => readFileSync(join(step.folder, 'output'), 'utf8')
const place = (cache: string): { cache: string; progress: ReturnType<typeof recordedProgress> } => ({ cache, progress: recordedProgress() })

describe('a build', () => {
  it('makes what the goal needs before it, each once', async () => {
    const workshop = aWorkshop()
    const root = workshop.step('root')
    const goal = workshop.step('goal', [workshop.step('left', [root]), workshop.step('right', [root])])
    await build(goal, place(workshop.cache))
    expect(workshop.made).toEqual(['root', 'left', 'right', 'goal'])
  })

  it('does nothing when the goal is made, whatever became of what it needed', async () => {
    const workshop = aWorkshop()
    const goal = workshop.step('goal', [workshop.step('part')])
    await build(goal, place(workshop.cache))
    const { progress } = place(workshop.cache)
    await build(goal, { cache: workshop.cache, progress })
    expect([workshop.made, progress.events]).toEqual([['part', 'goal'], []])
  })

  it('goes on with the step in which it failed', async () => {
    const workshop = aWorkshop()
    const part = workshop.step('part')
    const breaking = workshop.step('goal', [part], async () => Promise.reject(new Error('out of luck')))
    await expect(build(breaking, place(workshop.cache))).rejects.toThrow('out of luck')
    const goal = workshop.step('goal', [part])
    await build(goal, place(workshop.cache))
    expect([workshop.made, output(goal)]).toEqual([['part', 'goal', 'goal'], 'goal'])
  })

  it('leaves nothing of a step that failed half-way', async () => {
    const workshop = aWorkshop()
    const goal = workshop.step('goal', [], async (folder) => {
      writeFileSync(join(folder, 'half'), '')
      throw new Error('out of luck')
    })
    await expect(build(goal, place(workshop.cache))).rejects.toThrow('out of luck')
    expect(shelf(workshop)).toEqual([])
  })

  it('removes what a killed build left, and does not take it for whole', async () => {
    const workshop = aWorkshop()
    const goal = workshop.step('goal')
    await build(workshop.step('other'), place(workshop.cache))
    const leftover = join(workshop.cache, 'images', 'goal.part-x1y2z3')
    writeFileSync(leftover, '')
    await build(goal, place(workshop.cache))
    expect([existsSync(leftover), output(goal)]).toEqual([false, 'goal'])
  })

  it('makes a step again when what it needs has another key', async () => {
    const workshop = aWorkshop()
    const [before, after] = ['v1', 'v2'].map((version) => workshop.step('goal', [workshop.step(version)]))
    expect(before!.key).not.toBe(after!.key)
  })

  it('ends between two steps once it is cancelled', async () => {
    const workshop = aWorkshop()
    const cancel = new AbortController()
    const part = workshop.step('part', [], async () => cancel.abort(new Error('cancelled')))
    const goal = workshop.step('goal', [part])
    await expect(build(goal, { cache: workshop.cache, progress: silentProgress(cancel.signal) })).rejects.toThrow('cancelled')
    expect([workshop.made, shelf(workshop)]).toEqual([['part'], []])
  })

  it('numbers the steps that are missing', async () => {
    const workshop = aWorkshop()
    await build(workshop.step('first'), place(workshop.cache))
    const { progress } = place(workshop.cache)
    await build(workshop.step('goal', [workshop.step('first'), workshop.step('second')]), { cache: workshop.cache, progress })
    expect(progress.events).toMatchObject([
      { kind: 'step', params: { program: 'second', number: 1, of: 2 } },
      { kind: 'step', params: { program: 'goal', number: 2, of: 2 } },
    ])
  })

  it('says which step failed, with the command and the last lines of its program', async () => {
    const workshop = aWorkshop()
    const goal = workshop.step('etcd', [], async () => Promise.reject(new ProgramError('go build ./...', 1, 'undefined: x')))
    const failure = await build(goal, place(workshop.cache)).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ProblemError)
    expect((failure as ProblemError).problem).toMatchObject({
      code: 'build-failed',
      params: { step: 'etcd' },
      detail: 'go build ./...\nended with exit code 1\nundefined: x',
    })
  })
})
