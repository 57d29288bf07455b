import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { describe, expect, it } from 'vitest'
import { silentProgress } from '#contract/progress.ts'
import { wantedFolders } from '../../../engine/bundles/bundle-contents.ts'
import { currentFormat, manifestName, type BundlePart } from '../../../engine/bundles/bundle-format.ts'
import { loadBundle, readBundle, type LoadSite } from '../../../engine/bundles/load-bundle.ts'
import type { ContainerRuntime, ImageFacts } from '../../../engine/runtime/container-runtime.ts'
import { scratchFolder } from '../../builders/scratch-folder.ts'
import { fakeRuntime } from '../../fakes/fake-runtime.ts'

const { signal } = new AbortController()
const progress = silentProgress(signal)
const node = 'kindlab/node:v1.37.0-abc'

interface Content {
  readonly part: Record<string, unknown>
  readonly bytes: Buffer
}

async function folderPart(name: string, files: Readonly<Record<string, string>>): Promise<Content> {
  return { part: { kind: 'folder', name }, bytes: gzipSync(await tarOf(Object.entries(files))) }
}

const imagesPart: Content = { part: { kind: 'images', images: { [node]: 'sha256:1' } }, bytes: gzipSync('what docker save wrote') }

async function tarOf(entries: readonly (readonly [name: string, content: string | Buffer])[]): Promise<Buffer> {
  const tar = pack()
  for (const [name, content] of entries) tar.entry({ name }, content)
  tar.finalize()
  return buffer(tar)
}

interface Altered {
  readonly manifest?: Record<string, unknown>
  /** Of the first part, as it is written: not as it is described. */
  readonly written?: Buffer
  readonly more?: readonly (readonly [string, string])[]
}

async function bundleOf(file: string, contents: readonly Content[], { manifest = {}, written, more = [] }: Altered = {}): Promise<string> {
  const parts = contents.map(({ part, bytes }, index) => ({ ...part, file: `parts/${index}`, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }) as unknown as BundlePart)
  const whole = { format: currentFormat, madeAt: '2026-11-24T00:00:00Z', architecture: process.arch, pack: { id: 'mine', version: '1.0.0' }, parts, ...manifest }
  await writeFile(file, await tarOf([[manifestName, JSON.stringify(whole)], ...contents.map(({ bytes }, index) => [`parts/${index}`, index === 0 ? (written ?? bytes) : bytes] as const), ...more]))
  return file
}

/** A Docker that takes whatever it is given as the node's image. */
function takingImages(): { readonly runtime: ContainerRuntime; readonly given: string[] } {
  const given: string[] = []
  const image: ImageFacts = { id: 'sha256:1', tags: [node], digests: [], sizeBytes: 1, labels: {} }
  const runtime: Partial<ContainerRuntime> = {
    image: (reference) => Promise.resolve(reference === node && given.length > 0 ? image : undefined),
    load: async (tar) => void given.push((await buffer(tar)).toString()),
  }
  return { runtime: Object.assign(fakeRuntime(), runtime), given }
}

function siteIn(folder: string): LoadSite & { readonly given: string[]; readonly kind: string } {
  const cache = join(folder, 'cache')
  const kind = [...wantedFolders(cache).keys()].find((name) => name.startsWith('kind')) ?? ''
  return { ...takingImages(), cache, packs: join(folder, 'bundled'), kind }
}

