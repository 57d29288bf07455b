import { randomUUID } from 'node:crypto'
import { open, readFile, rm } from 'node:fs/promises'
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
    if (holder?.isRunning === false) await rm(path, { force: true })
    else if (performance.now() > deadline) throw new ProblemError({ code: 'attempt-busy', params: { process: holder?.pid ?? 0 } })
    else await pause(50, undefined, { signal }).catch(() => signal.throwIfAborted())
  }
}

async function tryLock(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600)
    await file.write(`${process.pid} ${thisProcess}`)
    await file.close()
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

interface Holder {
  readonly pid: number
  readonly isRunning: boolean
}

/** Undefined while the holder has not written its number yet, or has just let go. */
async function holderOf(path: string): Promise<Holder | undefined> {
  const [pid, nonce] = (await readFile(path, 'utf8').catch(() => '')).split(' ')
  if (nonce === undefined) return undefined
  const isEarlierSelf = Number(pid) === process.pid && nonce !== thisProcess
  return { pid: Number(pid), isRunning: !isEarlierSelf && isRunning(Number(pid)) }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
