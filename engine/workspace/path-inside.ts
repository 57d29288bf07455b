import { constants } from 'node:fs'
import { mkdir, open, realpath, stat, type FileHandle } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { ProblemError } from '#contract/problem.ts'

/**
 * What a learner's terminal can write, a pack's script can write too: links that lead out of the workspace included.
 * So a name is checked first, and what was opened is checked again: it must be the very file that lies inside.
 */
export function partsOf(path: string, platform: NodeJS.Platform = process.platform): readonly string[] {
  const parts = path.split('/')
  const forbidden = platform === 'win32' ? /[\0\\:*?"<>|]/ : /\0/
  const isPlain = parts.every((part) => part !== '' && part !== '.' && part !== '..' && !forbidden.test(part) && Buffer.byteLength(part) <= 255)
  if (!isPlain) throw outside(path)
  return parts
}

export function isInside(root: string, path: string): boolean {
  const way = relative(root, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}

/** Opens what a path inside `root` (a real path) leads to, for reading; undefined where nothing is. */
export async function openInside(root: string, path: string): Promise<FileHandle | undefined> {
  const full = join(root, ...partsOf(path))
  // A pipe that nobody writes to would keep an ordinary open waiting for ever.
  const file = await open(full, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(ifMissing)
  if (file === undefined) return undefined
  try {
    await refuseOutside(root, path, full, file)
    return file
  } catch (error) {
    await file.close()
    throw error
  }
}

/** Refuses an opened file that is not the one which lies inside the root under this name. */
export async function refuseOutside(root: string, path: string, full: string, file: FileHandle): Promise<void> {
  const real = await realpath(full).catch(ifMissing)
  if (real === undefined || !isInside(root, real)) throw outside(path)
  const [opened, lying] = [await file.stat(), await stat(real).catch(ifMissing)]
  if (opened.ino !== lying?.ino || opened.dev !== lying.dev) throw outside(path)
}

/** The real place that writing to a path means: links inside are followed, folders on the way made; none leads out. */
export async function placeInside(root: string, path: string): Promise<string> {
  const parts = partsOf(path)
  let folder = root
  for (const part of parts.slice(0, -1)) folder = await folderInside(root, path, join(folder, part))
  const place = join(folder, parts.at(-1) ?? '')
  const real = await realpath(place).catch(ifMissing)
  if (real !== undefined && !isInside(root, real)) throw outside(path)
  return real ?? place
}

async function folderInside(root: string, path: string, folder: string): Promise<string> {
  await mkdir(folder).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error
  })
  const real = await realpath(folder).catch(ifMissing)
  if (real === undefined || !isInside(root, real)) throw outside(path)
  if (!(await stat(real)).isDirectory()) throw new ProblemError({ code: 'workspace-not-a-folder', params: { path: relative(root, dirname(join(root, path))) } })
  return real
}

export function ifMissing(error: unknown): undefined {
  if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined
  throw error
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

function outside(path: string): ProblemError {
  return new ProblemError({ code: 'workspace-path-outside', params: { path } })
}
