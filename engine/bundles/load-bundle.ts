import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { ProblemError } from '#contract/problem.ts'
import type { Progress } from '#contract/progress.ts'
import { eachTarEntry, skip, type TarContent } from '../files/each-tar-entry.ts'
import { isOfDisk } from '../files/is-of-disk.ts'
import { freeBytes } from '../images/disk-room.ts'
import { withScratchFolder } from '../images/scratch-folder.ts'
import { runProgram } from '../programs/run-program.ts'
import { wantedFolders, type BundleSite } from './bundle-contents.ts'
import { currentFormat, manifestName, manifestSchema, titleOf, type BundleManifest, type BundlePart } from './bundle-format.ts'

export interface LoadSite extends BundleSite {
  /** Where a pack of the bundle's stays, for its updates to be looked for. */
  readonly packs: string
}

export interface Loaded {
  readonly pack: BundleManifest['pack']
  /** Parts that were here already, and were passed over. */
  readonly present: readonly string[]
  readonly loaded: readonly string[]
  /** The pack's folder, to be inspected as one of any source; undefined for a pack that comes with Kindlab. */
  readonly packFolder: string | undefined
}

const mostManifest = 1_000_000

/** What a bundle says of itself. Nothing is loaded. @throws ProblemError `bundle-missing`, `bundle-damaged`, `bundle-too-new`. */
export async function readBundle(file: string, signal: AbortSignal): Promise<BundleManifest> {
  const enough = new AbortController()
  let manifest: BundleManifest | undefined
  const read = eachEntry(file, AbortSignal.any([signal, enough.signal]), async (name, content) => {
    manifest = await readManifest(name, content, file)
    enough.abort()
  })
  await read.catch((error: unknown) => {
    if (manifest === undefined) throw error
  })
  if (manifest === undefined) throw damaged(file, 'it is empty')
  return manifest
}

/**
 * Gives this machine what a bundle holds, part by part; each is compared with its checksum before anything looks into it. What is
 * here already is passed over, so one that was cut short is gone on with by loading it again.
 * @throws ProblemError `bundle-…`, `build-disk-short`.
 */
export async function loadBundle(site: LoadSite, file: string, progress: Progress): Promise<Loaded> {
  const manifest = await readBundle(file, progress.signal)
  const loading = new Loading(site, manifest, file, progress)
  await loading.judge()
  await eachEntry(file, progress.signal, (name, content) => loading.take(name, content))
  return loading.end()
}

class Loading {
  readonly #site: LoadSite
  readonly #manifest: BundleManifest
  readonly #file: string
  readonly #progress: Progress
  /** The folders of the cache that may be filled, by their names: each is known by a recipe's key, which takes reading. */
  readonly #wanted: ReadonlyMap<string, string>
  readonly #present: string[] = []
  readonly #loaded: string[] = []
  #packFolder: string | undefined

  constructor(site: LoadSite, manifest: BundleManifest, file: string, progress: Progress) {
    this.#site = site
    this.#manifest = manifest
    this.#file = file
    this.#progress = progress
    this.#wanted = wantedFolders(site.cache)
  }

