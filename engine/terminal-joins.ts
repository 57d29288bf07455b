import { ProblemError } from '#contract/problem.ts'
import type { TerminalSize } from '#contract/terminal.ts'
import type { AttachedTerminal } from './terminals/terminal-host.ts'

/** How far a window may be behind with showing what was sent to it, bytes: less than a moment of any shell's output. */
const mostBehind = 524_288
/** What is shown at once: no more than a window can take without a pause that a person would feel. */
const pieceBytes = 65_536

/**
 * Windows that look at terminals, each by a name of its own: keys come in by calls, what the shell prints goes out as a stream of base64.
 * A carrier takes all that it is given, so a window says what it has shown, and no more is read while it is behind.
 */
export class TerminalJoins {
  readonly #views = new Map<string, View>()

  /** Yields scrollback and then what comes, as fast as it is shown; detaches when the reader goes. */
  async *join(name: string, attached: AttachedTerminal, signal: AbortSignal | undefined): AsyncGenerator<{ data: string }> {
    const view = new View(attached)
    const leave = (): void => view.leave()
    signal?.addEventListener('abort', leave, { once: true })
    this.#views.set(name, view)
    try {
      yield* view.pieces()
    } catch (error) {
      if (signal?.aborted !== true) throw error
    } finally {
      if (this.#views.get(name) === view) this.#views.delete(name)
      leave()
    }
  }

  /** All that a window has shown since it joined. */
  shown(name: string, bytes: number): void {
    this.#views.get(name)?.hasShown(bytes)
  }

  write(name: string, data: string): void {
    this.#find(name).attached.stream.write(Buffer.from(data, 'base64'))
  }

  resize(name: string, size: TerminalSize): Promise<void> {
    return this.#find(name).attached.resize(size)
  }

  #find(name: string): View {
    const view = this.#views.get(name)
    if (view === undefined) throw new ProblemError({ code: 'terminal-not-joined', params: {} })
    return view
  }
}

class View {
  readonly attached: AttachedTerminal
  #sent = 0
  #shown = 0
  #hasLeft = false
  #goOn = (): void => {}

  constructor(attached: AttachedTerminal) {
    this.attached = attached
  }

  async *pieces(): AsyncGenerator<{ data: string }> {
    for await (const bytes of this.attached.stream as AsyncIterable<Buffer>) {
      for (let from = 0; from < bytes.length; from += pieceBytes) {
        const piece = bytes.subarray(from, from + pieceBytes)
        this.#sent += piece.length
        yield { data: piece.toString('base64') }
        await this.#untilShown()
      }
    }
  }

  hasShown(bytes: number): void {
    this.#shown = Math.max(this.#shown, bytes)
    if (this.#isReady()) this.#goOn()
  }

  leave(): void {
    this.#hasLeft = true
    this.#goOn()
    this.attached.dispose()
  }

  #isReady(): boolean {
    return this.#hasLeft || this.#sent - this.#shown < mostBehind
  }

  async #untilShown(): Promise<void> {
    while (!this.#isReady()) await new Promise<void>((resolve) => (this.#goOn = resolve))
  }
}
