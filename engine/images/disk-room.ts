import { rm, readdir, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { ProblemError } from '#contract/problem.ts'
import type { Progress } from '#contract/progress.ts'
import { runProgram } from '../programs/run-program.ts'

const gigabyte = 1e9

/** Less than this free and Go's caches are worth clearing: together they grow past 10 GB. */
const shortBelow = 15 * gigabyte

/** What the largest steps together write before they are done. */
const neededToBuild = 5 * gigabyte

export type DiskVerdict = 'enough' | 'clear-caches' | 'ask-to-clear'

/** Go's caches are the machine's own: cleared only where that was asked for, or on a CI machine that is ours alone. */
export function judgeDisk(freeBytes: number, environment: NodeJS.ProcessEnv, isRoot: boolean): DiskVerdict {
  if (freeBytes >= shortBelow) return 'enough'
  const mayClear = environment['KINDLAB_CLEAN_CACHES'] === '1' || (isRoot && environment['CI'] === 'true')
  return mayClear ? 'clear-caches' : 'ask-to-clear'
}

export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/** Refuses to begin what could not end for want of room. */
export async function needRoom(folder: string): Promise<void> {
  const free = await freeBytes(folder)
  if (free >= neededToBuild) return
  const params = { folder, needed: neededToBuild / gigabyte, free: (free / gigabyte).toFixed(1) }
  throw new ProblemError({ code: 'build-disk-short', params, fixes: [{ kind: 'action', action: 'free-disk' }] })
}

export interface Leftovers {
  readonly cache: string
  /** Outputs in the cache that are still needed. */
  readonly keep: readonly string[]
  /** Removes the images of earlier recipes. */
  readonly removeImages: () => Promise<void>
}

/** After an image is made, under the lock of the cache: clears what only its building needed, where the disk is short, and says in one line what it did. */
export async function clearWhatIsNotNeeded({ cache, keep, removeImages }: Leftovers, progress: Progress): Promise<void> {
  const free = await freeBytes(cache)
  const left = `${(free / gigabyte).toFixed(1)} GB free`
  switch (judgeDisk(free, process.env, process.getuid?.() === 0)) {
    case 'enough':
      return
    case 'ask-to-clear':
      return progress.log(`${left}: KINDLAB_CLEAN_CACHES=1 lets Kindlab clear Go's caches and its own build outputs.`)
    case 'clear-caches':
      progress.log(`${left}: clearing Go's caches, what only the build needed, and images of earlier recipes.`)
      await removeOutputs(cache, keep)
      await removeImages()
      await runProgram('go', ['clean', '-cache', '-modcache'], { signal: progress.signal })
  }
}

async function removeOutputs(cache: string, keep: readonly string[]): Promise<void> {
  const shelf = join(cache, 'images')
  const outputs = (await readdir(shelf)).map((name) => join(shelf, name)).filter((path) => !keep.includes(path) && !path.endsWith('.pid'))
  await Promise.all(outputs.map((path) => rm(path, { recursive: true, force: true })))
}