describe('a bundle', () => {
  it('brings programs into the cache, images into Docker and a pack to where it is inspected', async () => {
    await using folder = await scratchFolder()
    const site = siteIn(folder.path)
    const packPart: Content = { part: { kind: 'pack', pack: 'mine', version: '1.0.0' }, bytes: gzipSync(await tarOf([['pack.yaml', 'id: mine']])) }
    const file = await bundleOf(join(folder.path, 'b'), [await folderPart(site.kind, { kind: 'a program' }), imagesPart, packPart])
    expect(await loadBundle(site, file, progress)).toMatchObject({ present: [], loaded: [expect.stringContaining('kind'), node, 'mine 1.0.0'], packFolder: join(site.packs, 'mine') })
    expect(site.given).toEqual(['what docker save wrote'])
    expect(await readFile(join(site.cache, 'images', site.kind, 'kind'), 'utf8')).toBe('a program')
    expect(await readFile(join(site.packs, 'mine', 'pack.yaml'), 'utf8')).toBe('id: mine')
  })

  it('is gone on with where it was cut short', async () => {
    await using folder = await scratchFolder()
    const site = siteIn(folder.path)
    const file = await bundleOf(join(folder.path, 'b'), [await folderPart(site.kind, { kind: 'a program' }), imagesPart])
    const whole = await readFile(file)
    await truncate(file, whole.lastIndexOf('parts/1') + 100)
    await expect(loadBundle(site, file, progress)).rejects.toMatchObject({ problem: { code: 'bundle-damaged' } })
    await writeFile(file, whole)
    expect(await loadBundle(site, file, progress)).toMatchObject({ present: [expect.stringContaining('kind')], loaded: [node] })
    expect(await loadBundle(site, file, progress)).toMatchObject({ loaded: [] })
  })

  it('tells what is in it without loading anything', async () => {
    await using folder = await scratchFolder()
    const site = siteIn(folder.path)
    const file = await bundleOf(join(folder.path, 'b'), [await folderPart(site.kind, {}), imagesPart])
    expect((await readBundle(file, signal)).parts.map(({ kind }) => kind)).toEqual(['folder', 'images'])
    expect(existsSync(site.cache)).toBe(false)
  })

  it.each([
    ['whose part is not what its checksum says', { written: gzipSync('evil') }, 'bundle-damaged'],
    ['with something that its list does not name', { more: [['parts/9', 'x']] }, 'bundle-damaged'],
    ['of a newer Kindlab', { manifest: { format: 2, news: true } }, 'bundle-too-new'],
    ['for another kind of processor', { manifest: { architecture: 's390x' } }, 'bundle-other-machine'],
    ['with a list that is none', { manifest: { parts: 'many' } }, 'bundle-damaged'],
  ] as const)('%s is refused, and nothing of that part is kept', async (_what, altered, code) => {
    await using folder = await scratchFolder()
    const site = siteIn(folder.path)
    const file = await bundleOf(join(folder.path, 'b'), [await folderPart(site.kind, { kind: 'a program' })], altered as Altered)
    await expect(loadBundle(site, file, progress)).rejects.toMatchObject({ problem: { code } })
    if (code === 'bundle-damaged' && 'written' in altered) expect(existsSync(join(site.cache, 'images', site.kind))).toBe(false)
  })

  it.each(['node-evil', '../kind', 'kind-0000000000'])('fills no folder of the cache but those that this Kindlab looks into: %s', async (name) => {
    await using folder = await scratchFolder()
    const site = siteIn(folder.path)
    const file = await bundleOf(join(folder.path, 'b'), [await folderPart(name, { kind: 'x' })])
    await expect(loadBundle(site, file, progress)).rejects.toMatchObject({ problem: { code: expect.stringMatching(/bundle-(other-version|damaged)/) } })
    expect(existsSync(join(site.cache, 'images', basename(name)))).toBe(false)
  })

  it('that is not there, or is a photograph, is said to be so', async () => {
    await using folder = await scratchFolder()
    await mkdir(join(folder.path, 'x'))
    await writeFile(join(folder.path, 'photo'), Buffer.alloc(5_000, 7))
    await expect(readBundle(join(folder.path, 'none'), signal)).rejects.toMatchObject({ problem: { code: 'bundle-missing' } })
    await expect(readBundle(join(folder.path, 'photo'), signal)).rejects.toMatchObject({ problem: { code: 'bundle-damaged' } })
  })
})
