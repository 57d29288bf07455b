import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { link, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Progress } from '#contract/progress.ts'
import { isRunning } from './is-running.ts'

/** Between two looks at a lock that another process holds: files tell nobody when they go. */
const lookPause = 500

/**
 * Builds of one cache one after the other, so that two commands started together do not make everything twice.
 * The lock names its process: one whose process is gone does not count.
 */
export async function whileBuilding<Result>(cache: string, progress: Progress, build: () => Promise<Result>): Promise<Result> {
  const path = join(cache, 'images', 'building.pid')
  await mkdir(join(cache, 'images'), { recursive: true })
  let told: number | undefined
  for (let holder = await take(path); holder !== undefined; holder = await take(path)) {
    if (told !== holder) progress.log(`Process ${holder} is building here already; waiting for it.`)
    told = holder
    await pause(lookPause, undefined, { signal: progress.signal }).catch(() => progress.signal.throwIfAborted())
  }
  try {
    return await build()
  } finally {
    await rm(path, { force: true })
  }
}

/** Takes the lock, or says which living process has it. */
async function take(path: string): Promise<number | undefined> {
  const own = `${path}.${randomUUID()}`
  await writeFile(own, String(process.pid))
  try {
    // A link appears whole or not at all, unlike a file that is created and then written.
    await link(own, path)
    return undefined
  } catch {
    return await holderOf(path)
  } finally {
    await rm(own, { force: true })
  }
}

async function holderOf(path: string): Promise<number | undefined> {
  const holder = readHolder(path)
  if (holder !== undefined && isRunning(holder)) return holder
  await rm(path, { force: true })
  return take(path)
}

function readHolder(path: string): number | undefined {
  try {
    return Number(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
