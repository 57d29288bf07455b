import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listPacks } from '../../engine/packs/list-packs.ts'
import { kindlab } from './kindlab-process.ts'

let pack: string

beforeAll(async () => {
  pack = join(await mkdtemp(join(tmpdir(), 'kindlab-author-')), 'mine')
})
afterAll(() => rm(join(pack, '..'), { recursive: true, force: true }))

describe('an author with a terminal', () => {
  it('begins a lab that lints', async () => {
    const made = await kindlab(['labs', 'new', pack, 'my-lab', '--lang', 'en'])
    const linted = await kindlab(['labs', 'lint', pack, '--lang', 'en'])
    expect([made.exitCode, linted.exitCode, linted.stdout]).toEqual([0, 0, expect.stringMatching(/^(\d+) of \1 rules held\n$/)])
  })

  it('is told by the proofs what is still to be written', async () => {
    const { exitCode, stdout } = await kindlab(['labs', 'test', 'my-lab', '--pack', pack, '--lang', 'en'])
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining('solution/first.sh is not written yet')])
    expect(stdout).toMatch(/\d+ of \d+ held\n$/)
  })

  it('is told of each mistake with its file, line and column', async () => {
    const path = join(pack, '010-my-lab', 'lab.yaml')
    const lab = await readFile(path, 'utf8')
    const line = lab.split('\n').indexOf('minutes: 10') + 1
    await writeFile(path, lab.replace('minutes: 10', 'minuts: 10'))
    const { exitCode, stdout } = await kindlab(['labs', 'lint', pack, '--lang', 'en'])
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining(`010-my-lab/lab.yaml:${line}:1`)])
  })

  it('is told which labs there are when one is misspelt', async () => {
    const { exitCode, stderr } = await kindlab(['labs', 'test', 'frist-pod', '--lang', 'en'])
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('There is no lab “frist-pod”')])
  })

  it('has the labs judged again on their recordings without a cluster', async () => {
    const { exitCode, stdout } = await kindlab(['labs', 'test', '--replay', '--json'], { KINDLAB_CLUSTER: 'kindlab-nowhere' })
    const { held, of, labs } = JSON.parse(stdout) as { held: number; of: number; labs: unknown[] }
    const shipped = (await listPacks({ packs: '/nowhere' })).packs.flatMap((pack) => pack.labs)
    expect([exitCode, labs.length, held]).toEqual([0, shipped.length, of])
  })

  it('sees what the cluster is made of', async () => {
    const { stdout } = await kindlab(['images', 'list', '--json'])
    const entries = JSON.parse(stdout) as { name: string; presence: { kind: string } }[]
    expect(entries.map(({ name, presence }) => [name, presence.kind === 'missing'])).toEqual([['kind', false], ['node', false], ['terminal', false], ['agnhost', false]])
  })
})
