import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dockerArchitecture, writeDockerArchive } from '../../../engine/images/docker-archive.ts'
import { runProgram } from '../../../engine/programs/run-program.ts'
import { scratchFolder } from './scratch.ts'

function aRoot(): string {
  const root = scratchFolder()
  mkdirSync(join(root, 'bin'))
  writeFileSync(join(root, 'bin', 'pause'), 'a program', { mode: 0o755 })
  return root
}

const config = { references: ['registry.k8s.io/pause:3.10', 'registry.k8s.io/pause:3.10.2'], entrypoint: ['/pause'] }
const write = (root: string): Promise<string> => writeDockerArchive(root, config, scratchFolder(), new AbortController().signal)

async function unpack(archive: string): Promise<(name: string) => Buffer> {
  const folder = scratchFolder()
  await runProgram('tar', ['-xf', archive, '-C', folder])
  return (name) => readFileSync(join(folder, name))
}

describe('a docker archive', () => {
  it('names its references, and its layer and configuration by their checksums', async () => {
    const read = await unpack(await write(aRoot()))
    const [{ Config, RepoTags, Layers }] = JSON.parse(read('manifest.json').toString())
    const sha256 = (name: string): string => createHash('sha256').update(read(name)).digest('hex')
    const image = JSON.parse(read(Config).toString())
    expect(RepoTags).toEqual(config.references)
    expect([`${sha256(Config)}.json`, image.rootfs.diff_ids]).toEqual([Config, [`sha256:${sha256(Layers[0])}`]])
    expect(image.config.Entrypoint).toEqual(['/pause'])
  })

  it('is the same, byte for byte, for the same root made at another time', async () => {
    const later = aRoot()
    utimesSync(join(later, 'bin', 'pause'), 2_000_000_000, 2_000_000_000)
    const [one, two] = await Promise.all([write(aRoot()), write(later)])
    expect(readFileSync(one).equals(readFileSync(two))).toBe(true)
  })

  it('speaks of processors as Docker does', () => {
    expect([dockerArchitecture('x64'), dockerArchitecture('arm64')]).toEqual(['amd64', 'arm64'])
  })
})
