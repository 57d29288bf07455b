import type { Readable, Writable } from 'node:stream'
import type { AttachedTerminal } from './terminal-host.ts'

/** Ctrl-], as in telnet: no shell and no editor needs it. */
export const usualDetachKey = 0x1d

export interface TerminalPipe {
  readonly attached: AttachedTerminal
  /** In raw mode, where it is a terminal; the caller sets and unsets that. */
  readonly stdin: Readable
  readonly stdout: Writable
  readonly detachKey?: number
}

/** Joins a person's own terminal to an attached one until its program ends or the detach key is pressed. */
export async function pipeTerminal({ attached, stdin, stdout, detachKey = usualDetachKey }: TerminalPipe): Promise<{ kind: 'detached' } | { kind: 'exited'; code: number }> {
  const { stream } = attached
  let isDetached = false
  const type = (keys: Buffer): void => {
    const detach = keys.indexOf(detachKey)
    if (detach < 0) stream.write(keys)
    else {
      isDetached = true
      stream.end(keys.subarray(0, detach))
    }
  }
  // A program that ends says `end`; what the learner could still type holds `close` back.
  const over = new Promise<void>((resolve) => stream.once('end', resolve).once('close', resolve).once('error', () => resolve()))
  stream.pipe(stdout, { end: false })
  stdin.on('data', type)
  await over
  stdin.off('data', type)
  stdin.pause()
  attached.dispose()
  return isDetached ? { kind: 'detached' } : { kind: 'exited', code: await attached.exited }
}
