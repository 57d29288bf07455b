import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isMarkAlive, ownMark, type ProcessMark } from '../files/process-mark.ts'
import { writeFileAtomically } from '../files/write-file-atomically.ts'
import type { PackProblem } from './pack-problem.ts'
import type { LoadedPack } from './pack-store.ts'

/** A pack that somebody works on: the last save that loaded, and what keeps the newest from loading. */
export interface DevelopedPack {
  readonly folder: string
  /** Absent until a save has loaded. */
  readonly pack?: LoadedPack
  readonly problems: readonly PackProblem[]
}

interface Kept extends DevelopedPack {
  readonly by: ProcessMark
}

/** Says to every Kindlab of this home what this process watches its author write. */
export async function keepDeveloped(developing: string, developed: DevelopedPack): Promise<void> {
  await mkdir(developing, { recursive: true, mode: 0o700 })
  const kept: Kept = { ...developed, by: ownMark() }
  await writeFileAtomically(fileOf(developing), JSON.stringify(kept))
}

export const forgetDeveloped = (developing: string): Promise<void> => rm(fileOf(developing), { force: true })

/** What others say, as long as they run: one that was killed could not take its word back. */
export async function developedPacks(developing: string): Promise<readonly DevelopedPack[]> {
  const names: string[] = await readdir(developing).catch(() => [])
  const kept = await Promise.all(names.filter((name) => name.endsWith('.json')).toSorted().map((name) => readKept(join(developing, name))))
  return kept.filter((one) => one !== undefined && isMarkAlive(one.by)) as readonly Kept[]
}

/** Our own file, replaced atomically; whatever else lies there says nothing. */
async function readKept(path: string): Promise<Kept | undefined> {
  return readFile(path, 'utf8').then((text) => JSON.parse(text) as Kept, () => undefined)
}

const fileOf = (developing: string): string => join(developing, `${process.pid}.json`)
