import { randomUUID } from 'node:crypto'
import { copyFile, lstat, open, realpath, rename, rm, stat, constants } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ProblemError } from '#contract/problem.ts'
import { ifMissing, isInside, partsOf, placeInside, refuseOutside } from './path-inside.ts'

const usualMode = 0o644
const programMode = 0o755

/** Replaces a file of the workspace in one move; it keeps its mode, a new one gets `mode`. */
export async function writeInside(root: string, path: string, bytes: Uint8Array, mode = usualMode): Promise<void> {
  const place = await placeInside(root, path)
  const before = await stat(place).catch(ifMissing)
  if (before !== undefined && !before.isFile()) throw new ProblemError({ code: 'workspace-not-a-file', params: { path } })
  const fresh = join(dirname(place), `.kindlab-${randomUUID()}.tmp`)
  try {
    await fill(fresh, bytes, { root, path, mode: before === undefined ? mode : before.mode & 0o7777 })
    await rename(fresh, place)
  } catch (error) {
    await rm(fresh, { force: true })
    throw error
  }
}

/** Puts a pack's file in place unless something is there already. */
export async function copyInside(root: string, path: string, source: string): Promise<'copied' | 'kept'> {
  const place = await placeInside(root, path)
  if ((await lstat(place).catch(ifMissing)) !== undefined) return 'kept'
  const { mode } = await stat(source)
  const fresh = join(dirname(place), `.kindlab-${randomUUID()}.tmp`)
  try {
    await copyFile(source, fresh, constants.COPYFILE_EXCL)
    await settleMode(fresh, { root, path, mode: mode & 0o111 ? programMode : usualMode })
    await rename(fresh, place)
    return 'copied'
  } catch (error) {
    await rm(fresh, { force: true })
    throw error
  }
}

/** Removes a file, or a link itself; folders stay. */
export async function removeInside(root: string, path: string): Promise<void> {
  const parts = partsOf(path)
  const folder = await realpath(join(root, ...parts.slice(0, -1))).catch(ifMissing)
  if (folder === undefined) return
  if (!isInside(root, folder)) throw new ProblemError({ code: 'workspace-path-outside', params: { path } })
  const place = join(folder, parts.at(-1) ?? '')
  const facts = await lstat(place).catch(ifMissing)
  if (facts?.isDirectory() === true) throw new ProblemError({ code: 'workspace-not-a-file', params: { path } })
  await rm(place, { force: true })
}

interface Settling {
  readonly root: string
  readonly path: string
  readonly mode: number
}

async function fill(fresh: string, bytes: Uint8Array, { root, path, mode }: Settling): Promise<void> {
  const file = await open(fresh, 'wx', 0o600)
  try {
    await refuseOutside(root, path, fresh, file)
    await file.writeFile(bytes)
    await file.chmod(mode)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function settleMode(fresh: string, { root, path, mode }: Settling): Promise<void> {
  const file = await open(fresh, 'r')
  try {
    await refuseOutside(root, path, fresh, file)
    await file.chmod(mode)
  } finally {
    await file.close()
  }
}
