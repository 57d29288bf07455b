import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pasteable, tryProgram, type RunResult } from '../../engine/programs/run-program.ts'
import { writePack } from '../builders/pack-folder.ts'
import { scratchFolder } from '../builders/scratch-folder.ts'

const program = join(import.meta.dirname, '..', '..', 'bin', 'kindlab.mjs')

/** A home of its own, and `kindlab packs …` in it: without a terminal, or in one where a person answers. */
async function aPerson() {
  const folder = await scratchFolder()
  const environment = { KINDLAB_HOME: join(folder.path, 'home'), DOCKER_HOST: 'unix:///nowhere/docker.sock', NO_COLOR: '1', LANG: 'C.UTF-8', KINDLAB_LANG: 'en' }
  const words = (given: readonly string[]): readonly string[] => [program, 'packs', ...given]
  return {
    source: await writePack(join(folder.path, 'from')),
    run: (...given: readonly string[]): Promise<RunResult> => tryProgram(process.execPath, words(given), { environment }),
    answer: (input: string, ...given: readonly string[]): Promise<RunResult> => tryProgram('script', ['-qec', pasteable(process.execPath, words(given)), '/dev/null'], { environment, input }),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
}

describe('kindlab packs', { timeout: 120_000 }, () => {
  it('shows a pack and refuses it where nobody is there to trust it; --yes trusts', async () => {
    await using person = await aPerson()
    const refused = await person.run('add', person.source)
    expect([refused.exitCode, refused.stdout]).toEqual([1, expect.stringContaining('asks for        namespaces of its own')])
    expect(refused.stderr).toContain('nobody is there to say whether small is to be trusted')
    expect((await person.run('list')).stdout).not.toContain('small')

    expect((await person.run('add', person.source, '--yes')).exitCode).toBe(0)
    expect((await person.run('list')).stdout).toContain('small  Small, 1.0.0, one lab')
  })

  it.skipIf(process.platform !== 'linux')('asks in a terminal, where anything but yes is no', async () => {
    await using person = await aPerson()
    const declined = await person.answer('\n', 'add', person.source)
    expect([declined.exitCode, declined.stdout]).toEqual([1, expect.stringContaining('Nothing was changed.')])
    const trusted = await person.answer('y\n', 'add', person.source)
    expect([trusted.exitCode, trusted.stdout]).toEqual([0, expect.stringContaining('Trust it and install it? [y/N]')])
    expect((await person.run('list')).stdout).toContain('small  Small')
  })

  it('speaks to programs: one document, also of a refusal', async () => {
    await using person = await aPerson()
    const added = JSON.parse((await person.run('add', person.source, '--yes', '--json')).stdout) as unknown
    expect(added).toMatchObject({ inspection: { pack: 'small', signature: { kind: 'unsigned' } }, installed: { kind: 'installed', pinned: false } })
    const again = await person.run('add', person.source, '--yes', '--json')
    expect([again.exitCode, JSON.parse(again.stdout)]).toEqual([1, { problem: { code: 'pack-here-already', params: { pack: 'small', source: person.source } } }])
  })

  it('pins, lets go and removes', async () => {
    await using person = await aPerson()
    await person.run('add', person.source, '--yes')
    expect((await person.run('pin', 'small')).stdout).toContain('small stays at 1.0.0')
    expect((await person.run('update')).stdout).toContain('small is pinned to 1.0.0 and stays.')
    expect((await person.run('pin', 'small', '--off')).exitCode).toBe(0)
    expect((await person.run('update')).stdout).toContain('small is as new as its source: 1.0.0.')
    expect((await person.run('remove', 'small')).stdout).toContain('What you did in its labs stays')
    expect((await person.run('list')).stdout).not.toContain('small')
  })
})
