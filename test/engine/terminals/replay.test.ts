import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { growthOf, judgeJoint, overlapOf, tailOfLog, withoutQuestions } from '../../../engine/terminals/replay.ts'

const overlap = (log: string, live: string): number => overlapOf(Buffer.from(log), Buffer.from(live))

describe('what log and live both hold', () => {
  it.each([
    ['one\ntwo\n', 'two\nthree\n', 4],
    ['one\ntwo\n', 'two\n', 4],
    ['two\n', 'one\ntwo\n', 0],
    ['one\n', 'two\n', 0],
    ['', 'one', 0],
    ['one', '', 0],
    ['ababab', 'abababab', 6],
    ['aab', 'aaab', 0],
    ['aabaab', 'aabaaab', 3],
    ['안녕\r\n', '녕\r\n하', 5],
  ])('in %j and %j is %i bytes', (log, live, bytes) => {
    expect(overlap(log, live)).toBe(bytes)
  })

  it('is never more than there is, and joins any output without loss or doubling when its lines differ', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), fc.nat(200), (from, to, extra) => {
        const output = Array.from({ length: 200 }, (_, index) => `line ${index}\r\n`)
        const [attached, logged] = [Math.min(from, to), Math.max(from, to)]
        const log = Buffer.from(output.slice(0, logged).join(''))
        const live = Buffer.from(output.slice(attached, logged + extra).join(''))
        const joined = Buffer.concat([log, live.subarray(overlapOf(log, live))])
        expect(joined.toString()).toBe(output.slice(0, logged + extra).join(''))
      }),
    )
  })

  it('is the same as trying each length', () => {
    const bytes = fc.array(fc.constantFrom(...Buffer.from('ab\n')), { maxLength: 30 }).map((list) => Buffer.from(list))
    fc.assert(
      fc.property(bytes, bytes, (log, live) => {
        const tried = Array.from({ length: Math.min(log.length, live.length) + 1 }, (_, length) => length)
        const longest = tried.findLast((length) => log.subarray(log.length - length).equals(live.subarray(0, length)))
        expect(overlapOf(log, live)).toBe(longest)
      }),
    )
  })

  it('is found quickly in megabytes that repeat themselves', () => {
    const log = Buffer.from('y\r\n'.repeat(200_000))
    const started = performance.now()
    expect(overlapOf(log, Buffer.concat([log, log]))).toBe(log.length)
    expect(performance.now() - started).toBeLessThan(500)
  })
})

describe('a log that grew', () => {
  it.each([
    ['one\n', 'one\ntwo\n', 4],
    ['one\n', 'one\n', 0],
    ['one\ntwo\n', 'two\nthree\n', 10],
  ])('from %j to %j gained %i bytes', (earlier, log, gained) => {
    expect(growthOf(Buffer.from(earlier), Buffer.from(log))).toBe(gained)
  })

  it.each([
    ['at a prompt nothing moved', 'one\n', 'one\n', 'one\n', '\r$ ', { kind: 'clear', overlap: 0 }],
    ['silent nothing moved', 'one\n', 'one\n', 'one\n', '', { kind: 'clear', overlap: 0 }],
    ['both met', 'one\n', 'one\n', 'one\ntwo\n', 'two\nthree\n', { kind: 'clear', overlap: 4 }],
    ['live is behind', 'one\n', 'one\n', 'one\ntwo\nthree\n', 'two\n', { kind: 'open' }],
    ['live has not begun', 'one\n', 'one\n', 'one\ntwo\n', '', { kind: 'open' }],
    ['what the log gained may still come', 'one\n', 'one\ntwo\n', 'one\ntwo\n', '', { kind: 'open' }],
    ['what the log gained came before we were attached', 'one\n', 'one\ntwo\n', 'one\ntwo\n', '\r$ ', { kind: 'clear', overlap: 0 }],
    ['the log is behind', 'one\n', 'one\n', 'one\n', 'two\n', { kind: 'open' }],
    ['the log is behind though its old end looks alike', 'two\n', 'two\n', 'two\n', 'two\n', { kind: 'open' }],
  ])('to live output: %s', (_name, earlier, before, log, live, expected) => {
    const [first, second, third, fourth] = [earlier, before, log, live].map((text) => Buffer.from(text))
    expect(judgeJoint({ earlier: first!, before: second!, log: third!, live: fourth! })).toEqual(expected)
  })
})

describe('the tail of a log', () => {
  it('is the log where it fits, else its newest whole lines', () => {
    expect(tailOfLog(Buffer.from('one\ntwo\n'), 8).toString()).toBe('one\ntwo\n')
    expect(tailOfLog(Buffer.from('one\ntwo\n'), 7).toString()).toBe('two\n')
  })
})

describe('replaying', () => {
  it.each([
    ['cursor position', '\x1b[6n'],
    ['device attributes', '\x1b[c\x1b[>0c\x1b[=c'],
    ['name and version', '\x1b[>q\x1b[>0q'],
    ['a mode', '\x1b[?2026$p'],
    ['keyboard protocol', '\x1b[?u'],
    ['window size', '\x1b[14t\x1b[18t'],
    ['colours', '\x1b]10;?\x07\x1b]11;?\x1b\\\x1b]4;1;?\x07'],
    ['settings', '\x1bP$qm\x1b\\\x1bP+q544e\x1b\\'],
  ])('asks the terminal nothing again: %s', (_name, question) => {
    expect(withoutQuestions(Buffer.from(`before${question}after`)).toString()).toBe('beforeafter')
  })

  it('keeps everything else byte for byte: colours, titles, modes, Korean, broken letters', () => {
    const bytes = Buffer.concat([Buffer.from('\x1b[1;32m초록\x1b[0m\x1b]0;title\x07\x1b[?2004h\x1b[2J\x1b[3;5Hn c t'), Buffer.from([0xff, 0xed, 0x95])])
    expect(withoutQuestions(bytes).equals(bytes)).toBe(true)
  })
})
