import { Readable, type Duplex } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { TerminalJoins } from '../../engine/terminal-joins.ts'
import type { AttachedTerminal } from '../../engine/terminals/terminal-host.ts'

const size = { columns: 80, rows: 24 }

/** A shell that prints as much as anybody takes, and counts it. */
function flood(): AttachedTerminal & { readonly printed: () => number; readonly sizes: unknown[] } {
  let printed = 0
  const sizes: unknown[] = []
  const stream = Readable.from(
    (async function* () {
      for (;;) {
        printed += 32_768
        yield Buffer.alloc(32_768, 'y')
      }
    })(),
    { objectMode: false },
  )
  // Only read here.
  return { stream: stream as Duplex, resize: async (next) => void sizes.push(next), exited: Promise.resolve(0), dispose: () => void stream.destroy(), printed: () => printed, sizes }
}

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** Takes all that comes, as a carrier does. */
function carrier(output: AsyncGenerator<{ data: string }>): { readonly taken: () => number; readonly over: Promise<void> } {
  let taken = 0
  const over = (async () => {
    for await (const { data } of output) {
      taken += Buffer.from(data, 'base64').length
      await new Promise((resolve) => setImmediate(resolve))
    }
  })()
  return { taken: () => taken, over }
}

describe('a window that joined a terminal', () => {
  it('is sent no more than half a megabyte that it has not shown, and the shell is not read on', async () => {
    const [joins, shell, leaving] = [new TerminalJoins(), flood(), new AbortController()]
    const { taken, over } = carrier(joins.join('view-one', shell, leaving.signal))
    await turns()
    expect(taken()).toBe(524_288)
    expect(shell.printed()).toBeLessThan(800_000)
    joins.shown('view-one', 200_000)
    await turns()
    expect(taken() - 200_000).toBeGreaterThanOrEqual(524_288)
    expect(taken() - 200_000).toBeLessThan(524_288 + 65_536)
    leaving.abort()
    await over
  })

  it('gets it in pieces that are shown without a pause', async () => {
    const joins = new TerminalJoins()
    const shell = { ...flood(), stream: Readable.from([Buffer.alloc(200_000, 'x')], { objectMode: false }) as Duplex }
    const pieces: number[] = []
    for await (const { data } of joins.join('view-one', shell, undefined)) pieces.push(Buffer.from(data, 'base64').length)
    expect(pieces.every((length) => length <= 65_536)).toBe(true)
    expect(pieces.reduce((sum, length) => sum + length, 0)).toBe(200_000)
  })

  it('is not disturbed by another that leaves the same terminal', async () => {
    const [joins, one, other, leaving, ending] = [new TerminalJoins(), flood(), flood(), new AbortController(), new AbortController()]
    const first = carrier(joins.join('view-one', one, ending.signal))
    const second = carrier(joins.join('view-two', other, leaving.signal))
    await turns()
    leaving.abort()
    await second.over
    await joins.resize('view-one', size)
    expect(one.sizes).toEqual([size])
    expect(() => joins.resize('view-two', size)).toThrow('terminal-not-joined')
    ending.abort()
    await first.over
  })
})
