import type { Readable } from 'node:stream'
import { z } from 'zod'

/** One line of what the engine says while it pulls, loads or imports an image. */
const messageSchema = z.object({
  status: z.string().optional(),
  id: z.string().optional(),
  stream: z.string().optional(),
  progressDetail: z.object({ current: z.number().optional(), total: z.number().optional() }).optional(),
  error: z.string().optional(),
})

export type EngineMessage = z.infer<typeof messageSchema>

/** Said by the engine in the middle of an answer that began well. */
export class EngineMessageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'EngineMessageError'
  }
}

export function parseEngineMessage(line: string): EngineMessage | undefined {
  try {
    return messageSchema.parse(JSON.parse(line))
  } catch {
    return undefined
  }
}

/** Reads the answer to its end, a message at a time; an `error` among them is thrown. Aborting destroys the stream. */
export async function followMessages(answer: Readable, onMessage: (message: EngineMessage) => void, signal: AbortSignal): Promise<void> {
  const end = (): void => void answer.destroy(abortReason(signal))
  signal.addEventListener('abort', end, { once: true })
  try {
    for await (const line of linesOf(answer)) {
      const message = parseEngineMessage(line)
      if (message?.error !== undefined) throw new EngineMessageError(message.error)
      if (message) onMessage(message)
    }
  } finally {
    signal.removeEventListener('abort', end)
    answer.destroy()
  }
}

async function* linesOf(answer: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of answer) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/)
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

const abortReason = (signal: AbortSignal): Error => (signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)))

/** A message as a line of a log. */
export function lineOf({ id, status, stream }: EngineMessage): string {
  return [id, status ?? stream].filter((part) => part !== undefined).join(': ').trimEnd()
}
