import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JsonLines } from '../../../engine/watch/json-lines.ts'

function linesFrom(chunks: readonly Buffer[]): string[] {
  const lines = new JsonLines()
  const found: string[] = []
  for (const chunk of chunks) lines.push(chunk, (line) => void found.push(line))
  return found
}

describe('JsonLines', () => {
  it('gives each line of a chunk', () => {
    expect(linesFrom([Buffer.from('{"a":1}\n{"b":2}\n')])).toEqual(['{"a":1}', '{"b":2}'])
  })

  it('keeps an unfinished line until the rest of it comes', () => {
    expect(linesFrom([Buffer.from('{"a"'), Buffer.from(':1'), Buffer.from('}\n{"b')])).toEqual(['{"a":1}'])
  })

  it('passes over empty lines', () => {
    expect(linesFrom([Buffer.from('\n{}\n\n')])).toEqual(['{}'])
  })

  it('does not mind where a stream is cut, inside a character too', () => {
    const line = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\n') && !/[\ud800-\udfff](?![\udc00-\udfff])/.test(text))
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.constantFrom('파드가 준비되었습니다', '🚀'))), fc.infiniteStream(fc.integer({ min: 1, max: 9 })), (lines, sizes) => {
        const bytes = Buffer.from(lines.map((one) => `${one}\n`).join(''))
        expect(linesFrom(cut(bytes, sizes))).toEqual(lines)
      }),
    )
  })
})

function cut(bytes: Buffer, sizes: Iterator<number>): Buffer[] {
  const chunks: Buffer[] = []
  for (let start = 0; start < bytes.length; ) {
    const end = start + Number(sizes.next().value)
    chunks.push(bytes.subarray(start, end))
    start = end
  }
  return chunks
}
