import { Duplex, PassThrough } from 'node:stream'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { joinRecording, type Line, Recording } from '../../../engine/terminals/recording.ts'

/** A program's terminal: `prints` is its output, `typed` what it was sent. */
function aLine() {
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
  const line: Line = { stream, resize: async () => {} }
  return { line, typed, prints: (text: string) => void output.write(text), exits: () => void output.end(), output }
}

/** Reads until `text` has come; gives back everything that had come by then. */
async function readUntil(view: Duplex, text: string): Promise<string> {
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

describe('a recording', () => {
  it('shows a later viewer what was and then what comes', async () => {
    const { line, prints } = aLine()
    const recording = new Recording(line)
    prints('before\n')
    await readUntil(recording.view(), 'before\n')
    const view = recording.view()
    prints('after\n')
    expect(await readUntil(view, 'after\n')).toBe('before\nafter\n')
  })

  it('shows everything to everyone', async () => {
    const { line, prints } = aLine()
    const recording = new Recording(line)
    const [one, other] = [recording.view(), recording.view()]
    prints('안녕\n')
    expect(await Promise.all([readUntil(one, '\n'), readUntil(other, '\n')])).toEqual(['안녕\n', '안녕\n'])
  })

  it('sends keys to the program, byte for byte', async () => {
    const { line, typed } = aLine()
    const view = new Recording(line).view()
    view.write('한\x03')
    await new Promise((resolve) => view.write(Buffer.from('ls\r'), resolve))
    expect(typed).toEqual(['한\x03', 'ls\r'])
  })

  it('goes on when a viewer leaves, by ending or by being destroyed', async () => {
    const { line, prints, typed } = aLine()
    const recording = new Recording(line)
    const [ending, destroyed] = [recording.view(), recording.view()]
    ending.end('exit?')
    destroyed.destroy()
    await Promise.all([once(ending.resume(), 'close'), once(destroyed, 'close')])
    const stays = recording.view()
    prints('still here\n')
    expect(await readUntil(stays, 'here\n')).toBe('still here\n')
    expect(typed).toEqual(['exit?'])
    expect(recording.isOver).toBe(false)
  })

  it('reads on when nobody looks, and waits for a viewer who does not keep up', async () => {
    const { line, output } = aLine()
    const recording = new Recording(line)
    const much = Buffer.alloc(2_000_000, 'x')
    output.write(much)
    await readUntil(recording.view(), 'x')
    const slow = recording.view()
    await once(slow, 'readable')
    output.write(much)
    await new Promise(setImmediate)
    expect(line.stream.isPaused()).toBe(true)
    slow.destroy()
    await once(slow, 'close')
    expect(line.stream.isPaused()).toBe(false)
  })

  it('ends its viewers when the program ends, after the last byte', async () => {
    const { line, prints, exits } = aLine()
    const recording = new Recording(line)
    const all = text(recording.view())
    prints('bye\n')
    exits()
    expect(await all).toBe('bye\n')
    expect(recording.isOver).toBe(true)
    expect(await text(recording.view())).toBe('bye\n')
  })

  it('survives keys and errors after the end', async () => {
    const { line } = aLine()
    const recording = new Recording(line)
    const view = recording.view()
    line.stream.destroy(new Error('connection reset'))
    await text(view)
    await new Promise((resolve) => recording.view().write('x', resolve))
    expect(recording.isOver).toBe(true)
  })
})

describe('joining a terminal that ran before', () => {
  it('shows each line once, wherever the log stopped', async () => {
    const { line, prints } = aLine()
    const readLog = async (): Promise<Buffer> => {
      prints('two\nthree\n')
      return Buffer.from('one\ntwo\n')
    }
    const view = (await joinRecording(line, readLog)).view()
    prints('four\n')
    expect(await readUntil(view, 'four\n')).toBe('one\ntwo\nthree\nfour\n')
  })

  it('lets go of the line when the log cannot be read', async () => {
    const { line } = aLine()
    await expect(joinRecording(line, () => Promise.reject(new Error('no log')))).rejects.toThrow('no log')
    expect(line.stream.destroyed).toBe(true)
  })
})
