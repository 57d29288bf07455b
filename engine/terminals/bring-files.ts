import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { tarOf, type TarEntry } from './tar.ts'

/** What is brought along of a learner's files where a terminal cannot mount them: enough for any lab, not for a checked-out repository. */
const limits = { files: 500, fileBytes: 1_048_576, bytes: 8_388_608 }

/** A tar of the files in a folder of this machine, links left out; undefined where there are none. */
export async function filesOf(folder: string, owner: { readonly uid: number; readonly gid: number }): Promise<Buffer | undefined> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const paths = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).toSorted().slice(0, limits.files)
  const entries: TarEntry[] = []
  let bytes = 0
  for (const path of paths) {
    const { size, mode } = await stat(path)
    const name = relative(folder, path).split(sep).join('/')
    if (size > limits.fileBytes || bytes + size > limits.bytes || Buffer.byteLength(name) > 100) continue
    bytes += size
    entries.push({ path: name, content: await readFile(path), mode: mode & 0o777, ...owner })
  }
  return entries.length === 0 ? undefined : tarOf(entries)
}
