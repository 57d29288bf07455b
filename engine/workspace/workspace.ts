import { type FileHandle, mkdir, realpath } from 'node:fs/promises'
import type { Disposable } from '#contract/lifecycle.ts'
import { ProblemError } from '#contract/problem.ts'
import type { WorkspaceListing } from '#contract/workspace.ts'
import { backUp } from './back-up.ts'
import { usualLimits, type WorkspaceLimits } from './limits.ts'
import { listFiles } from './list-files.ts'
import { openInside } from './path-inside.ts'
import { watchFiles, type WorkspaceChange } from './watch-files.ts'
import { copyInside, removeInside, writeInside } from './write-inside.ts'

/**
 * A learner's files for one lab, on this machine. Paths are relative with `/`; none can lead out of the folder, by name or by link
 * (`workspace-path-outside`), and files over the limit are neither read nor written (`workspace-file-too-large`).
 */
export interface Workspace {
  /** Where it lies, links resolved: what a terminal mounts. */
  readonly folder: string
  /** Puts a pack's files in (relative path → where the pack has it) and keeps whatever is there already. */
  addFiles(files: Readonly<Record<string, string>>): Promise<void>
  list(): Promise<WorkspaceListing>
  /** Undefined where no file is. */
  read(path: string): Promise<Buffer | undefined>
  /** In one move; an existing file keeps its mode. */
  write(path: string, content: string | Uint8Array): Promise<void>
  /** A file or a link (never what it leads to); gone already is fine. */
  remove(path: string): Promise<void>
  /** Tells each change once, within a blink of it. */
  watch(onChange: (change: WorkspaceChange, listing: WorkspaceListing) => void): Promise<Disposable>
  /** As at the start, after moving everything into a backup whose folder it gives back; the folder itself stays, so open terminals follow. */
  reset(files: Readonly<Record<string, string>>): Promise<string | undefined>
}

export async function openWorkspace(folder: string, limits: WorkspaceLimits = usualLimits): Promise<Workspace> {
  await mkdir(folder, { recursive: true, mode: 0o755 })
  const root = await realpath(folder)
  const addFiles = async (files: Readonly<Record<string, string>>): Promise<void> => {
    for (const [path, source] of Object.entries(files)) await copyInside(root, path, source)
  }
  return {
    folder: root,
    addFiles,
    list: () => listFiles(root, limits),
    read: (path) => readInside(root, path, limits.fileBytes),
    write: async (path, content) => {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content
      if (bytes.byteLength > limits.fileBytes) throw tooLarge(path, limits.fileBytes)
      await writeInside(root, path, bytes)
    },
    remove: (path) => removeInside(root, path),
    watch: (onChange) => watchFiles(root, limits, onChange),
    reset: async (files) => {
      const backup = await backUp(root, limits.backups, new Date())
      await addFiles(files)
      return backup
    },
  }
}

async function readInside(root: string, path: string, limit: number): Promise<Buffer | undefined> {
  const file = await openInside(root, path)
  if (file === undefined) return undefined
  try {
    const facts = await file.stat()
    if (!facts.isFile()) throw new ProblemError({ code: 'workspace-not-a-file', params: { path } })
    if (facts.size > limit) throw tooLarge(path, limit)
    return await firstBytes(file, facts.size)
  } finally {
    await file.close()
  }
}

/** What a file held when it was measured, though it may grow meanwhile. */
async function firstBytes(file: FileHandle, size: number): Promise<Buffer> {
  const bytes = Buffer.alloc(size)
  let length = 0
  for (let count = -1; count !== 0 && length < size; length += count) count = (await file.read(bytes, length, size - length)).bytesRead
  return bytes.subarray(0, length)
}

function tooLarge(path: string, limit: number): ProblemError {
  return new ProblemError({ code: 'workspace-file-too-large', params: { path, limit: `${Math.round(limit / 1024)} KiB` } })
}
