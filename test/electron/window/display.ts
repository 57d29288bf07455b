import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

export interface Display {
  /** What DISPLAY must be. */
  readonly name: string
  end(): void
}

/** An X display that nobody sees, under a number that was free; ready when it gives its number. */
export async function openDisplay(): Promise<Display> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  return { name: `:${await numberOf(server)}`, end: () => void server.kill() }
}

function numberOf(server: ChildProcess): Promise<string> {
  const [, , , numbers] = server.stdio
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code} before it was ready`)))
    createInterface({ input: numbers as Readable }).once('line', resolve) // the pipe asked for above
  })
}
