import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, type Dirent } from 'node:fs'
import { readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { pack, type Pack } from 'tar-stream'
import { ProblemError } from '#contract/problem.ts'
import type { Home } from '../files/home.ts'
import { currentFormat, isLeftOut, keptFolders, manifestName, unitOf } from './backup-format.ts'

export interface BackupFacts {
  readonly file: string
  readonly bytes: number
  readonly files: number
}

/**
 * Writes progress, the learner's files and installed packs into one file, which appears whole or not at all.
 * @throws ProblemError `backup-exists` where there is a file of that name; `home-disk-full`.
 */
export async function makeBackup({ home, file, signal }: { readonly home: Home; readonly file: string; readonly signal: AbortSignal }): Promise<BackupFacts> {
  if (await isThere(file)) throw new ProblemError({ code: 'backup-exists', params: { file } })
  const fresh = `${file}.${randomUUID().slice(0, 8)}.tmp`
  const tar = pack()
  try {
    const [files] = await Promise.all([fill(tar, home.root), pipeline(tar, createGzip(), createWriteStream(fresh, { mode: 0o600 }), { signal })])
    await rename(fresh, file)
    return { file, files, bytes: (await stat(file)).size }
  } catch (error) {
    await rm(fresh, { force: true })
    throw error
  }
}

const isThere = (file: string): Promise<boolean> => stat(file).then(() => true, () => false)

async function fill(tar: Pack, root: string): Promise<number> {
  tar.entry({ name: manifestName }, JSON.stringify({ format: currentFormat, madeAt: new Date().toISOString() }))
  let files = 0
  for (const folder of keptFolders) {
    for await (const path of filesBelow(root, folder)) {
      await put(tar, root, path)
      files += 1
    }
  }
  tar.finalize()
  return files
}

/** Paths of plain files below a folder, with `/` on every system. Links lead who knows where and are left out. */
async function* filesBelow(root: string, folder: string): AsyncGenerator<string> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((): Dirent[] => [])
  for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) yield* filesBelow(root, path)
    else if (entry.isFile() && !isLeftOut(entry.name) && unitOf(path) !== undefined) yield path
  }
}

/** A journal that grows meanwhile is kept as long as it was when it was looked at. */
async function put(tar: Pack, root: string, path: string): Promise<void> {
  const { size, mtime } = await stat(join(root, path))
  const entry = tar.entry({ name: path, size, mtime, mode: 0o600 })
  if (size === 0) {
    entry.end(undefined)
    return
  }
  await pipeline(createReadStream(join(root, path), { end: size - 1 }), entry)
}
