import { Duplex } from 'node:stream'
import type { TerminalSize } from '#contract/terminal.ts'
import { type Line, Recording, scrollbackBytes } from './recording.ts'
import { judgeJoint, tailOfLog } from './replay.ts'

/** A terminal that runs since before we came. */
export interface RunningTerminal {
  attach(): Promise<Line>
  /** All it wrote that is kept, whole lines only. */
  log(): Promise<Buffer>
}

/** How long a program gets to draw itself, milliseconds. */
const redrawPatience = 50
/** Log and live output come by different ways: how long one may lag behind the other, and how often to look, milliseconds. */
const catchUpPatience = 1_000
const pace = 15

/** Goes on recording it: its log, then what comes, each byte once, and the prompt that waits. */
export async function joinRecording(terminal: RunningTerminal, size: TerminalSize): Promise<Recording> {
  const earlier = await terminal.log()
  const line = await terminal.attach()
  const live: Buffer[] = []
  const collect = (chunk: Buffer): void => void live.push(chunk)
  line.stream.on('data', collect)
  try {
    await askToRedraw(line, size)
    const { log, seen } = await joint(earlier, terminal, () => Buffer.concat(live))
    line.stream.off('data', collect)
    return new Recording(line, tailOfLog(Buffer.concat([log, Buffer.concat(live).subarray(seen)]), scrollbackBytes))
  } catch (error) {
    line.stream.destroy()
    throw error
  }
}

/** What a program wrote that has ended: there is nothing to attach to. */
export function pastRecording(log: Buffer): Recording {
  const stream = new Duplex({ read: () => void stream.push(null), write: (_keys, _encoding, done) => done() })
  return new Recording({ stream, resize: async () => {} }, tailOfLog(log, scrollbackBytes))
}

/**
 * A log holds whole lines only, so the prompt that waits is not in it. Programs draw themselves again at a change of size;
 * the viewer's own size follows. That something came also shows that we are attached: a Pod's server says so too early.
 */
async function askToRedraw(line: Line, { columns, rows }: TerminalSize): Promise<void> {
  const drawn = nextOutput(line.stream)
  // A program that ended has no size.
  await line.resize({ columns, rows: rows + 1 }).catch(() => {})
  await drawn
}

function nextOutput(stream: Line['stream']): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      stream.off('data', done).off('close', done)
      resolve()
    }
    const timer = setTimeout(done, redrawPatience)
    stream.on('data', done).once('close', done)
  })
}

/** Reads the log until it is clear how much of it came live too. */
async function joint(earlier: Buffer, terminal: RunningTerminal, live: () => Buffer): Promise<{ log: Buffer; seen: number }> {
  const deadline = Date.now() + catchUpPatience
  for (let before = earlier; ; ) {
    const log = await terminal.log()
    const joined = judgeJoint({ earlier, before, log, live: live() })
    if (joined.kind === 'clear') return { log, seen: joined.overlap }
    if (Date.now() > deadline) return { log, seen: 0 }
    before = log
    await new Promise((resolve) => setTimeout(resolve, pace))
  }
}
