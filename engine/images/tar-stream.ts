import { spawn } from 'node:child_process'
import { PassThrough, type Readable } from 'node:stream'

/** The tar of a folder's content as it is read. The stream fails if tar does; disposing ends tar wherever it is. */
export function tarOf(folder: string): Disposable & { readonly stream: Readable } {
  const tar = spawn('tar', ['--numeric-owner', '-C', folder, '-cf', '-', '.'], { stdio: ['ignore', 'pipe', 'pipe'] })
  const stream = new PassThrough()
  let said = ''
  tar.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  tar.on('error', (error) => stream.destroy(error))
  // Ended by hand, so that a tar that fails half-way never looks like a whole one.
  tar.stdout.pipe(stream, { end: false })
  tar.on('close', (code) => (code === 0 ? stream.end() : stream.destroy(new Error(`tar of ${folder} ended with ${code}: ${said.trim()}`))))
  return {
    stream,
    [Symbol.dispose]: () => {
      tar.kill()
      stream.destroy()
    },
  }
}
