import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ByteTail, fromWholeLine } from '../../../engine/terminals/byte-tail.ts'

const tailAfter = (limit: number, ...chunks: readonly string[]): string => {
  const tail = new ByteTail(limit)
  for (const chunk of chunks) tail.push(Buffer.from(chunk))
  return tail.read().toString()
}

describe('the newest bytes of a stream', () => {
  it('are all of them while they fit', () => {
    expect(tailAfter(10, 'one', '\n', 'two')).toBe('one\ntwo')
    expect(tailAfter(7, 'one\n', 'two')).toBe('one\ntwo')
  })

  it('begin with a whole line once older ones had to go', () => {
    expect(tailAfter(10, 'one\ntwo\n', 'three\n')).toBe('three\n')
    expect(tailAfter(10, 'a very long beginning\n', 'end')).toBe('end')
  })

  it('never begin within a letter, even in one endless line', () => {
    expect(fromWholeLine(Buffer.from('한글').subarray(1)).toString()).toBe('글')
  })

  it('are the last lines whatever the chunks', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('', 'x', '\n', '한글', 'line\n', 'a longer line than most\r\n', '\x1b[1m굵게'), { maxLength: 15 }), fc.integer({ min: 1, max: 100 }), (chunks, limit) => {
        const all = Buffer.from(chunks.join(''))
        const kept = Buffer.from(tailAfter(limit, ...chunks))
        const expected = all.length <= limit ? all : fromWholeLine(all.subarray(all.length - limit))
        expect(kept.toString()).toBe(expected.toString())
      }),
      { numRuns: 200 },
    )
  })

  it('are no more than the limit, however many small chunks came', () => {
    const tail = new ByteTail(1_000)
    for (let turn = 0; turn < 10_000; turn++) tail.push(Buffer.from('x\n'))
    expect(tail.read().length).toBe(998)
  })
})
