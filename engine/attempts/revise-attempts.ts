import { readFile } from 'node:fs/promises'
import type { DraftFinding, PlacedPart } from '#contract/attempt.ts'
import type { Home } from '../files/home.ts'
import { ownMark } from '../files/process-mark.ts'
import type { LoadedLab } from '../packs/pack-store.ts'
import { type AttemptFolder, attemptFolder, attemptIds } from './attempt-folder.ts'
import { withAttemptLock } from './attempt-lock.ts'
import { attemptFrom, type AttemptState, isOver } from './attempt-state.ts'
import { eventsIn, type Journal, openJournal } from './journal.ts'
import { liveLab } from './live-lab.ts'

/** One save of a pack, as it concerns one of its labs. */
export interface SavedLab {
  readonly pack: string
  readonly lab: string
  readonly savedAt: number
  readonly findings: readonly DraftFinding[]
  /** Absent where the save does not load: what was there before goes on. */
  readonly loaded?: LoadedLab
}

/** What became of it in one attempt. */
export interface Revised {
  readonly attempt: string
  readonly waiting: readonly PlacedPart[]
}

/** Brings a save into every attempt at the lab that is under way, whichever process holds it: each reads it from the attempt's folder. */
export async function reviseAttempts(home: Home, saved: SavedLab, signal: AbortSignal): Promise<readonly Revised[]> {
  const revised = await eachUnderWay(home, saved, signal, async (folder, journal, state) => {
    const before = await folder.draft()
    const { waiting, next } = saved.loaded === undefined ? { waiting: before?.waiting ?? [], next: before?.lab } : await takeOver(folder, saved.loaded)
    await folder.keepDraft({ by: ownMark(), savedAt: saved.savedAt, isWhole: saved.loaded !== undefined, findings: saved.findings, waiting, lab: next })
    await tell(folder, journal, state)
    return { attempt: state.started.id, waiting }
  })
  return revised.toSorted((one, other) => (one.attempt < other.attempt ? -1 : 1))
}

/** Nobody works on the lab any more: attempts go on with what they have. */
export async function endDrafts(home: Home, lab: Pick<SavedLab, 'pack' | 'lab'>, signal: AbortSignal): Promise<void> {
  await eachUnderWay(home, lab, signal, async (folder, journal, state) => {
    if ((await folder.draft()) === undefined) return
    await folder.keepDraft(undefined)
    await tell(folder, journal, state)
  })
}

async function takeOver(folder: AttemptFolder, saved: LoadedLab): Promise<{ readonly waiting: readonly PlacedPart[]; readonly next: LoadedLab }> {
  const current = await folder.lab()
  if (current === undefined) return { waiting: [], next: saved }
  const { loaded, waiting } = liveLab(current, saved, await areSameFiles(current.files, saved.files))
  if (loaded !== current) await folder.keepRevised(loaded)
  return { waiting, next: saved }
}

/** Every process that holds the attempt reads its lab and its draft again. */
async function tell(folder: AttemptFolder, journal: Journal, { started }: AttemptState): Promise<void> {
  const steps = (await folder.lab())?.lab.steps.map(({ id, after }) => ({ id, after })) ?? started.steps
  await journal.append({ kind: 'revised', at: Date.now(), steps, vars: started.vars })
}

type Underway<Result> = (folder: AttemptFolder, journal: Journal, state: AttemptState) => Promise<Result>

async function eachUnderWay<Result>(home: Home, { pack, lab }: Pick<SavedLab, 'pack' | 'lab'>, signal: AbortSignal, work: Underway<Result>): Promise<readonly Result[]> {
  const results = await Promise.all((await attemptIds(home)).map((id) => inAttempt(attemptFolder(home, id), { pack, lab }, signal, work)))
  return results.flatMap((one) => (one === undefined ? [] : [one.result]))
}

async function inAttempt<Result>(folder: AttemptFolder, { pack, lab }: Pick<SavedLab, 'pack' | 'lab'>, signal: AbortSignal, work: Underway<Result>): Promise<{ readonly result: Result } | undefined> {
  const isOurs = (state: AttemptState | undefined): state is AttemptState => state !== undefined && !isOver(state) && state.started.pack === pack && state.started.lab === lab
  // Only read: an attempt at another lab is none of ours to open.
  if (!isOurs(attemptFrom(eventsIn(await readFile(folder.journal, 'utf8').catch(() => ''))))) return undefined
  return withAttemptLock(folder.lock, signal, async () => {
    const journal = await openJournal(folder.journal)
    try {
      const state = attemptFrom(journal.events)
      return isOurs(state) ? { result: await work(folder, journal, state) } : undefined
    } finally {
      journal.dispose()
    }
  })
}

/** Files put into the workspace, by what is in them. */
async function areSameFiles(some: LoadedLab['files'], others: LoadedLab['files']): Promise<boolean> {
  const paths = Object.keys(some)
  if (paths.length !== Object.keys(others).length || !paths.every((path) => path in others)) return false
  const same = paths.map(async (path) => (await bytesOf(some[path])).equals(await bytesOf(others[path])))
  return (await Promise.all(same)).every(Boolean)
}

/** One that went away between two looks differs from everything. */
const bytesOf = async (path: string | undefined): Promise<Buffer> => (path === undefined ? Buffer.alloc(0) : readFile(path).catch(() => Buffer.from(`gone: ${path}`)))
