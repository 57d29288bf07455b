import { Duplex } from 'node:stream'
import type { TerminalSize } from '#contract/terminal.ts'
import { ByteTail } from './byte-tail.ts'
import { overlapOf, tailOfLog, withoutQuestions } from './replay.ts'

/** A running terminal as its platform gives it: a container's, a Pod's, a program's on a node. */
export interface Line {
  /** What comes from now on, and where keys go. Ends when the program does, or when the connection is lost. */
  readonly stream: Duplex
  resize(size: TerminalSize): Promise<void>
}

/** How much a new viewer gets to see of what was before. */
export const scrollbackBytes = 524_288

/** How long the other copy of what the log already holds may be on its way, milliseconds. */
const settling = 20

/**
 * Keeps what a terminal writes for whoever looks later, and hands it to everyone who looks now.
 * It reads on when nobody looks, so that a program never waits for a reader; it waits for the slowest that does look.
 */
export class Recording {
  readonly line: Line
  /** Joined while it ran: what its program wrote since its last whole line is not known. */
  readonly isLate: boolean
  readonly #tail = new ByteTail(scrollbackBytes)
  readonly #views = new Set<Duplex>()
  readonly #slow = new Set<Duplex>()
  #isOver = false

  constructor(line: Line, before: Buffer = Buffer.alloc(0), isLate = false) {
    this.line = line
    this.isLate = isLate
    this.#tail.push(before)
    line.stream.on('data', (chunk: Buffer) => this.#take(chunk))
    line.stream.on('error', () => {})
    line.stream.once('close', () => this.#end())
    line.stream.once('end', () => this.#end())
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** What was, then what comes. Ending or destroying it leaves the program running. */
  view(): Duplex {
    const view = new Duplex({
      read: () => this.#isReady(view),
      write: (chunk: Buffer, _encoding, done) => this.#type(chunk, done),
      final: (done) => {
        view.push(null)
        this.#forget(view)
        done()
      },
      destroy: (error, done) => {
        this.#forget(view)
        done(error)
      },
    })
    const before = withoutQuestions(this.#tail.read())
    if (before.length > 0 && !view.push(before)) this.#wait(view)
    if (this.#isOver) view.push(null)
    else this.#views.add(view)
    return view
  }

  /** Resolves when the program writes something, and at the latest after so many milliseconds. */
  nextOutput(patience: number): Promise<void> {
    const { stream } = this.line
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer)
        stream.off('data', done)
        resolve()
      }
      const timer = setTimeout(done, patience)
      stream.on('data', done)
    })
  }

  /** Lets go of the line; what runs there goes on. */
  end(): void {
    this.line.stream.destroy()
    this.#end()
  }

  #take(chunk: Buffer): void {
    this.#tail.push(chunk)
    for (const view of this.#views) if (!view.push(chunk)) this.#wait(view)
  }

  #type(chunk: Buffer, done: (error?: Error | null) => void): void {
    // Keys typed into a program that has just ended are lost, as at any terminal.
    if (this.#isOver || !this.line.stream.writable) done()
    else this.line.stream.write(chunk, () => done())
  }

  #wait(view: Duplex): void {
    this.#slow.add(view)
    this.line.stream.pause()
  }

  #isReady(view: Duplex): void {
    if (this.#slow.delete(view) && this.#slow.size === 0) this.line.stream.resume()
  }

  #forget(view: Duplex): void {
    this.#views.delete(view)
    this.#isReady(view)
  }

  #end(): void {
    if (this.#isOver) return
    this.#isOver = true
    for (const view of this.#views) view.push(null)
    this.#views.clear()
  }
}

/** Goes on recording a terminal that ran before we came: its log, then what comes, each byte once. */
export async function joinRecording(line: Line, readLog: () => Promise<Buffer>): Promise<Recording> {
  const early: Buffer[] = []
  const collect = (chunk: Buffer): void => void early.push(chunk)
  // Listening first: whatever is written from here on is in one of the two, or in both.
  line.stream.on('data', collect)
  try {
    const log = await readLog()
    await new Promise((resolve) => setTimeout(resolve, settling))
    line.stream.off('data', collect)
    const live = Buffer.concat(early)
    const before = Buffer.concat([log, live.subarray(overlapOf(log, live))])
    return new Recording(line, tailOfLog(before, scrollbackBytes), true)
  } catch (error) {
    line.stream.destroy()
    throw error
  }
}
