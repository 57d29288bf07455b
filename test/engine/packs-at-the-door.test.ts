import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { createEngine } from '../../engine/create-engine.ts'
import { createRouter } from '../../engine/router.ts'
import { aLoadedLab } from '../builders/labs.ts'
import { labYaml } from '../builders/pack-files.ts'
import { writePack } from '../builders/pack-folder.ts'
import { scratchFolder } from '../builders/scratch-folder.ts'

/** An engine without a cluster, asked as a window asks it. */
async function aDoor() {
  const folder = await scratchFolder()
  const environment = { KINDLAB_HOME: join(folder.path, 'home'), HOME: folder.path, PATH: process.env['PATH'], DOCKER_HOST: 'unix:///nowhere/docker.sock' }
  const engine = await createEngine({ environment })
  return {
    path: folder.path,
    home: engine.home,
    ask: createRouterClient(createRouter(engine)),
    close: () => engine.dispose(),
    [Symbol.asyncDispose]: async () => {
      await engine.dispose()
      await folder[Symbol.asyncDispose]()
    },
  }
}

const steps = [{ id: 'make', after: [] }, { id: 'remove', after: ['make'] }]
const journal = [
  { kind: 'started', at: 1, id: 'a', cluster: 'kind/kindlab', pack: 'small', lab: 'one', labVersion: '1.0.0', seed: 's', vars: {}, steps },
  { kind: 'placing', at: 2, round: 1, why: 'start', keep: 0 },
  { kind: 'placed', at: 3, round: 1, namespaces: { main: 'a' } },
  ...steps.map(({ id }, index) => ({ kind: 'passed', at: 4 + index, round: 1, step: id, points: 1, checks: ['k'] })),
]

describe('packs at the engine’s door', { timeout: 60_000 }, () => {
  it('come into the catalogue beside what came with Kindlab when they are installed, not before', async () => {
    await using door = await aDoor()
    const packsIn = async () => (await door.ask.labs.list()).packs.map(({ pack }) => pack)
    const { ticket } = await door.ask.packs.inspect({ source: await writePack(join(door.path, 'from')) })
    expect(await packsIn()).toEqual(['kubernetes-basics'])
    expect(await door.ask.packs.install({ ticket })).toMatchObject({ kind: 'installed', pack: 'small', version: '1.0.0' })
    expect(await packsIn()).toEqual(['small', 'kubernetes-basics'])
    expect((await door.ask.packs.list()).map(({ kind, pack }) => `${kind} ${pack}`)).toEqual(['installed small', 'built-in kubernetes-basics'])
  })

  it('leave what a learner did behind when they are removed; it is there again when they are', async () => {
    await using door = await aDoor()
    const source = await writePack(join(door.path, 'from'))
    const attempt = join(door.home.attempts, 'a')
    const file = join(door.home.workspaces, 'small', 'one', 'web.yaml')
    const add = async () => door.ask.packs.install({ ticket: (await door.ask.packs.inspect({ source })).ticket })
    const isDone = async () => (await door.ask.labs.list()).labs.find(({ pack }) => pack === 'small')?.done !== undefined
    await mkdir(attempt, { recursive: true })
    await mkdir(join(file, '..'), { recursive: true })
    await writeFile(file, 'kind: Service\n')
    await writeFile(join(attempt, 'lab.json'), JSON.stringify(aLoadedLab()))
    await writeFile(join(attempt, 'journal.jsonl'), journal.map((event) => `${JSON.stringify(event)}\n`).join(''))

    await add()
    expect(await isDone()).toBe(true)
    await door.ask.packs.remove({ pack: 'small' })
    expect((await door.ask.labs.list()).labs.filter(({ pack }) => pack === 'small')).toEqual([])
    expect(await readFile(file, 'utf8')).toBe('kind: Service\n')
    await add()
    expect(await isDone()).toBe(true)
  })

  it('are updated, pinned and let go, and a refusal travels as a Problem', async () => {
    await using door = await aDoor()
    const source = await writePack(join(door.path, 'from'))
    await door.ask.packs.install({ ticket: (await door.ask.packs.inspect({ source })).ticket })
    expect(await door.ask.packs.pin({ pack: 'small', pinned: true })).toMatchObject({ pinned: true })
    await expect(door.ask.packs.inspectUpdate({ pack: 'small' })).rejects.toMatchObject({ data: { code: 'pack-is-pinned' } })
    await door.ask.packs.pin({ pack: 'small', pinned: false })
    await writePack(source, { '010-one/lab.yaml': labYaml.replace('minutes: 5', 'minutes: 6') })
    const { change, ticket } = await door.ask.packs.inspectUpdate({ pack: 'small' })
    expect(change.kind).toBe('update')
    await door.ask.packs.discard({ ticket })
    await expect(door.ask.packs.install({ ticket })).rejects.toMatchObject({ data: { code: 'pack-look-over' } })
  })

  it('cannot take the name of what came with Kindlab', async () => {
    await using door = await aDoor()
    const source = await writePack(join(door.path, 'from'))
    await writeFile(join(source, 'pack.yaml'), (await readFile(join(source, 'pack.yaml'), 'utf8')).replace('id: small', 'id: kubernetes-basics'))
    await expect(door.ask.packs.inspect({ source })).rejects.toMatchObject({ data: { code: 'pack-id-built-in' } })
  })

  it('that were looked at are gone with the engine', async () => {
    await using door = await aDoor()
    const laidAside = (): Promise<string[]> => readdir(join(door.home.packs, '.staging'))
    await door.ask.packs.inspect({ source: await writePack(join(door.path, 'from')) })
    expect(await laidAside()).toHaveLength(1)
    await door.close()
    expect(await laidAside()).toEqual([])
  })
})
