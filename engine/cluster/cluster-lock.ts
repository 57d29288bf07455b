import { randomUUID } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import type { ClusterState } from '#contract/cluster.ts'
import { ProblemError } from '#contract/problem.ts'
import { isMarkAlive, ownMark, type ProcessMark } from '../files/process-mark.ts'
import { writeFileAtomically } from '../files/write-file-atomically.ts'
import { type ClusterFiles, makeClusterFolder } from './cluster-files.ts'

export type Doing = Extract<ClusterState, { kind: 'working' }>['doing']

/** Who is at work on a cluster, as the lock file tells it. */
export type LockState =
  | { readonly kind: 'free' }
  | { readonly kind: 'held'; readonly doing: Doing; readonly pid: number }
  /** Its holder ended without letting go: what it did may be half done. */
  | { readonly kind: 'left'; readonly doing: Doing }

interface LockFile extends ProcessMark {
  readonly doing: Doing
}

export async function readLock(files: ClusterFiles): Promise<LockState> {
  const text = await readFile(files.lock, 'utf8').catch(() => undefined)
  if (text === undefined) return { kind: 'free' }
  const lock = parseLock(text)
  if (lock === undefined) return { kind: 'left', doing: 'creating' }
  return isMarkAlive(lock) ? { kind: 'held', doing: lock.doing, pid: lock.pid } : { kind: 'left', doing: lock.doing }
}

/** Being the only one at work on a cluster. */
export interface HeldLock {
  /** What an earlier holder was killed at. */
  readonly cutOff: Doing | undefined
  /** Says what is being done now, for others and for whoever comes after a crash. */
  say(doing: Doing): Promise<void>
}

export async function underLock<Result>(files: ClusterFiles, doing: Doing, work: (lock: HeldLock) => Promise<Result>): Promise<Result> {
  const before = await readLock(files)
  if (before.kind === 'held') throw busy(before)
  if (before.kind === 'left') await rm(files.lock, { force: true })
  const cutOff = before.kind === 'left' ? before.doing : undefined
  // A creation that was cut off stays so until this work has dealt with it.
  const wordFor = (now: Doing): Doing => (cutOff === 'creating' ? 'creating' : now)
  await takeLock(files, wordFor(doing))
  try {
    return await work({ cutOff, say: (now) => writeFileAtomically(files.lock, lockText(wordFor(now))) })
  } finally {
    await rm(files.lock, { force: true })
  }
}

function lockText(doing: Doing): string {
  const lock: LockFile = { ...ownMark(), doing }
  return JSON.stringify(lock)
}

/** Written beside and linked into place, so that nobody ever reads half a lock, and only one of two gets it. */
async function takeLock(files: ClusterFiles, doing: Doing): Promise<void> {
  await makeClusterFolder(files)
  const beside = `${files.lock}.${randomUUID().slice(0, 8)}`
  await writeFile(beside, lockText(doing), { mode: 0o600 })
  try {
    await link(beside, files.lock)
  } catch (cause) {
    const state = await readLock(files)
    throw state.kind === 'held' ? busy(state) : cause
  } finally {
    await rm(beside, { force: true })
  }
}

function busy({ doing, pid }: Extract<LockState, { kind: 'held' }>): ProblemError {
  return new ProblemError({ code: 'cluster-busy', params: { doing, pid }, fixes: [{ kind: 'action', action: 'retry' }] })
}

function parseLock(text: string): LockFile | undefined {
  try {
    // Written by ourselves; a torn file fails to parse or lacks its fields.
    const lock = JSON.parse(text) as Partial<LockFile>
    const { pid, began, doing } = lock
    return pid === undefined || began === undefined || doing === undefined ? undefined : { pid, began, doing }
  } catch {
    return undefined
  }
}
