import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { WorkspaceEntry, WorkspaceListing } from '#contract/workspace.ts'
import { ifMissing } from './path-inside.ts'
import type { WorkspaceLimits } from './limits.ts'

/** Ours while they are being written; nobody should meet them. */
export const unfinishedName = /^\.kindlab-[0-9a-f-]+\.tmp$/

/** What a folder holds, folder by folder from the top, so that a limit cuts what is deepest. Entries come in the order of their paths. */
export async function listFiles(root: string, limits: WorkspaceLimits): Promise<WorkspaceListing> {
  const entries: WorkspaceEntry[] = []
  const waiting: { readonly path: string; readonly depth: number }[] = [{ path: '', depth: 0 }]
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    for (const entry of await entriesOf(root, next.path)) {
      if (entries.length >= limits.entries) return listing(entries, true)
      entries.push(entry)
      if (entry.kind === 'folder' && next.depth + 1 < limits.depth) waiting.push({ path: entry.path, depth: next.depth + 1 })
    }
  }
  return listing(entries, false)
}

async function entriesOf(root: string, folder: string): Promise<readonly WorkspaceEntry[]> {
  const names = (await readdir(join(root, folder)).catch(ifMissing)) ?? []
  const shown = names.filter((name) => !unfinishedName.test(name)).toSorted(byCode)
  const entries = await Promise.all(shown.map((name) => entryAt(root, folder === '' ? name : `${folder}/${name}`)))
  return entries.filter((entry) => entry !== undefined)
}

async function entryAt(root: string, path: string): Promise<WorkspaceEntry | undefined> {
  // It may be gone between the listing and the look.
  const facts = await lstat(join(root, path)).catch(ifMissing)
  if (facts === undefined) return undefined
  const kind = facts.isFile() ? 'file' : facts.isDirectory() ? 'folder' : facts.isSymbolicLink() ? 'link' : 'other'
  return { path, kind, size: kind === 'file' ? facts.size : 0, modifiedAt: facts.mtimeMs, isExecutable: kind === 'file' && (facts.mode & 0o111) !== 0 }
}

function listing(entries: readonly WorkspaceEntry[], isCut: boolean): WorkspaceListing {
  return { entries: entries.toSorted((one, other) => byCode(one.path, other.path)), isCut }
}

const byCode = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
