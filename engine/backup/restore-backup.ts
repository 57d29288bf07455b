import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { createGunzip } from 'node:zlib'
import type { Header } from 'tar-stream'
import { ProblemError } from '#contract/problem.ts'
import { eachTarEntry, type TarContent } from '../files/each-tar-entry.ts'
import { isOfDisk } from '../files/is-of-disk.ts'
import type { Home } from '../files/home.ts'
import { currentFormat, limits, manifestName, manifestSchema, unitOf } from './backup-format.ts'

export interface RestoreFacts {
  readonly madeAt: string
  /** Attempts, labs' files and packs that were put back. */
  readonly restored: number
  /** Where what was there under the same names was moved; undefined where nothing was. */
  readonly aside: string | undefined
}

/**
 * Puts back what a backup holds. Read and judged whole before anything of the home is touched; what is there under the same
 * name is moved aside, never deleted.
 * @throws ProblemError `backup-missing`, `backup-damaged`, `backup-too-new`.
 */
export async function restoreBackup({ home, file, signal }: { readonly home: Home; readonly file: string; readonly signal: AbortSignal }): Promise<RestoreFacts> {
  const staging = join(home.root, `restoring-${randomUUID().slice(0, 8)}`)
  try {
    const { madeAt, units } = await unpack(file, staging, signal)
    const aside = await putBack(units, staging, home.root)
    return { madeAt, restored: units.size, aside }
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

async function unpack(file: string, staging: string, signal: AbortSignal): Promise<Unpacking> {
  await stat(file).catch((cause: unknown) => {
    throw new ProblemError({ code: 'backup-missing', params: { file } }, { cause })
  })
  const unpacking = new Unpacking(file, staging)
  try {
    await eachTarEntry({ file: createReadStream(file), through: [createGunzip()], signal }, (header, content) => unpacking.take(header, content))
    unpacking.end()
    return unpacking
  } catch (error) {
    signal.throwIfAborted()
    throw error instanceof ProblemError || isOfDisk(error) ? error : damaged(file, String(error))
  }
}

/** What a backup says of itself and holds, entry by entry. */
class Unpacking {
  madeAt = ''
  /** Paths of what was unpacked whole. */
  readonly units = new Set<string>()
  readonly #file: string
  readonly #staging: string
  #files = 0
  #bytes = 0

  constructor(file: string, staging: string) {
    this.#file = file
    this.#staging = staging
  }

  async take({ name, type, size }: Header, content: TarContent): Promise<void> {
    if (this.madeAt === '') {
      this.madeAt = await readManifest(name, content, this.#file)
      return
    }
    this.units.add(this.#judge(name, type))
    this.#files += 1
    this.#bytes += size
    if (this.#files > limits.files || this.#bytes > limits.bytes) throw damaged(this.#file, 'it holds more than any backup of Kindlab’s')
    const path = join(this.#staging, name)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await writeFile(path, content, { mode: 0o600, flag: 'wx' })
  }

  end(): void {
    if (this.madeAt === '') throw damaged(this.#file, 'it is empty')
  }

  #judge(name: string, type: Header['type']): string {
    const unit = unitOf(name)
    if (type !== 'file') throw damaged(this.#file, `${name} is no plain file`)
    if (unit === undefined) throw damaged(this.#file, `${name} leads elsewhere`)
    return unit
  }
}

const damaged = (file: string, reason: string): ProblemError => new ProblemError({ code: 'backup-damaged', params: { file }, detail: reason })

async function readManifest(name: string, content: TarContent, file: string): Promise<string> {
  if (name !== manifestName) throw damaged(file, `it begins with ${name}`)
  const { format, madeAt } = manifestSchema.parse(JSON.parse(await text(content)))
  if (format > currentFormat) throw new ProblemError({ code: 'backup-too-new', params: { file } })
  return madeAt
}

async function putBack(units: ReadonlySet<string>, staging: string, root: string): Promise<string | undefined> {
  const aside = join(root, 'replaced', new Date().toISOString().replaceAll(/[:.]/g, '-'))
  let isUsed = false
  for (const unit of units) {
    isUsed = (await move(join(root, unit), join(aside, unit))) || isUsed
    await move(join(staging, unit), join(root, unit))
  }
  return isUsed ? aside : undefined
}

/** False where there was nothing to move. */
async function move(from: string, to: string): Promise<boolean> {
  if (!(await stat(from).then(() => true, () => false))) return false
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  await rename(from, to)
  return true
}
