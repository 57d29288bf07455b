import { constants } from 'node:fs'
import { lstat, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { packLimits } from './pack-limits.ts'
import { faultAt, type PackProblem } from './pack-problem.ts'

/** A pack's files as plain values: relative path with forward slashes → what is in it. Reading stops here; all else is judged without I/O. */
export interface PackFiles {
  readonly folder: string
  readonly files: ReadonlyMap<string, PackFile>
}

export interface PackFile {
  readonly bytes: number
  /** Only of files that Kindlab itself reads. */
  readonly content?: Buffer
}

const textFile = /\.(ya?ml|md|sh)$/
// Names that Windows can hold too: a pack is one folder for every system.
const plainName = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/
const windowsDevice = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i

/** Whether every system can hold a file of this name. */
export const isPlainName = (name: string): boolean => plainName.test(name) && !windowsDevice.test(name) && !name.endsWith('.')

/** Reads a pack's folder without following a link, within the limits. Never throws. */
export async function readPackFiles(folder: string): Promise<PackFiles | { readonly problems: readonly PackProblem[] }> {
  const reader = new FolderReader(folder)
  await reader.readFolder('', 0)
  return reader.problems.length > 0 ? { problems: reader.problems } : { folder, files: reader.files }
}

class FolderReader {
  readonly files = new Map<string, PackFile>()
  readonly problems: PackProblem[] = []
  readonly #root: string
  #bytes = 0

  constructor(root: string) {
    this.#root = root
  }

  async readFolder(path: string, depth: number): Promise<void> {
    if (depth > packLimits.folders) return this.#refuse(path, 'too-deep', { limit: packLimits.folders })
    const names = await readdir(join(this.#root, path)).catch((error: unknown) => this.#unreadable(path, error))
    for (const name of (names ?? []).toSorted()) {
      if (this.#isFull()) return
      await this.#readEntry(path === '' ? name : `${path}/${name}`, name, depth)
    }
  }

  async #readEntry(path: string, name: string, depth: number): Promise<void> {
    // Files of editors and of version control are nobody's problem and nobody's data.
    if (name.startsWith('.')) return
    if (!isPlainName(name)) return this.#refuse(path, 'bad-file-name')
    const facts = await lstat(join(this.#root, path)).catch((error: unknown) => this.#unreadable(path, error))
    if (!facts) return
    if (facts.isSymbolicLink()) return this.#refuse(path, 'symbolic-link')
    if (facts.isDirectory()) return this.readFolder(path, depth + 1)
    if (!facts.isFile()) return this.#refuse(path, 'not-a-file')
    await this.#readFile(path, facts.size)
  }

  async #readFile(path: string, bytes: number): Promise<void> {
    this.#bytes += bytes
    if (this.#bytes > packLimits.packBytes) return this.#refuse('', 'pack-too-large', { limit: packLimits.packBytes })
    if (this.files.size >= packLimits.files) return this.#refuse('', 'too-many-files', { limit: packLimits.files })
    if (!textFile.test(path)) return void this.files.set(path, { bytes })
    if (bytes > packLimits.textBytes) return this.#refuse(path, 'file-too-large', { found: bytes, limit: packLimits.textBytes })
    const content = await readPlainFile(join(this.#root, path)).catch((error: unknown) => this.#unreadable(path, error))
    if (content) this.files.set(path, { bytes, content })
  }

  #isFull(): boolean {
    return this.problems.length >= packLimits.problems || this.files.size > packLimits.files || this.#bytes > packLimits.packBytes
  }

  #refuse(file: string, ...fault: [Parameters<typeof faultAt>[1], Parameters<typeof faultAt>[2]?]): void {
    this.problems.push(faultAt({ file: file === '' ? '.' : file }, ...fault))
  }

  #unreadable(file: string, error: unknown): undefined {
    this.#refuse(file, 'not-readable', { reason: error instanceof Error && 'code' in error ? String(error.code) : String(error) })
  }
}

/** Reads at most the limit: a file that grows while we look, or became a link since, is not followed. */
async function readPlainFile(path: string): Promise<Buffer> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
  try {
    const buffer = Buffer.alloc(packLimits.textBytes)
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    return Buffer.from(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}
