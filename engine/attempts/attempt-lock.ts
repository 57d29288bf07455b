import { randomUUID } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { ProblemError } from '#contract/problem.ts'

/** Tells this process from an earlier one that had the same number. */
const thisProcess = randomUUID()

/**
 * Keeps two processes from placing the same attempt at once: a file that names its holder. One whose holder no longer runs is void.
 * Waits for a holder as long as the signal allows, at most `patience` milliseconds.
 */
export async function withAttemptLock<Result>(path: string, signal: AbortSignal, work: () => Promise<Result>, patience = 120_000): Promise<Result> {
  await takeLock(path, signal, performance.now() + patience)
  try {
    return await work()
  } finally {
    await rm(path, { force: true })
  }
}

async function takeLock(path: string, signal: AbortSignal, deadline: number): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    if (await tryLock(path)) return
    const holder = await holderOf(path)
    if (holder?.isRunning === false) await breakLock(path)
    else if (performance.now() > deadline) throw new ProblemError({ code: 'attempt-busy', params: { process: holder?.pid ?? 0 } })
    else await pause(50, undefined, { signal }).catch(() => signal.throwIfAborted())
  }
}

/** The file appears with its text in it: whoever is killed on the way leaves no lock that nobody holds. */
async function tryLock(path: string): Promise<boolean> {
  const own = `${path}.${randomUUID()}`
  await writeFile(own, `${process.pid} ${thisProcess}`, { mode: 0o600 })
  try {
    return await linked(own, path)
  } finally {
    await rm(own, { force: true })
  }
}

/** Takes a void lock away, and only that: when another has broken it first and holds its own by now, it is put back. */
async function breakLock(path: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`
  await rename(path, aside).catch(unlessMissing)
  if ((await holderOf(aside))?.isRunning === true) await linked(aside, path)
  await rm(aside, { force: true })
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

interface Holder {
  readonly pid: number
  readonly isRunning: boolean
}

/** Undefined when there is no lock; one whose text names nobody is nobody's. */
async function holderOf(path: string): Promise<Holder | undefined> {
  const text = await readFile(path, 'utf8').catch(unlessMissing)
  if (text === undefined) return undefined
  const [pid, nonce] = text.split(' ')
  const isEarlierSelf = Number(pid) === process.pid && nonce !== thisProcess
  return { pid: Number(pid), isRunning: nonce !== undefined && !isEarlierSelf && isRunning(Number(pid)) }
}

function unlessMissing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}
