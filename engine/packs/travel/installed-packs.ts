import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { InstalledPack } from '#contract/pack.ts'
import { writeFileAtomically } from '../../files/write-file-atomically.ts'

/**
 * A pack is installed when its record says in which folder it is: `<packs>/<id>/installed.json`, beside that folder.
 * One file is replaced at once, so a pack is there whole, as it was or as it is, whenever anybody looks.
 */
interface Record {
  readonly folder: string
  readonly installed: InstalledPack
}

export interface InstalledPackFolder {
  readonly folder: string
  readonly installed: InstalledPack
}

const recordFile = 'installed.json'

/** Everything that is installed, in the order of ids. */
export async function installedPacks(packs: string): Promise<readonly InstalledPackFolder[]> {
  const names: string[] = await readdir(packs).catch(() => [])
  const found = await Promise.all(names.filter((name) => !name.startsWith('.')).toSorted().map((name) => installedPack(packs, name)))
  return found.filter((one) => one !== undefined)
}

export async function installedPack(packs: string, id: string): Promise<InstalledPackFolder | undefined> {
  const record = await readFile(join(packs, id, recordFile), 'utf8').then(recordFrom, () => undefined)
  return record && { folder: join(packs, id, record.folder), installed: record.installed }
}

/** Our own file, replaced at once; one that somebody spoilt is none. */
function recordFrom(text: string): Record | undefined {
  try {
    return JSON.parse(text) as Record
  } catch {
    return undefined
  }
}

/** Moves a folder to where it stays and makes it the pack; what was there before goes after that. */
export async function putPack(packs: string, staged: string, installed: InstalledPack): Promise<void> {
  const home = join(packs, installed.pack)
  const folder = installed.digest.replace('sha256:', '').slice(0, 16)
  await mkdir(home, { recursive: true, mode: 0o700 })
  // The same files are there already, and somebody may be reading them.
  if ((await installedPack(packs, installed.pack))?.installed.digest !== installed.digest) await moveTo(staged, join(home, folder))
  await writeRecord(packs, { folder, installed })
  const others = (await readdir(home)).filter((name) => name !== folder && name !== recordFile)
  await Promise.all(others.map((name) => rm(join(home, name), { recursive: true, force: true })))
}

async function moveTo(staged: string, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await rename(staged, folder)
}

export async function changeRecord(packs: string, id: string, change: Partial<Pick<InstalledPack, 'pinned'>>): Promise<void> {
  const present = await readFile(join(packs, id, recordFile), 'utf8').then(recordFrom)
  if (present !== undefined) await writeRecord(packs, { ...present, installed: { ...present.installed, ...change } })
}

/** The record goes first: what is being deleted is no longer a pack. */
export async function deletePack(packs: string, id: string): Promise<void> {
  await rm(join(packs, id, recordFile), { force: true })
  await rm(join(packs, id), { recursive: true, force: true })
}

const writeRecord = (packs: string, record: Record): Promise<void> => writeFileAtomically(join(packs, record.installed.pack, recordFile), JSON.stringify(record))
