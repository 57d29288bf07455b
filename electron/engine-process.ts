import { RPCHandler } from '@orpc/server/message-port'
import type { Fate } from '#contract/fate.ts'
import { createEngine, createRouter, leaveCluster, type Engine } from '../engine/engine.ts'
import type { Question, ToEngine } from './engine-messages.ts'

// The engine in a utility process: it serves the contract on every port that the main process hands it.

const { parentPort } = process
const answers = new Map<number, (yes: boolean) => void>()
let asked = 0

function ask(question: Question): Promise<boolean> {
  const id = asked++
  parentPort.postMessage({ kind: 'ask', id, question })
  return new Promise((resolve) => answers.set(id, resolve))
}

async function end(engine: Engine, fate: Fate): Promise<never> {
  try {
    engine.cancel()
    await untilIdle(engine)
    await leaveCluster(engine, fate)
    await engine.dispose()
  } finally {
    process.exit(0)
  }
}

/** What was cancelled still clears away what it had half made; nothing else can begin before. */
function untilIdle(engine: Engine): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (engine.status().work?.outcome.kind !== 'running') resolve()
    }
    engine.onStatus(look)
    look()
  })
}

function serve(handler: RPCHandler<Record<never, never>>, port: Electron.MessagePortMain | undefined): void {
  if (port === undefined) return
  handler.upgrade(port, { context: {} })
  port.start()
}

// A terminal's Ctrl-C reaches every process of its group; when to end is the main process's to say.
process.on('SIGINT', () => {})

// The engine speaks before it has looked around: messages wait for it in the port's queue.
const engine = await createEngine({ ask })
const handler = new RPCHandler(createRouter(engine))

parentPort.on('message', ({ data, ports }) => {
  const message = data as ToEngine // from our own main process
  if (message.kind === 'connect') serve(handler, ports[0])
  if (message.kind === 'bring-up') void engine.up().catch(() => {}) // the window shows why it failed
  if (message.kind === 'answer') answers.get(message.id)?.(message.yes)
  if (message.kind === 'end') void end(engine, message.fate)
})
