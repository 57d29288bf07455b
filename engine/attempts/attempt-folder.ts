import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Home } from '../files/home.ts'
import { writeFileAtomically } from '../files/write-file-atomically.ts'
import type { LoadedLab } from '../packs/pack-store.ts'
import { type Checkpoint, checkpointSchema } from './checkpoints.ts'
import type { KeptDraft } from './kept-draft.ts'
import type { Baseline } from './compare-baseline.ts'
import type { LearnerToken } from './learner-identity.ts'

/** What an attempt keeps on disk. The lab is a copy: a pack that is upgraded or removed changes nothing here. */
export interface AttemptFolder {
  readonly path: string
  readonly journal: string
  readonly lock: string
  /** What was seen over time, for the checks that judge that. */
  readonly histories: string
  keepLab(lab: LoadedLab): Promise<void>
  /** The same lab as its author saved it since; the files that it began with stay. */
  keepRevised(lab: LoadedLab): Promise<void>
  lab(): Promise<LoadedLab | undefined>
  keepDraft(draft: KeptDraft | undefined): Promise<void>
  draft(): Promise<KeptDraft | undefined>
  keepBaseline(baseline: Baseline): Promise<void>
  baseline(): Promise<Baseline | undefined>
  keepToken(token: LearnerToken): Promise<void>
  token(): Promise<LearnerToken | undefined>
  keepCheckpoint(step: string, checkpoint: Checkpoint): Promise<void>
  checkpoint(step: string): Promise<Checkpoint | undefined>
}

export function attemptFolder(home: Home, id: string): AttemptFolder {
  const path = join(home.attempts, id)
  const inside = (...names: readonly string[]): string => join(path, ...names)
  const keep = (name: string, value: unknown): Promise<void> => writeFileAtomically(inside(name), JSON.stringify(value))
  // Our own files, replaced atomically, one process at a time: what is read is what was kept.
  const kept = async <T>(name: string): Promise<T | undefined> => JSON.parse((await textOf(inside(name))) ?? 'null') ?? undefined
  return {
    path,
    journal: inside('journal.jsonl'),
    lock: inside('lock'),
    histories: inside('histories'),
    keepLab: async (lab) => keep('lab.json', { ...lab, folder: inside('lab'), files: await copyFiles(lab.files, inside('lab', 'files')), pictures: await copyFiles(lab.pictures, inside('lab', 'pictures')) }),
    keepRevised: async (lab) => keep('lab.json', { ...lab, folder: inside('lab'), pictures: await copyFiles(lab.pictures, inside('lab', 'pictures')) }),
    lab: async () => {
      const lab = await kept<LoadedLab>('lab.json')
      // One that an earlier Kindlab kept knows of neither.
      return lab && { ...lab, pictures: lab.pictures ?? {}, answers: lab.answers ?? {} }
    },
    keepDraft: (draft) => (draft === undefined ? rm(inside('draft.json'), { force: true }) : keep('draft.json', draft)),
    draft: () => kept<KeptDraft>('draft.json'),
    keepBaseline: (baseline) => keep('baseline.json', baseline),
    baseline: () => kept<Baseline>('baseline.json'),
    keepToken: (token) => keep('token.json', token),
    token: () => kept<LearnerToken>('token.json'),
    keepCheckpoint: (step, checkpoint) => keep(join('checkpoints', `${step}.json`), checkpoint),
    checkpoint: async (step) => checkpointSchema.safeParse(await kept(join('checkpoints', `${step}.json`))).data,
  }
}

/** Ids of all attempts that were ever begun here. */
export async function attemptIds(home: Home): Promise<readonly string[]> {
  await mkdir(home.attempts, { recursive: true, mode: 0o700 })
  const entries = await readdir(home.attempts, { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}

/** Where attempts at the same lab must not meet. */
export const attemptWorkspaceFolder = (home: Home, attempt: string): string => join(home.workspaces, 'attempts', attempt)

/** A learner's files stay with the lab, whichever attempt it is. */
export const workspaceFolder = (home: Home, pack: string, lab: string): string => join(home.workspaces, pack, lab)

/** Files are numbered, so that no name of a pack's can do harm as a path of ours. */
async function copyFiles(files: Readonly<Record<string, string>>, to: string): Promise<Record<string, string>> {
  await rm(to, { recursive: true, force: true })
  await mkdir(to, { recursive: true, mode: 0o700 })
  const copies = Object.entries(files).map(async ([path, source], index) => {
    const copy = join(to, String(index))
    await cp(source, copy, { dereference: false })
    return [path, copy] as const
  })
  return Object.fromEntries(await Promise.all(copies))
}

async function textOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
}
