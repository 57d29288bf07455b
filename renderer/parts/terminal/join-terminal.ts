import type { Terminal } from '@xterm/xterm'
import { problemOf, type EngineClient } from '../../rpc.ts'
import { whileConnected } from '../../stores/connection-store.ts'
import type { Fate } from '../../stores/terminals-store.ts'
import { base64From, bytesFrom } from './base64.ts'

/** How much is shown before the engine is told, bytes: often enough for it never to wait, seldom enough to cost nothing. */
const tellEvery = 131_072
const pauses = [200, 500, 1_000, 3_000]

/** Joins an xterm to its shell while the engine is there; each time it comes back the screen is drawn anew from the scrollback. */
export function joinTerminal(id: string, terminal: Terminal, tell: (fate: Fate) => void): () => void {
  return whileConnected(async (engine, signal) => {
    for (let tries = 0; !signal.aborted; tries += 1) {
      const outcome = await look(engine, id, terminal, signal, () => {
        tries = 0
        tell('running')
      })
      if (signal.aborted) return
      const fate = outcome ?? (await fateOf(engine, id))
      tell(fate)
      if (fate === 'ended' || fate === 'gone') return
      await new Promise((resolve) => setTimeout(resolve, pauses[Math.min(tries, pauses.length - 1)]))
    }
  })
}

/** Shows what the shell prints until that ends. Tells how it ended, where that is plain. */
async function look(engine: EngineClient, id: string, terminal: Terminal, signal: AbortSignal, onJoined: () => void): Promise<Fate | undefined> {
  const view = crypto.randomUUID()
  const size = { columns: terminal.cols, rows: terminal.rows }
  const ended = new AbortController()
  try {
    const joining = engine.terminals.attach({ terminal: id, view, size }, { signal })
    passKeys({ engine, view, terminal, joining, until: AbortSignal.any([signal, ended.signal]) })
    const output = await joining
    terminal.reset()
    onJoined()
    await show(engine, view, terminal, output)
    return undefined
  } catch (error) {
    return problemOf(error).code === 'terminal-gone' ? 'gone' : 'unreachable'
  } finally {
    ended.abort()
  }
}

interface Keys {
  readonly engine: EngineClient
  readonly view: string
  readonly terminal: Terminal
  readonly joining: Promise<unknown>
  readonly until: AbortSignal
}

/** What is typed while it is joined waits for that. A key that cannot be sent is lost as on any broken line; the screen shows that by itself. */
function passKeys({ engine, view, terminal, joining, until }: Keys): void {
  const send = (data: string): void => void joining.then(() => engine.terminals.write({ view, data })).catch(() => {})
  const resize = ({ cols: columns, rows }: { readonly cols: number; readonly rows: number }): void => void joining.then(() => engine.terminals.resize({ view, size: { columns, rows } })).catch(() => {})
  const subscriptions = [terminal.onData((text) => send(base64From(text))), terminal.onBinary((bytes) => send(btoa(bytes))), terminal.onResize(resize)]
  until.addEventListener('abort', () => subscriptions.forEach((one) => one.dispose()), { once: true })
}

async function show(engine: EngineClient, view: string, terminal: Terminal, output: AsyncIterable<{ readonly data: string }>): Promise<void> {
  let [shown, told] = [0, 0]
  const hasShown = (bytes: number): void => {
    shown += bytes
    if (shown - told < tellEvery) return
    told = shown
    void engine.terminals.shown({ view, bytes: shown }).catch(() => {})
  }
  for await (const { data } of output) {
    const bytes = bytesFrom(data)
    terminal.write(bytes, () => hasShown(bytes.length))
  }
}

/** Docker's list may be a moment behind its own events: one that runs there is looked at again. */
async function fateOf(engine: EngineClient, id: string): Promise<Fate> {
  try {
    const facts = (await engine.terminals.list()).find((one) => one.id === id)
    return facts === undefined ? 'gone' : facts.state === 'exited' ? 'ended' : 'unreachable'
  } catch {
    return 'unreachable'
  }
}
