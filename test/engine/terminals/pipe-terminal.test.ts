import { Duplex, PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { pipeTerminal } from '../../../engine/terminals/pipe-terminal.ts'

function anAttachedTerminal() {
  const typed: string[] = []
  const stream = new Duplex({
    read: () => {},
    write: (chunk: Buffer, _encoding, done) => {
      typed.push(chunk.toString())
      done()
    },
    final: (done) => {
      stream.push(null)
      done()
    },
  })
  const attached = { stream, resize: async () => {}, exited: Promise.resolve(3), dispose: () => void stream.destroy() }
  return { attached, typed, stream }
}

describe('a person’s terminal joined to an attached one', () => {
  it('shows what comes, sends what is typed, and tells the exit code', async () => {
    const { attached, typed, stream } = anAttachedTerminal()
    const [stdin, stdout] = [new PassThrough(), new PassThrough()]
    const over = pipeTerminal({ attached, stdin, stdout })
    stdin.write('exit 3\r')
    await new Promise(setImmediate)
    stream.push('안녕')
    stream.push(null)
    stream.end()
    expect(await over).toEqual({ kind: 'exited', code: 3 })
    expect(typed).toEqual(['exit 3\r'])
    expect(String(stdout.read())).toBe('안녕')
  })

  it('detaches at Ctrl-], sending what was typed before it and nothing after', async () => {
    const { attached, typed } = anAttachedTerminal()
    const [stdin, stdout] = [new PassThrough(), new PassThrough()]
    const over = pipeTerminal({ attached, stdin, stdout })
    stdin.write('ls\x1drm')
    expect(await over).toEqual({ kind: 'detached' })
    expect(typed).toEqual(['ls'])
    expect(stdin.listenerCount('data')).toBe(0)
  })
})
