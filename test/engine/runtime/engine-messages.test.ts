import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { followMessages, lineOf, type EngineMessage } from '../../../engine/runtime/engine-messages.ts'

const never = new AbortController().signal

async function messagesIn(chunks: readonly (string | Buffer)[]): Promise<EngineMessage[]> {
  const messages: EngineMessage[] = []
  await followMessages(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), (message) => messages.push(message), never)
  return messages
}

describe('an engine’s messages', () => {
  it('are read a line at a time, wherever the chunks end', async () => {
    const bytes = Buffer.from('{"status":"받는 중","id":"a"}\r\n{"stream":"x"}\n')
    const singles = [...bytes].map((byte) => Buffer.from([byte]))
    expect(await messagesIn(singles)).toEqual([{ status: '받는 중', id: 'a' }, { stream: 'x' }])
  })

  it('are passed over where they are not messages', async () => {
    expect(await messagesIn(['not json\n{"status":"ok"}'])).toEqual([{ status: 'ok' }])
  })

  it('end with the error that came among them', async () => {
    await expect(messagesIn(['{"status":"a"}\n', '{"errorDetail":{"message":"no"},"error":"manifest unknown"}\n'])).rejects.toThrow('manifest unknown')
  })

  it('end with the signal’s reason when it aborts, and let go of the answer', async () => {
    const controller = new AbortController()
    const answer = new Readable({ read() {} })
    const followed = followMessages(answer, () => {}, controller.signal)
    controller.abort(new Error('enough'))
    await expect(followed).rejects.toThrow('enough')
    expect(answer.destroyed).toBe(true)
  })

  it('read as a line of a log', () => {
    expect([{ id: 'a', status: 'Waiting' }, { stream: 'Loaded image: x\n' }, {}].map(lineOf)).toEqual(['a: Waiting', 'Loaded image: x', ''])
  })
})
