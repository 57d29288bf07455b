import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { Recording } from '../../../engine/terminals/recording.ts'
import { aLine, readUntil } from './a-line.ts'

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
