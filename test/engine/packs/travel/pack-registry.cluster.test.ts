import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { runProgram } from '../../../../engine/programs/run-program.ts'
import { writePack } from '../../../builders/pack-folder.ts'
import { tarOf, type TarEntry } from '../../../builders/tar.ts'
import { startRegistry, type TestRegistry } from '../../runtime/test-registry.ts'
import { debianProgram } from '../../runtime/tiny-image.ts'
import { aMachine } from './on-the-way.ts'

const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

/** Pushes a folder as `oras push` does: an empty configuration, one layer, a manifest under a tag. */
async function push({ port }: TestRegistry, folder: string, tag: string): Promise<void> {
  const root = `http://127.0.0.1:${port}/v2/labs/small`
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const entries: TarEntry[] = await Promise.all(names.filter((one) => one.isFile()).map(async (one) => ({ name: join(one.parentPath, one.name).slice(folder.length + 1), content: await readFile(join(one.parentPath, one.name)) })))
  const [config, layer] = [Buffer.from('{}'), gzipSync(tarOf(entries))]
  for (const blob of [config, layer]) {
    const { headers } = await fetch(`${root}/blobs/uploads/`, { method: 'POST' })
    const place = new URL(headers.get('location') ?? '', root)
    place.searchParams.set('digest', digestOf(blob))
    expect((await fetch(place, { method: 'PUT', body: new Uint8Array(blob), headers: { 'content-type': 'application/octet-stream' } })).status).toBe(201)
  }
  const part = (mediaType: string, blob: Buffer) => ({ mediaType, digest: digestOf(blob), size: blob.length })
  const mediaType = 'application/vnd.oci.image.manifest.v1+json'
  const manifest = { schemaVersion: 2, mediaType, config: part('application/vnd.oci.empty.v1+json', config), layers: [part('application/vnd.oci.image.layer.v1.tar+gzip', layer)] }
  expect((await fetch(`${root}/manifests/${tag}`, { method: 'PUT', body: JSON.stringify(manifest), headers: { 'content-type': mediaType } })).status).toBe(201)
}

/** Debian's minisign, as an author has it. */
let minisign: (words: readonly string[]) => Promise<string>
beforeAll(async () => {
  const machine = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }[process.arch as 'x64' | 'arm64']
  const [program, library] = [await debianProgram('minisign', 'usr/bin/minisign'), await debianProgram('libsodium23', `usr/lib/${machine}/libsodium.so.23`)]
  minisign = (words) => runProgram(program, words, { environment: { LD_LIBRARY_PATH: dirname(library) } })
})

describe('a pack signed by minisign itself', () => {
  it('comes from a real registry, is updated there, and is refused there by another key', async () => {
    await using machine = await aMachine()
    await using registry = await startRegistry()
    const folder = join(machine.root, 'from')
    const publish = async (version: string, key: string, words: readonly string[] = []): Promise<void> => {
      const packYaml = await readFile(join(await writePack(folder), 'pack.yaml'), 'utf8')
      await writeFile(join(folder, 'pack.yaml'), packYaml.replace('version: 1.0.0', `version: ${version}`))
      await machine.travel.lock(folder)
      await rm(join(folder, 'pack.lock.minisig'), { force: true })
      await minisign(['-Sm', join(folder, 'pack.lock'), '-s', join(machine.root, `${key}.key`), '-t', `small ${version}`, ...words])
      await writeFile(join(folder, 'minisign.pub'), await readFile(join(machine.root, `${key}.pub`)))
      await push(registry, folder, '1')
    }
    for (const key of ['own', 'other']) await minisign(['-G', '-W', '-p', join(machine.root, `${key}.pub`), '-s', join(machine.root, `${key}.key`)])

    await publish('1.0.0', 'own')
    const inspection = await machine.add(`oci://127.0.0.1:${registry.port}/labs/small:1`)
    expect(inspection.signature).toMatchObject({ kind: 'signed', comment: 'small 1.0.0', trust: 'came-along' })

    await publish('1.1.0', 'own', ['-l'])
    const update = await machine.travel.inspectUpdate('small')
    expect([update.change.kind, update.signature]).toEqual(['update', expect.objectContaining({ comment: 'small 1.1.0', trust: 'same-as-before' })])
    await machine.travel.install(update.ticket)

    await publish('1.2.0', 'other')
    await expect(machine.travel.inspectUpdate('small')).rejects.toMatchObject({ problem: { code: 'pack-key-other' } })
    expect(await machine.found()).toEqual(['small 1.1.0'])
  })

  it('has a list that sha256sum checks', async () => {
    await using machine = await aMachine()
    const folder = await writePack(join(machine.root, 'from'))
    await machine.travel.lock(folder)
    expect((await runProgram('sha256sum', ['--check', '--strict', 'pack.lock'], { cwd: folder })).split('\n').filter((line) => line.endsWith(': OK'))).toHaveLength(6)
  })
})
