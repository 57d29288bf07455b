import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isMarkAlive, ownMark, type ProcessMark } from './process-mark.ts'

/** Milliseconds between two looks at a lock that another holds: files tell nobody when they go. */
const lookPause = 50

export interface Turn {
  /** The file that says whose turn it is. */
  readonly file: string
  readonly signal: AbortSignal
  /** Told once of each process that has to be waited for; this one itself may be it. */
  readonly onWait?: (pid: number) => void
  /** For whom the turn may come too late: how long to wait, in milliseconds, and the error of then; without it, as long as the signal allows. */
  readonly patience?: { readonly within: number; readonly otherwise: (pid: number) => Error }
}

/** Does something while nobody else does it with the same file, in this process or another. Who is gone does not count. */
export async function oneAtATime<Result>({ file, signal, onWait, patience }: Turn, work: () => Promise<Result>): Promise<Result> {
  signal.throwIfAborted()
  await mkdir(dirname(file), { recursive: true })
  const began = performance.now()
  let told: number | undefined
  for (let holder = await take(file); holder !== undefined; holder = await take(file)) {
    if (told !== holder) onWait?.(holder)
    told = holder
    if (patience !== undefined && performance.now() - began > patience.within) throw patience.otherwise(holder)
    await pause(lookPause, undefined, { signal }).catch(() => signal.throwIfAborted())
  }
  try {
    return await work()
  } finally {
    await rm(file, { force: true })
  }
}

/** Takes the lock, or says which living process has it. */
async function take(file: string): Promise<number | undefined> {
  const beside = `${file}.${randomUUID().slice(0, 8)}`
  await writeFile(beside, JSON.stringify(ownMark()))
  try {
    // A link appears whole or not at all, unlike a file that is created and then written.
    await link(beside, file)
    return undefined
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    return await holderOf(file)
  } finally {
    await rm(beside, { force: true })
  }
}

async function holderOf(file: string): Promise<number | undefined> {
  const holder = await readHolder(file)
  if (holder !== undefined && isMarkAlive(holder)) return holder.pid
  await clearAway(file)
  return take(file)
}

/** Moved first and looked at then: two that find the same dead holder must not remove the lock that one of them has taken since. */
async function clearAway(file: string): Promise<void> {
  const aside = `${file}.${randomUUID().slice(0, 8)}`
  try {
    await rename(file, aside)
  } catch {
    return // somebody else was quicker
  }
  const holder = await readHolder(aside)
  if (holder !== undefined && isMarkAlive(holder)) await link(aside, file).catch(() => {})
  await rm(aside, { force: true })
}

async function readHolder(file: string): Promise<ProcessMark | undefined> {
  try {
    const { pid, began } = JSON.parse(await readFile(file, 'utf8')) as Partial<ProcessMark>
    return typeof pid === 'number' && typeof began === 'string' ? { pid, began } : undefined
  } catch {
    return undefined
  }
}
