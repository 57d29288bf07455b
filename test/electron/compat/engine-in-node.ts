/** Runs the engine's bundle in Node as a utility process runs it: a `parentPort`, and ports handed over by the parent. */
import { EventEmitter } from 'node:events'

interface Carried {
  readonly port?: number
  readonly closed?: true
  readonly data?: unknown
  readonly ports?: readonly number[]
}

const tell = (message: object): void => void (process.connected && process.send?.(message))

/** Keeps what comes until it is started, as a MessagePort does. */
class CarriedPort extends EventEmitter {
  private readonly id: number
  private waiting: unknown[] | undefined = []

  constructor(id: number) {
    super()
    this.id = id
  }

  start(): void {
    for (const data of this.waiting ?? []) this.emit('message', { data })
    this.waiting = undefined
  }

  receive(data: unknown): void {
    if (this.waiting === undefined) this.emit('message', { data })
    else this.waiting.push(data)
  }

  postMessage(data: unknown): void {
    tell({ port: this.id, data })
  }
}

/** Messages wait until somebody listens, as they do in a utility process. */
class ParentPort extends EventEmitter {
  private waiting: object[] = []

  constructor() {
    super()
    this.on('newListener', (event) => event === 'message' && setImmediate(() => this.flush()))
  }

  receive(message: object): void {
    this.waiting.push(message)
    if (this.listenerCount('message') > 0) this.flush()
  }

  postMessage(data: unknown): void {
    tell({ data })
  }

  private flush(): void {
    for (const message of this.waiting.splice(0)) this.emit('message', message)
  }
}

const parentPort = new ParentPort()
const ports = new Map<number, CarriedPort>()

process.on('message', (message) => {
  const { port, closed, data, ports: ids = [] } = message as Carried // from the stand-in in the main process
  if (port === undefined) {
    const opened = ids.map((id) => new CarriedPort(id))
    ids.forEach((id, index) => ports.set(id, opened[index]!))
    parentPort.receive({ data, ports: opened })
  } else if (closed === true) ports.get(port)?.emit('close')
  else ports.get(port)?.receive(data)
})
// A parent that dies takes its utility processes along.
process.once('disconnect', () => process.exit(1))
Object.assign(process, { parentPort })

const [, , engine = ''] = process.argv
await import(engine)
