import { type FSWatcher, watch } from 'node:fs'
import { join } from 'node:path'
import type { Disposable } from '#contract/lifecycle.ts'
import type { WorkspaceEntry, WorkspaceListing } from '#contract/workspace.ts'
import type { WorkspaceLimits } from './limits.ts'
import { listFiles } from './list-files.ts'

export interface WorkspaceChange {
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly removed: readonly string[]
}

/** Time for the rest of a burst to arrive, milliseconds; also how often, at most, a busy folder is looked at. */
const settling = 50

/**
 * Tells what changed since it was last told, never the same thing twice. The system only says that something happened in a folder;
 * what it was comes from looking, so that no lost, doubled or renamed event can mislead.
 */
export async function watchFiles(root: string, limits: WorkspaceLimits, onChange: (change: WorkspaceChange, listing: WorkspaceListing) => void): Promise<Disposable> {
  const watchers = new Map<string, FSWatcher>()
  let known: WorkspaceListing = { entries: [], isCut: false }
  let timer: NodeJS.Timeout | undefined
  let isDisposed = false
  let looking = Promise.resolve()

  const lookSoon = (): void => {
    if (timer !== undefined || isDisposed) return
    timer = setTimeout(() => {
      // From here on an event asks for another look: this one may have passed its place already.
      timer = undefined
      looking = looking.then(look)
    }, settling)
  }
  const look = async (): Promise<void> => {
    const listing = await listFiles(root, limits).catch(() => known)
    if (isDisposed) return
    const change = changeBetween(known.entries, listing.entries)
    known = listing
    // A folder that is new may have been filled before anyone watched it.
    if (watchFolders(root, known.entries, watchers, lookSoon)) lookSoon()
    if (!isNothing(change)) onChange(change, listing)
  }

  watchFolders(root, [], watchers, lookSoon)
  known = await listFiles(root, limits)
  if (watchFolders(root, known.entries, watchers, lookSoon)) lookSoon()
  return {
    dispose: () => {
      isDisposed = true
      clearTimeout(timer)
      for (const watcher of watchers.values()) watcher.close()
      watchers.clear()
    },
  }
}

/** Pure: what differs between two listings, by path. */
export function changeBetween(before: readonly WorkspaceEntry[], after: readonly WorkspaceEntry[]): WorkspaceChange {
  const old = new Map(before.map((entry) => [entry.path, entry]))
  const paths = new Set(after.map(({ path }) => path))
  return {
    added: after.filter(({ path }) => !old.has(path)).map(({ path }) => path),
    changed: after.filter((entry) => isDifferent(old.get(entry.path), entry)).map(({ path }) => path),
    removed: before.filter(({ path }) => !paths.has(path)).map(({ path }) => path),
  }
}

function isDifferent(before: WorkspaceEntry | undefined, after: WorkspaceEntry): boolean {
  if (before === undefined) return false
  // A folder's own time changes with each file in it, which is told already.
  if (after.kind === 'folder' && before.kind === 'folder') return false
  return before.kind !== after.kind || before.size !== after.size || before.modifiedAt !== after.modifiedAt || before.isExecutable !== after.isExecutable
}

const isNothing = ({ added, changed, removed }: WorkspaceChange): boolean => added.length + changed.length + removed.length === 0

/** One watcher a folder: the system's recursive ones follow links and know no bound. True when one was added. */
function watchFolders(root: string, entries: readonly WorkspaceEntry[], watchers: Map<string, FSWatcher>, onEvent: () => void): boolean {
  const folders = new Set(['', ...entries.filter(({ kind }) => kind === 'folder').map(({ path }) => path)])
  for (const [path, watcher] of watchers) {
    if (folders.has(path)) continue
    watcher.close()
    watchers.delete(path)
  }
  const fresh = [...folders].filter((path) => !watchers.has(path))
  for (const path of fresh) watchFolder(root, path, watchers, onEvent)
  return fresh.some((path) => watchers.has(path))
}

function watchFolder(root: string, path: string, watchers: Map<string, FSWatcher>, onEvent: () => void): void {
  try {
    const watcher = watch(join(root, path), onEvent)
    const forget = (): void => {
      watcher.close()
      if (watchers.get(path) === watcher) watchers.delete(path)
      onEvent()
    }
    watcher.on('error', forget)
    watchers.set(path, watcher)
  } catch {
    // Gone in the meantime, or the system has no watch left to give: its parent's events still lead to a look.
  }
}
