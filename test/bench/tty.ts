import { spawn } from 'node:child_process'
import type { Disposable } from '#contract/lifecycle.ts'
import type { AttachedTerminal } from '../../engine/terminals/terminal-host.ts'
import { now } from './stopwatch.ts'

/** A shell's two ends, however they were reached. */
export interface Tty extends Disposable {
  write(keys: string): void
  onData(listener: (chunk: Buffer) => void): Disposable
}

export function ttyOf(attached: AttachedTerminal): Tty {
  const { stream } = attached
  stream.on('error', () => {})
  return {
    write: (keys) => void stream.write(Buffer.from(keys)),
    onData: (listener) => {
      stream.on('data', listener)
      return { dispose: () => void stream.off('data', listener) }
    },
    dispose: () => attached.dispose(),
  }
}

/** `docker exec -it` as a person has it: `script` gives it the terminal that it asks for. */
export function dockerExec(container: string, environment: Readonly<Record<string, string>>): Tty {
  const child = spawn('script', ['-qfc', `docker exec -it ${container} /bin/bash`, '/dev/null'], { stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, ...environment } })
  child.stdin.on('error', () => {})
  child.on('error', () => {})
  return {
    write: (keys) => void child.stdin.write(keys),
    onData: (listener) => {
      child.stdout.on('data', listener)
      return { dispose: () => void child.stdout.off('data', listener) }
    },
    dispose: () => void child.kill('SIGHUP'),
  }
}

// oxlint-disable-next-line no-control-regex -- these are the escapes of a terminal
const escapes = /\x1b(?:\[[0-9;?]*[A-Za-z]|\][^\x07]*\x07|[=>])/g
/** Ours ends in ❯; that of a node image without our layer in # or $. */
export const prompt = /[❯$#] $/

/** The moment at which the end of what was shown matches; does `act` once it listens. Fails after 20 s with what was shown last. */
export function seen(tty: Tty, wanted: RegExp, act: () => void = () => {}): Promise<number> {
  return new Promise((resolve, reject) => {
    let end = ''
    const timer = setTimeout(() => finish(() => reject(new Error(`never saw ${wanted}, but ${JSON.stringify(end)}`))), 20_000)
    const listening = tty.onData((chunk) => {
      const at = now()
      end = (end + chunk.subarray(-500).toString('utf8')).slice(-500)
      if (wanted.test(end.replaceAll(escapes, ''))) finish(() => resolve(at))
    })
    const finish = (how: () => void): void => {
      clearTimeout(timer)
      listening.dispose()
      how()
    }
    act()
  })
}

/** How long from typing to the answer. */
export async function answerTime(tty: Tty, keys: string, wanted: RegExp): Promise<number> {
  let typed = 0
  const at = await seen(tty, wanted, () => {
    typed = now()
    tty.write(keys)
  })
  return at - typed
}
