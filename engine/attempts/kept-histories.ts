import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { appendFile, mkdir, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writeFileAtomically } from '../files/write-file-atomically.ts'
import { historyEntrySchema, type History, type HistoryEntry } from '../checks/history/history.ts'
import type { HistoryStore } from '../marking/history-keeper.ts'

export interface KeptHistories extends HistoryStore {
  /** By id, as far as written. */
  all(): Promise<Readonly<Record<string, History>>>
  /** All that was told is written. */
  settled(): Promise<void>
}

/**
 * The histories of one round of an attempt, each in a file of its own that only grows, one entry a line. Two engines may write
 * to the same one: a version that both saw counts once. Those of earlier rounds are removed: nothing in them counts any more.
 */
export function keptHistories(folder: string, round: number, log: (line: string) => void): KeptHistories {
  const place = join(folder, String(round))
  removeOthers(folder, String(round))
  let writing: Promise<void> = Promise.resolve()
  const soon = (write: () => Promise<void>): void => {
    writing = writing.then(write).catch((error: unknown) => log(`a history could not be kept: ${String(error)}`))
  }
  const pathOf = (id: string): string => join(place, id.replace('/', '.') + ending)
  return {
    kept: (id) => entriesIn(pathOf(id)),
    add: (id, entries) => soon(async () => {
      await mkdir(dirname(pathOf(id)), { recursive: true, mode: 0o700 })
      await appendFile(pathOf(id), entries.map(line).join(''), { mode: 0o600 })
    }),
    replace: (id, entries) => soon(() => writeFileAtomically(pathOf(id), entries.map(line).join(''))),
    all: async () => {
      await writing
      const names = await readdir(place).catch(() => [])
      return Object.fromEntries(names.map((name) => [name.slice(0, -ending.length).replace('.', '/'), { entries: entriesIn(join(place, name)) }]))
    },
    settled: () => writing,
  }
}

const ending = '.jsonl'
const line = (entry: HistoryEntry): string => `${JSON.stringify(entry)}\n`

function removeOthers(folder: string, round: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(folder)) if (name !== round) rmSync(join(folder, name), { recursive: true, force: true })
}

/** Read at once, since a check is judged in the tick in which it opens. */
function entriesIn(path: string): readonly HistoryEntry[] {
  const entries = textIn(path).split('\n').flatMap(entryIn)
  return withoutDoubles(entries).toSorted((one, other) => timeOf(one) - timeOf(other))
}

function textIn(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}

/** A line that a crash cut short is passed over: what it told is found missing when the cluster is seen again. */
function entryIn(text: string): HistoryEntry[] {
  try {
    return [historyEntrySchema.parse(JSON.parse(text))]
  } catch {
    return []
  }
}

function withoutDoubles(entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const seen = new Set<string>()
  return entries.filter((entry) => {
    if (entry.kind === 'gap') return true
    const { uid, resourceVersion } = entry.object.metadata
    const key = `${entry.kind} ${uid} ${resourceVersion}`
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}

const timeOf = (entry: HistoryEntry): number => (entry.kind === 'gap' ? entry.to : entry.at)