  /** Refuses what could not end well. */
  async judge(): Promise<void> {
    const { architecture, parts } = this.#manifest
    if (architecture !== process.arch) throw new ProblemError({ code: 'bundle-other-machine', params: { architecture, machine: process.arch } })
    const stranger = parts.find((part) => part.kind === 'folder' && !this.#wanted.has(part.name))
    if (stranger !== undefined) throw new ProblemError({ code: 'bundle-other-version', params: { part: titleOf(stranger) } })
    await mkdir(this.#site.cache, { recursive: true })
    const [needed, free] = [Math.max(...parts.map(({ bytes }) => bytes)) * 3, await freeBytes(this.#site.cache)]
    if (free < needed) throw new ProblemError({ code: 'build-disk-short', params: { folder: this.#site.cache, needed: (needed / 1e9).toFixed(1), free: (free / 1e9).toFixed(1) }, fixes: [{ kind: 'action', action: 'free-disk' }] })
  }

  async take(name: string, content: TarContent): Promise<void> {
    if (name === manifestName) return skip(content)
    const part = this.#manifest.parts.find(({ file }) => file === name)
    if (part === undefined) throw damaged(this.#file, `${name} is not in its list`)
    if (await this.#isHere(part)) {
      this.#present.push(titleOf(part))
      return skip(content)
    }
    this.#progress.step('bundle-load', { part: titleOf(part) })
    await withScratchFolder(this.#site.cache, 'bundle', async (folder) => {
      await this.#keep(part, content, join(folder, 'part'))
      await this.#use(part, folder)
    })
    this.#loaded.push(titleOf(part))
  }

  end(): Loaded {
    const missing = this.#manifest.parts.length - this.#present.length - this.#loaded.length
    if (missing > 0) throw damaged(this.#file, `${missing} of its parts are missing`)
    return { pack: this.#manifest.pack, present: this.#present, loaded: this.#loaded, packFolder: this.#packFolder }
  }

  async #isHere(part: BundlePart): Promise<boolean> {
    if (part.kind === 'folder') return existsSync(this.#folderOf(part.name))
    if (part.kind === 'pack') return false
    const here = await Promise.all(Object.entries(part.images).map(async ([reference, id]) => (await this.#site.runtime.image(reference))?.id === id))
    return here.every(Boolean)
  }

  async #keep(part: BundlePart, content: TarContent, path: string): Promise<void> {
    const hash = createHash('sha256')
    let bytes = 0
    const progress = this.#progress
    await pipeline(
      async function* () {
        for await (const chunk of content) {
          hash.update(chunk)
          bytes += chunk.length
          progress.fraction(bytes / part.bytes, `${(bytes / 1e6).toFixed(0)} MB`)
          yield chunk
        }
      },
      createWriteStream(path, { mode: 0o600 }),
      { signal: progress.signal },
    )
    if (hash.digest('hex') !== part.sha256) throw damaged(this.#file, `${titleOf(part)} is not what its checksum says`)
  }

  async #use(part: BundlePart, folder: string): Promise<void> {
    if (part.kind === 'images') return this.#loadImages(part, join(folder, 'part'))
    const unpacked = join(folder, 'unpacked')
    await mkdir(unpacked, { mode: 0o755 })
    await runProgram('tar', ['-C', unpacked, '-xzf', join(folder, 'part')], { signal: this.#progress.signal })
    const place = part.kind === 'folder' ? this.#folderOf(part.name) : join(this.#site.packs, part.pack)
    await mkdir(join(place, '..'), { recursive: true })
    if (part.kind === 'pack') {
      await rm(place, { recursive: true, force: true })
      this.#packFolder = place
    }
    await rename(unpacked, place)
  }

  async #loadImages({ images }: Extract<BundlePart, { kind: 'images' }>, path: string): Promise<void> {
    const tar = createReadStream(path).pipe(createGunzip())
    await this.#site.runtime.load(tar, this.#progress)
    for (const reference of Object.keys(images)) {
      if ((await this.#site.runtime.image(reference)) === undefined) throw damaged(this.#file, `it does not hold the image ${reference}`)
    }
  }

  #folderOf(name: string): string {
    const folder = this.#wanted.get(name)
    if (folder === undefined) throw damaged(this.#file, `${name} is not a part of Kindlab’s`)
    return folder
  }
}

async function eachEntry(file: string, signal: AbortSignal, take: (name: string, content: TarContent) => Promise<void>): Promise<void> {
  await stat(file).catch((cause: unknown) => {
    throw new ProblemError({ code: 'bundle-missing', params: { file } }, { cause })
  })
  try {
    await eachTarEntry({ file: createReadStream(file), signal }, ({ name }, content) => take(name, content))
  } catch (error) {
    signal.throwIfAborted()
    throw error instanceof ProblemError || isOfDisk(error) ? error : damaged(file, String(error))
  }
}

async function readManifest(name: string, content: TarContent, file: string): Promise<BundleManifest> {
  if (name !== manifestName) throw damaged(file, `it begins with ${name}`)
  const text = (await buffer(limited(content, file))).toString('utf8')
  const json: unknown = JSON.parse(text)
  if (typeof json === 'object' && json !== null && 'format' in json && Number(json.format) > currentFormat) throw new ProblemError({ code: 'bundle-too-new', params: { file } })
  return manifestSchema.parse(json)
}

async function* limited(content: TarContent, file: string): TarContent {
  let bytes = 0
  for await (const chunk of content) {
    bytes += chunk.length
    if (bytes > mostManifest) throw damaged(file, 'its list is longer than any of Kindlab’s')
    yield chunk
  }
}

const damaged = (file: string, reason: string): ProblemError => new ProblemError({ code: 'bundle-damaged', params: { file }, detail: reason })
