import { mkdir, open } from 'node:fs/promises'
import { watch } from 'node:fs'
import { dirname, basename } from 'node:path'
import type { Disposable } from '#contract/lifecycle.ts'
import { type AttemptEvent, attemptEventSchema } from './attempt-event.ts'

/**
 * An attempt's story on disk, one JSON object a line, only ever added to. A line is on the disk when `append` resolves;
 * several processes may append to the same journal.
 */
export interface Journal extends Disposable {
  /** Everything written so far, by whomever. */
  readonly events: readonly AttemptEvent[]
  append(event: AttemptEvent): Promise<void>
  /** Reads what other processes wrote since. */
  refresh(): Promise<void>
  /** Tells when `events` grew. */
  onChange(listener: () => void): Disposable
}

/** Opens a journal, made if it is not there. A line that a crash cut short at its end is removed. */
export async function openJournal(path: string): Promise<Journal> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await cutTornLine(path)
  const events: AttemptEvent[] = []
  const listeners = new Set<() => void>()
  let offset = 0
  let reading = Promise.resolve()

  const readNew = async (): Promise<void> => {
    const added = await readLines(path, offset)
    if (added.length === 0) return
    offset += added.length
    events.push(...eventsIn(added.text))
    for (const listener of listeners) listener()
  }
  const refresh = (): Promise<void> => {
    reading = reading.then(readNew)
    return reading
  }
  await refresh()
  const watcher = watchFile(path, () => void refresh().catch(() => {}))
  return {
    events,
    append: async (event) => {
      await appendLine(path, JSON.stringify(event))
      await refresh()
    },
    refresh,
    onChange: (listener) => {
      listeners.add(listener)
      return { dispose: () => void listeners.delete(listener) }
    },
    dispose: () => watcher.dispose(),
  }
}

/** By its folder, since a file that is not there yet cannot be watched. Where the system has no watch to give, others' lines come with the next of ours. */
function watchFile(path: string, onChange: () => void): Disposable {
  try {
    const watcher = watch(dirname(path), (_event, name) => {
      if (name === basename(path)) onChange()
    })
    watcher.on('error', () => watcher.close())
    return { dispose: () => watcher.close() }
  } catch {
    return { dispose: () => {} }
  }
}

/** One write in append mode, so that lines of two processes never mix; then forced to the disk. */
async function appendLine(path: string, line: string): Promise<void> {
  const file = await open(path, 'a', 0o600)
  try {
    await file.write(`${line}\n`)
    await file.datasync()
  } finally {
    await file.close()
  }
}

/** Whole lines only: what another process is writing this moment comes with the next reading. */
async function readLines(path: string, offset: number): Promise<{ readonly text: string; readonly length: number }> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const bytes = Buffer.alloc(Math.max(0, size - offset))
    const { bytesRead } = await file.read(bytes, 0, bytes.length, offset)
    const end = bytes.subarray(0, bytesRead).lastIndexOf('\n') + 1
    return { text: bytes.toString('utf8', 0, end), length: end }
  } finally {
    await file.close()
  }
}

async function cutTornLine(path: string): Promise<void> {
  const file = await open(path, 'a+', 0o600)
  try {
    const bytes = await file.readFile()
    const whole = bytes.lastIndexOf('\n') + 1
    if (whole < bytes.length) await file.truncate(whole)
  } finally {
    await file.close()
  }
}

/** A line that says nothing we know (damaged, or of a later Kindlab) is passed over rather than losing the rest. */
export function eventsIn(text: string): AttemptEvent[] {
  return text.split('\n').flatMap((line) => {
    const parsed = attemptEventSchema.safeParse(valueIn(line))
    return parsed.success ? [parsed.data] : []
  })
}

function valueIn(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
