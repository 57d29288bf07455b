import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { Recording } from '../../../engine/terminals/recording.ts'
import { Recordings } from '../../../engine/terminals/recordings.ts'
import { aLine, readUntil } from './a-line.ts'

const size = { columns: 80, rows: 24 }

describe('the terminals that an engine reads', () => {
  it('are joined once, however many want one at the same time', async () => {
    const recordings = new Recordings()
    const { line } = aLine()
    let joins = 0
    const join = async (): Promise<Recording> => {
      joins++
      return new Recording(line)
    }
    const [one, other] = await Promise.all([recordings.get('t', join), recordings.get('t', join)])
    expect([joins, one === other]).toEqual([1, true])
  })

  it('are joined again after a join that failed, and after their program or connection ended', async () => {
    const recordings = new Recordings()
    await expect(recordings.get('t', () => Promise.reject(new Error('no Docker')))).rejects.toThrow('no Docker')
    const first = aLine()
    const recording = await recordings.get('t', async () => new Recording(first.line))
    first.exits()
    await text(recording.view())
    const second = new Recording(aLine().line)
    expect(await recordings.get('t', async () => second)).toBe(second)
  })

  it('take the size of who comes last', async () => {
    const { line, resized } = aLine()
    const attached = await new Recordings().attach(new Recording(line), size, async () => 0)
    await attached.resize({ columns: 132, rows: 43 })
    expect(resized).toEqual([size, { columns: 132, rows: 43 }])
  })

  it('are let go, not ended, when one is dropped: its viewers see the end of it', async () => {
    const recordings = new Recordings()
    const { line, typed } = aLine()
    recordings.keep('t', new Recording(line))
    const recording = await recordings.get('t', () => Promise.reject(new Error('not needed')))
    const seen = text(recording.view())
    await recordings.drop('t')
    expect([await seen, typed, line.stream.destroyed]).toEqual(['', [], true])
  })

  it('ask for an exit code only when somebody wants to know, and once', async () => {
    const { line, prints } = aLine()
    let asked = 0
    const attached = await new Recordings().attach(new Recording(line), size, async () => ++asked)
    prints('hello')
    await readUntil(attached.stream, 'hello')
    expect(asked).toBe(0)
    expect([await attached.exited, await attached.exited]).toEqual([1, 1])
  })
})
