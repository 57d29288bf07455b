import { Duplex } from 'node:stream'
import type { TerminalSize } from '#contract/terminal.ts'
import { ByteTail } from './byte-tail.ts'
import { withoutQuestions } from './replay.ts'

/** A running terminal as its platform gives it: a container's, a Pod's, a program's on a node. */
export interface Line {
  /** What comes from now on, and where keys go. Ends when the program does, or when the connection is lost. */
  readonly stream: Duplex
  resize(size: TerminalSize): Promise<void>
}

/** How much a new viewer gets to see of what was before. */
export const scrollbackBytes = 524_288

/**
 * Keeps what a terminal writes for whoever looks later, and hands it to everyone who looks now.
 * It reads on when nobody looks, so that a program never waits for a reader; it waits for the slowest that does look.
 */
export class Recording {
  readonly line: Line
  readonly #tail = new ByteTail(scrollbackBytes)
  readonly #views = new Set<Duplex>()
  readonly #slow = new Set<Duplex>()
  /** Resolves when the program ended or the connection was lost. */
  readonly over: Promise<void>
  #isOver = false
  #resolveOver = (): void => {}

  constructor(line: Line, before: Buffer = Buffer.alloc(0)) {
    this.line = line
    this.over = new Promise((resolve) => (this.#resolveOver = resolve))
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
    this.#resolveOver()
    for (const view of this.#views) view.push(null)
    this.#views.clear()
  }
}
