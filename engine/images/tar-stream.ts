import { spawn } from 'node:child_process'
import { PassThrough, type Readable } from 'node:stream'

/** The tar of a folder's content as it is read; the stream fails if tar does. */
export function tarOf(folder: string, exclude: readonly string[] = []): Readable {
  const tar = spawn('tar', ['--numeric-owner', ...exclude.map((path) => `--exclude=${path}`), '-C', folder, '-cf', '-', '.'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const out = new PassThrough()
  let said = ''
  tar.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  tar.on('error', (error) => out.destroy(error))
  // Ended by hand, so that a tar that fails half-way never looks like a whole one.
  tar.stdout.pipe(out, { end: false })
  tar.on('close', (code) => (code === 0 ? out.end() : out.destroy(new Error(`tar of ${folder} ended with ${code}: ${said.trim()}`))))
  out.on('close', () => tar.kill())
  return out
}
