import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/**
 * A wire with faults between a client and a server on this machine.
 * `fin` and `rst` end what is open; `blackHole` lets nothing through any more, old connections and new ones alike, and tells nobody;
 * `refuse` closes the door until `pass`.
 */
export class TcpProxy {
  readonly #target: { readonly host: string; readonly port: number }
  readonly #server: Server
  readonly #pairs = new Set<{ readonly client: Socket; readonly target: Socket }>()
  #port = 0
  #isBlackHole = false
  /** Connections taken so far. */
  connections = 0

  private constructor(target: { readonly host: string; readonly port: number }) {
    this.#target = target
    this.#server = createServer((client) => this.#join(client))
  }

  static async to(target: { readonly host: string; readonly port: number }): Promise<TcpProxy> {
    const proxy = new TcpProxy(target)
    await proxy.#listen()
    return proxy
  }

  get port(): number {
    return this.#port
  }

  fin(): void {
    this.#endAll((socket) => socket.destroy())
  }

  rst(): void {
    this.#endAll((socket) => socket.resetAndDestroy())
  }

  blackHole(): void {
    this.#isBlackHole = true
    for (const { client, target } of this.#pairs) for (const socket of [client, target]) socket.pause()
  }

  /** Nobody listens; what is open ends. */
  async refuse(): Promise<void> {
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.fin()
    await closed
  }

  /** Back to normal. What a black hole swallowed meanwhile arrives late, as it does after a frozen node. */
  async pass(): Promise<void> {
    this.#isBlackHole = false
    if (!this.#server.listening) await this.#listen()
    for (const { client, target } of this.#pairs) for (const socket of [client, target]) socket.resume()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#server.listening) await this.refuse()
  }

  async #listen(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1')
    await once(this.#server, 'listening')
    this.#port = (this.#server.address() as AddressInfo).port
  }

  #join(client: Socket): void {
    this.connections += 1
    const pair = { client, target: connect(this.#target.port, this.#target.host) }
    this.#pairs.add(pair)
    forward(pair.client, pair.target)
    forward(pair.target, pair.client)
    pair.client.on('close', () => this.#pairs.delete(pair))
    if (this.#isBlackHole) for (const socket of [pair.client, pair.target]) socket.pause()
  }

  #endAll(end: (socket: Socket) => void): void {
    for (const { client, target } of this.#pairs) {
      end(client)
      target.destroy()
    }
  }
}

function forward(from: Socket, to: Socket): void {
  from.setNoDelay(true)
  from.on('data', (chunk) => to.write(chunk))
  from.on('error', () => to.destroy())
  from.on('close', () => to.destroy())
}
