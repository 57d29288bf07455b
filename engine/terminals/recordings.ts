import type { Disposable } from '#contract/lifecycle.ts'
import type { TerminalSize } from '#contract/terminal.ts'
import type { Recording } from './recording.ts'
import type { AttachedTerminal } from './terminal-host.ts'

/** The terminals that this engine reads, each joined once however many look at it. */
export class Recordings implements Disposable {
  readonly #recordings = new Map<string, Promise<Recording>>()

  keep(id: string, recording: Recording): void {
    this.#recordings.set(id, Promise.resolve(recording))
  }

  /** The one that is being read, or else what `join` gives. Who comes meanwhile waits for the same. */
  get(id: string, join: () => Promise<Recording>): Promise<Recording> {
    const known = this.#recordings.get(id)
    const next = known === undefined ? join() : known.then((recording) => (recording.isOver ? join() : recording), join)
    this.#recordings.set(id, next)
    next.catch(() => {
      if (this.#recordings.get(id) === next) this.#recordings.delete(id)
    })
    return next
  }

  /** A viewer at a size of its own. `exited` is asked only of whoever wants to know. */
  async attach(recording: Recording, size: TerminalSize, exited: () => Promise<number>): Promise<AttachedTerminal> {
    // A program that ended keeps its last size.
    await recording.line.resize(size).catch(() => {})
    const stream = recording.view()
    let code: Promise<number> | undefined
    return {
      stream,
      resize: (next) => recording.line.resize(next),
      get exited() {
        return (code ??= exited())
      },
      dispose: () => void stream.destroy(),
    }
  }

  async drop(id: string): Promise<void> {
    const recording = await this.#recordings.get(id)?.catch(() => undefined)
    this.#recordings.delete(id)
    recording?.end()
  }

  dispose(): void {
    for (const id of this.#recordings.keys()) void this.drop(id)
  }
}
