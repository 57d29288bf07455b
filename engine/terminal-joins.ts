import { ProblemError } from '#contract/problem.ts'
import type { TerminalSize } from '#contract/terminal.ts'
import type { AttachedTerminal } from './terminals/terminal-host.ts'

/** Terminals that a window has joined: keys come in by calls, what the shell prints goes out as a stream of base64. */
export class TerminalJoins {
  private readonly joined = new Map<string, AttachedTerminal>()

  /** Yields scrollback and then what comes, as fast as its reader takes it; detaches when the reader goes. */
  async *join(id: string, attached: AttachedTerminal, signal: AbortSignal | undefined): AsyncGenerator<{ data: string }> {
    const leave = (): void => attached.dispose()
    signal?.addEventListener('abort', leave, { once: true })
    this.joined.set(id, attached)
    try {
      for await (const bytes of attached.stream as AsyncIterable<Buffer>) yield { data: bytes.toString('base64') }
    } catch (error) {
      if (signal?.aborted !== true) throw error
    } finally {
      if (this.joined.get(id) === attached) this.joined.delete(id)
      leave()
    }
  }

  write(id: string, data: string): void {
    this.find(id).stream.write(Buffer.from(data, 'base64'))
  }

  resize(id: string, size: TerminalSize): Promise<void> {
    return this.find(id).resize(size)
  }

  private find(id: string): AttachedTerminal {
    const attached = this.joined.get(id)
    if (attached === undefined) throw new ProblemError({ code: 'terminal-not-joined', params: { terminal: id } })
    return attached
  }
}
