import { Duplex, PassThrough } from 'node:stream'
import type { TerminalSize } from '#contract/terminal.ts'
import type { Line } from '../../../engine/terminals/recording.ts'

/** A program's terminal: `prints` is its output, `typed` what it was sent. */
export function aLine() {
  const output = new PassThrough()
  const typed: string[] = []
  const stream = new Duplex({
    read: () => void output.resume(),
    write: (chunk: Buffer, _encoding, done) => {
      typed.push(chunk.toString())
      done()
    },
  })
  output.on('data', (chunk: Buffer) => stream.push(chunk) || output.pause())
  output.on('end', () => stream.push(null))
  const resized: TerminalSize[] = []
  const line: Line = { stream, resize: async (size) => void resized.push(size) }
  return { line, typed, resized, prints: (text: string) => void output.write(text), exits: () => void output.end(), output }
}

/** Reads until `text` has come; gives back everything that had come by then. */
export async function readUntil(view: Duplex, text: string): Promise<string> {
  let seen = Buffer.alloc(0)
  return new Promise((resolve) => {
    const look = (chunk: Buffer): void => {
      seen = Buffer.concat([seen, chunk])
      if (!seen.toString().includes(text)) return
      view.off('data', look)
      resolve(seen.toString())
    }
    view.on('data', look)
  })
}
