import { create } from 'zustand'
import type { Problem } from '#contract/problem.ts'
import type { WorkspaceEntry, WorkspaceListing } from '#contract/workspace.ts'
import { isUnsaved, openedBuffer, resolved, seenOnDisk, written, type FileBuffer } from './file-buffer.ts'
import { problemOf } from '../rpc.ts'
import { engine, useConnection, whileConnected } from './connection-store.ts'
import { dropDraft, keepDraft, readDrafts } from './drafts-storage.ts'
import { readTabs, writeTabs, type Tabs } from './tabs-storage.ts'

interface Files extends Tabs {
  readonly attempt: string
  /** Undefined until the engine has said what there is. */
  readonly listing: WorkspaceListing | undefined
  readonly buffers: Readonly<Record<string, FileBuffer>>
  /** What kept the last file from being read, written or removed. */
  readonly problem: Problem | undefined
  readonly savedAt: number | undefined
}

const nothing: Files = { attempt: '', listing: undefined, open: [], shown: undefined, buffers: {}, problem: undefined, savedAt: undefined }

/** The learner's files of the attempt on the screen: what there is, what is open, and what was typed and not yet written. */
export const useFiles = create<Files>(() => nothing)

/** A pause in typing after which what was typed is written, milliseconds. */
const autoSavePause = 800

/** One thing at a time happens to a file: what is read while it is being written would look like somebody else's. */
const turns = new Map<string, Promise<void>>()
const timers = new Map<string, ReturnType<typeof setTimeout>>()

/** Follows an attempt's files while its screen is open; what is unsaved when it closes is written, or stays a draft until the engine is there. */
export function followFiles(attempt: string): () => void {
  useFiles.setState({ ...nothing, attempt, ...asLeft(attempt) }, true)
  const keepTabs = useFiles.subscribe(({ open, shown }, before) => {
    if (open !== before.open || shown !== before.shown) writeTabs(attempt, { open, shown })
  })
  const stop = whileConnected(async ({ files }, signal) => {
    for (const path of Object.keys(useFiles.getState().buffers)) void saveFile(path)
    for await (const listing of await files.watch({ attempt }, { signal })) meetListing(listing)
  })
  return () => {
    keepTabs()
    stop()
    for (const path of timers.keys()) void saveFile(path)
  }
}

/** The tabs as they were, with what was typed and never written. */
function asLeft(attempt: string): Pick<Files, 'open' | 'shown' | 'buffers'> {
  const { open, shown } = readTabs(attempt)
  const buffers = readDrafts(attempt)
  const all = [...new Set([...open, ...Object.keys(buffers)])]
  return { open: all, shown: shown ?? all[0], buffers }
}

function meetListing(listing: WorkspaceListing): void {
  const before = useFiles.getState().listing
  useFiles.setState({ listing })
  const { open } = useFiles.getState()
  for (const path of open) if (isOther(entryOf(before, path), entryOf(listing, path))) void lookAgain(path)
}

const entryOf = (listing: WorkspaceListing | undefined, path: string): WorkspaceEntry | undefined => listing?.entries.find((entry) => entry.path === path)
const isOther = (one: WorkspaceEntry | undefined, other: WorkspaceEntry | undefined): boolean => one === undefined || other === undefined || one.modifiedAt !== other.modifiedAt || one.size !== other.size

export function openFile(path: string): void {
  useFiles.setState(({ open }) => ({ open: open.includes(path) ? open : [...open, path], shown: path, problem: undefined }))
  void lookAgain(path)
}

/** Closes a tab; what is unsaved is written first, and a tab whose text could not be written stays. */
export async function closeFile(path: string): Promise<void> {
  await saveFile(path)
  const buffer = useFiles.getState().buffers[path]
  if (buffer === undefined || !isUnsaved(buffer)) forget(path)
}

/** Makes an empty file and opens it; false where it could not be made. */
export async function createFile(path: string): Promise<boolean> {
  return attemptTo(async (attempt) => {
    // A file that is there already is simply opened.
    await engine().files.write({ attempt, path, text: '', base: null })
    openFile(path)
  })
}

/** The text of an open file once whatever is happening to it has happened. */
export async function settledText(path: string): Promise<string | undefined> {
  await inTurn(path, () => Promise.resolve())
  return useFiles.getState().buffers[path]?.text
}

export async function removeFile(path: string): Promise<void> {
  clearTimeout(timers.get(path))
  await attemptTo(async (attempt) => {
    await inTurn(path, () => engine().files.remove({ attempt, path }))
    forget(path)
  })
}

