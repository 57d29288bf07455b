import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

const mark = '.part-'

/** A folder of the cache for the time of `use`. Only a build that was killed leaves one. */
export async function withScratchFolder<Result>(cache: string, name: string, use: (folder: string) => Promise<Result>): Promise<Result> {
  const shelf = join(cache, 'images')
  await mkdir(shelf, { recursive: true })
  const folder = await mkdtemp(join(shelf, `${name}${mark}`))
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What builds that were killed left half-made. Only while no other build of this cache runs. */
export async function removeScratchFolders(cache: string): Promise<void> {
  const shelf = join(cache, 'images')
  const names = existsSync(shelf) ? await readdir(shelf) : []
  await Promise.all(names.filter((name) => name.includes(mark)).map((name) => rm(join(shelf, name), { recursive: true, force: true })))
}
