import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { joinRecording, pastRecording } from '../../../engine/terminals/join-recording.ts'
import { aLine, readUntil } from './a-line.ts'

const size = { columns: 80, rows: 24 }

describe('joining a terminal that ran before', () => {
  /** What its log holds at each reading (then the last for ever), and what it prints from the moment somebody is attached. */
  async function joined(logs: readonly string[], prints: readonly string[]) {
    const { line, prints: print, resized } = aLine()
    const readings = [...logs]
    const recording = await joinRecording(
      {
        log: async () => Buffer.from((readings.length > 1 ? readings.shift() : readings[0]) ?? ''),
        attach: async () => {
          const [now = '', ...later] = prints
          print(now)
          // The rest comes late, as through a busy server.
          setTimeout(() => later.forEach(print), 80)
          return line
        },
      },
      size,
    )
    return { view: recording.view(), print, resized }
  }

  it('shows each line once where the log stopped within what came live', async () => {
    const { view, print } = await joined(['one\n', 'one\ntwo\n'], ['two\nthree\n'])
    print('four\n')
    expect(await readUntil(view, 'four\n')).toBe('one\ntwo\nthree\nfour\n')
  })

  it('waits for live output that is behind the log', async () => {
    const { view } = await joined(['one\n', 'one\ntwo\n', 'one\ntwo\nthree\n'], ['', 'two\n', 'three\n', 'four\n'])
    expect(await readUntil(view, 'four\n')).toBe('one\ntwo\nthree\nfour\n')
  })

  it('waits for a log that is behind live output, and misses no line between', async () => {
    const { view } = await joined(['one\n', 'one\n', 'one\ntwo\n', 'one\ntwo\nthree\n'], ['three\nfour\n'])
    expect(await readUntil(view, 'four\n')).toBe('one\ntwo\nthree\nfour\n')
  })

  it('has the waiting prompt drawn again by a change of size, and waits for nothing else', async () => {
    const began = performance.now()
    const { view, resized } = await joined(['one\r\n'], ['\r$ '])
    expect(await readUntil(view, '$ ')).toBe('one\r\n\r$ ')
    expect(resized).toEqual([{ columns: 80, rows: 25 }])
    expect(performance.now() - began).toBeLessThan(500)
  })

  it('takes a silent program as it is', async () => {
    expect(await readUntil((await joined(['one\n'], [''])).view, 'one\n')).toBe('one\n')
  })

  it('lets go of the line when the log cannot be read', async () => {
    const { line } = aLine()
    const logs = [Promise.resolve(Buffer.from('one\n'))]
    const joining = joinRecording({ attach: async () => line, log: () => logs.shift() ?? Promise.reject(new Error('no log')) }, size)
    await expect(joining).rejects.toThrow('no log')
    expect(line.stream.destroyed).toBe(true)
  })
})

describe('what a program wrote that has ended', () => {
  it('is shown, and then the end', async () => {
    expect(await text(pastRecording(Buffer.from('bye\n')).view())).toBe('bye\n')
  })
})