/** What the learner types; it is written after a pause. */
export function editFile(path: string, text: string): void {
  const buffer = useFiles.getState().buffers[path]
  if (buffer === undefined || buffer.text === text) return
  keep(path, { ...buffer, text })
  clearTimeout(timers.get(path))
  timers.set(path, setTimeout(() => void saveFile(path), autoSavePause))
}

export async function saveFile(path: string): Promise<void> {
  clearTimeout(timers.get(path))
  timers.delete(path)
  // Without the engine it stays a draft, and is written as soon as the engine is back.
  if (useConnection.getState().kind === 'lost') return
  const buffer = useFiles.getState().buffers[path]
  await attemptTo((attempt) => inTurn(path, () => save(attempt, path, buffer)))
}

export function saveShown(): void {
  const { shown } = useFiles.getState()
  if (shown !== undefined) void saveFile(shown)
}

export async function resolveConflict(path: string, choice: 'mine' | 'theirs'): Promise<void> {
  const buffer = useFiles.getState().buffers[path]
  if (buffer?.conflict === undefined) return
  if (choice === 'theirs' && buffer.conflict.kind === 'missing') return forget(path)
  keep(path, resolved(buffer, choice))
  await saveFile(path)
}

/** `left` is what was in the file when its saving was asked for: its turn may come when another attempt is on the screen already. */
async function save(attempt: string, path: string, left: FileBuffer | undefined): Promise<void> {
  const buffer = isShown(attempt) ? useFiles.getState().buffers[path] : left
  if (buffer === undefined || !isUnsaved(buffer) || buffer.conflict !== undefined) return
  const { text, base } = buffer
  const outcome = await engine().files.write({ attempt, path, text, base })
  const present = isShown(attempt) ? useFiles.getState().buffers[path] : undefined
  if (outcome.kind === 'written') {
    if (present === undefined) return dropDraft(attempt, path)
    keep(path, written(present, text, outcome.revision))
    useFiles.setState({ savedAt: Date.now(), problem: undefined })
  } else if (present !== undefined && outcome.now.kind !== 'binary') meet(path, seenOnDisk(present, outcome.now))
}

const isShown = (attempt: string): boolean => useFiles.getState().attempt === attempt

/** Reads what is on disk now, into a buffer where there is one. */
async function lookAgain(path: string): Promise<void> {
  await attemptTo((attempt) =>
    inTurn(path, async () => {
      const content = await engine().files.read({ attempt, path })
      const { buffers, open } = useFiles.getState()
      if (!isShown(attempt) || !open.includes(path)) return
      if (content.kind === 'binary') return forget(path)
      const buffer = buffers[path]
      if (buffer === undefined && content.kind === 'missing') return forget(path)
      meet(path, buffer === undefined ? openedBuffer(content) : seenOnDisk(buffer, content))
    }),
  )
}

function meet(path: string, buffer: FileBuffer | undefined): void {
  if (buffer === undefined) forget(path)
  else keep(path, buffer)
}

function keep(path: string, buffer: FileBuffer): void {
  const { attempt } = useFiles.getState()
  if (isUnsaved(buffer)) keepDraft(attempt, path, buffer)
  else dropDraft(attempt, path)
  useFiles.setState(({ buffers }) => ({ buffers: { ...buffers, [path]: buffer } }))
}

function forget(path: string): void {
  dropDraft(useFiles.getState().attempt, path)
  useFiles.setState(({ open, shown, buffers }) => {
    const rest = open.filter((one) => one !== path)
    const beside = rest[Math.min(open.indexOf(path), rest.length - 1)]
    return { open: rest, shown: shown === path ? beside : shown, buffers: Object.fromEntries(Object.entries(buffers).filter(([one]) => one !== path)) }
  })
}

/** What fails is told beside the files, and stays unsaved; a screen that has gone on to another attempt is left alone. */
async function attemptTo(work: (attempt: string) => Promise<void>): Promise<boolean> {
  const { attempt } = useFiles.getState()
  try {
    await work(attempt)
    return true
  } catch (error) {
    if (isShown(attempt)) useFiles.setState({ problem: problemOf(error) })
    return false
  }
}

function inTurn(path: string, work: () => Promise<void>): Promise<void> {
  const turn = (turns.get(path) ?? Promise.resolve()).then(work)
  turns.set(path, turn.catch(() => {}))
  return turn
}
