import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Demultiplexer } from '../../../engine/runtime/demultiplex.ts'

function frame(stream: 1 | 2, text: string): Buffer {
  const body = Buffer.from(text)
  const header = Buffer.alloc(8)
  header[0] = stream
  header.writeUInt32BE(body.length, 4)
  return Buffer.concat([header, body])
}

function chunks(bytes: Buffer, size: number): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_unused, index) => bytes.subarray(index * size, (index + 1) * size))
}

describe('a multiplexed stream', () => {
  it('comes apart the same wherever the network cut it, Korean letters included', () => {
    const frames = fc.array(fc.tuple(fc.constantFrom(1 as const, 2 as const), fc.string({ unit: fc.constantFrom('a', '\n', '파', '드', '🙂') })))
    fc.assert(
      fc.property(frames, fc.integer({ min: 1, max: 40 }), (list, size) => {
        const output = new Demultiplexer()
        for (const chunk of chunks(Buffer.concat(list.map(([stream, text]) => frame(stream, text))), size)) output.push(chunk)
        const said = (wanted: number): string => list.filter(([stream]) => stream === wanted).map(([, text]) => text).join('')
        expect(Buffer.concat(output.stdout).toString()).toBe(said(1))
        expect(Buffer.concat(output.stderr).toString()).toBe(said(2))
        expect(Buffer.concat(output.both).toString()).toBe(list.map(([, text]) => text).join(''))
      }),
    )
  })

  it('holds back a frame that has not come whole', () => {
    const output = new Demultiplexer()
    output.push(frame(1, 'whole'))
    output.push(frame(1, 'part').subarray(0, 10))
    expect(Buffer.concat(output.stdout).toString()).toBe('whole')
  })
})
