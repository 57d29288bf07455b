import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { pack as tarPack } from 'tar-stream'
import { ProblemError } from '#contract/problem.ts'
import type { Progress } from '#contract/progress.ts'
import { tarOf } from '../images/tar-stream.ts'
import type { LoadedPack } from '../packs/pack-store.ts'
import type { ContainerRuntime } from '../runtime/container-runtime.ts'
import { gatherContents, type BundleSite } from './bundle-contents.ts'
import { currentFormat, manifestName, titleOf, type BundleManifest, type BundlePart } from './bundle-format.ts'

export interface BundleWish {
  readonly pack: LoadedPack
  /** Packs that come with Kindlab are on the other machine already. */
  readonly isBuiltIn: boolean
  readonly file: string
}

export interface BundleFacts {
  readonly file: string
  readonly bytes: number
  readonly parts: readonly { readonly title: string; readonly bytes: number }[]
}

/**
 * Everything that a machine without a network needs for a pack, in one file, which appears whole or not at all.
 * @throws ProblemError `bundle-exists`, or what kept something from being fetched or built.
 */
export async function createBundle(site: BundleSite, { pack, isBuiltIn, file }: BundleWish, progress: Progress): Promise<BundleFacts> {
  if (await stat(file).then(() => true, () => false)) throw new ProblemError({ code: 'bundle-exists', params: { file } })
  const { folders, references } = await gatherContents(site, pack, progress)
  const scratch = `${file}.parts`
  const writing = new PartWriter(scratch, progress)
  try {
    await mkdir(join(scratch, 'parts'), { recursive: true, mode: 0o700 })
    for (const [name, folder] of folders) await writing.folder({ kind: 'folder', name }, folder)
    await writing.stream({ kind: 'images', images: await idsOf(site.runtime, references) }, await site.runtime.save(references))
    if (!isBuiltIn) await writing.folder({ kind: 'pack', pack: pack.pack.id, version: pack.pack.version }, pack.folder)
    const manifest: BundleManifest = { format: currentFormat, madeAt: new Date().toISOString(), architecture: process.arch, pack: { id: pack.pack.id, version: pack.pack.version }, parts: writing.parts }
    await putTogether(manifest, scratch, file, progress)
    return { file, bytes: (await stat(file)).size, parts: writing.parts.map((part) => ({ title: titleOf(part), bytes: part.bytes })) }
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** An image's id says whether the one on another machine is the same. */
async function idsOf(runtime: ContainerRuntime, references: readonly string[]): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries(await Promise.all(references.map(async (reference) => [reference, (await runtime.image(reference))?.id ?? ''] as const)))
}

type Described = { readonly [Kind in BundlePart['kind']]: Omit<Extract<BundlePart, { kind: Kind }>, 'file' | 'bytes' | 'sha256'> }[BundlePart['kind']]

class PartWriter {
  readonly parts: BundlePart[] = []
  readonly #scratch: string
  readonly #progress: Progress

  constructor(scratch: string, progress: Progress) {
    this.#scratch = scratch
    this.#progress = progress
  }

  async folder(described: Described, folder: string): Promise<void> {
    using tar = tarOf(folder)
    await this.stream(described, tar.stream)
  }

  async stream(described: Described, content: Readable): Promise<void> {
    const file = `parts/${this.parts.length}`
    this.#progress.step('bundle-part', { part: titleOf({ ...described, file, bytes: 0, sha256: '' } as BundlePart) })
    const hash = createHash('sha256')
    let bytes = 0
    const counting = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        bytes += chunk.length
        hash.update(chunk)
        done(null, chunk)
      },
    })
    // What is large is mostly programs, which the quickest way packs nearly as well as the best.
    await pipeline(content, createGzip({ level: 1 }), counting, createWriteStream(join(this.#scratch, file)), { signal: this.#progress.signal })
    this.parts.push({ ...described, file, bytes, sha256: hash.digest('hex') } as BundlePart)
  }
}

async function putTogether(manifest: BundleManifest, scratch: string, file: string, progress: Progress): Promise<void> {
  progress.step('bundle-write', { file })
  const fresh = join(scratch, 'bundle')
  const tar = tarPack()
  const fill = async (): Promise<void> => {
    tar.entry({ name: manifestName }, JSON.stringify(manifest))
    for (const part of manifest.parts) {
      await pipeline(createReadStream(join(scratch, part.file)), tar.entry({ name: part.file, size: part.bytes }))
      await rm(join(scratch, part.file))
    }
    tar.finalize()
  }
  await Promise.all([fill(), pipeline(tar, createWriteStream(fresh), { signal: progress.signal })])
  await rename(fresh, file)
}
