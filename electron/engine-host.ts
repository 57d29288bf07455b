import type { Fate } from '#contract/fate.ts'
import type { FromEngine, Question, ToEngine } from './engine-messages.ts'
import { restartPause } from './may-restart.ts'

/** The engine's process as its host sees it: an Electron UtilityProcess, or a stand-in of a test. */
export interface EngineProcess<Port> {
  postMessage(message: ToEngine, ports?: Port[]): void
  on(event: 'message', listener: (message: FromEngine) => void): unknown
  once(event: 'exit', listener: (code: number) => void): unknown
  kill(): boolean
}

export interface EngineHostParts<Port> {
  fork(): EngineProcess<Port>
  /** A process runs that serves any port it is handed. */
  onStarted(): void
  onGone(): void
  /** It died too often; `start` tries again. */
  onGivenUp(): void
  ask(question: Question): Promise<boolean>
}

/** Longer than stopping a cluster takes. */
const patienceAtEnd = 90_000

/** Keeps the engine running in a process of its own, starting it anew a bounded number of times when it dies. */
export class EngineHost<Port> {
  private readonly parts: EngineHostParts<Port>
  private process: EngineProcess<Port> | undefined
  private deaths: number[] = []
  private isEnding = false

  constructor(parts: EngineHostParts<Port>) {
    this.parts = parts
  }

  /** Starts afresh, forgetting earlier deaths. */
  start(): void {
    this.deaths = []
    this.fork()
  }

  /** Hands a port to the engine, which serves it; false where there is none now: `onStarted` tells when there is. */
  connect(port: Port): boolean {
    this.process?.postMessage({ kind: 'connect' }, [port])
    return this.process !== undefined
  }

  /** The cluster comes up behind the window. */
  bringUp(): void {
    this.process?.postMessage({ kind: 'bring-up' })
  }

  /** Ends the engine, which first does to the cluster what the learner chose; one that takes too long is killed. */
  async end(fate: Fate): Promise<void> {
    this.isEnding = true
    const { process } = this
    if (process === undefined) return
    const ended = new Promise<void>((resolve) => process.once('exit', () => resolve()))
    process.postMessage({ kind: 'end', fate })
    const impatience = setTimeout(() => process.kill(), patienceAtEnd)
    await ended
    clearTimeout(impatience)
  }

  private readonly fork = (): void => {
    if (this.isEnding || this.process !== undefined) return
    const process = this.parts.fork()
    this.process = process
    process.on('message', (message) => void this.answer(process, message))
    process.once('exit', () => this.mourn())
    this.parts.onStarted()
  }

  private mourn(): void {
    this.process = undefined
    this.parts.onGone()
    if (this.isEnding) return
    const now = Date.now()
    this.deaths.push(now)
    const pause = restartPause(this.deaths, now)
    if (pause === undefined) this.parts.onGivenUp()
    else setTimeout(this.fork, pause)
  }

  private async answer(process: EngineProcess<Port>, { id, question }: FromEngine): Promise<void> {
    const yes = await this.parts.ask(question)
    if (this.process === process) process.postMessage({ kind: 'answer', id, yes })
  }
}
