import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ifMissing } from './path-inside.ts'

/**
 * Moves everything in a workspace into a folder beside it, named for the moment, and keeps the newest few of those.
 * The workspace's own folder stays: open terminals have it mounted, and a mount follows the folder, not its name.
 * Undefined where there was nothing to keep.
 */
export async function backUp(root: string, keep: number, now: Date): Promise<string | undefined> {
  const names = await readdir(root)
  if (names.length === 0) return undefined
  const backup = join(backupsOf(root), `${now.toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 4)}`)
  await mkdir(backup, { recursive: true })
  for (const name of names) await rename(join(root, name), join(backup, name)).catch(ifMissing)
  await removeAllBut(keep, backupsOf(root))
  return backup
}

export const backupsOf = (root: string): string => `${root}.backups`

async function removeAllBut(keep: number, folder: string): Promise<void> {
  const old = (await readdir(folder)).toSorted().slice(0, -keep)
  await Promise.all(old.map((name) => rm(join(folder, name), { recursive: true, force: true })))
}
