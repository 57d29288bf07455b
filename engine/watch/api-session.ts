import { type ClientHttp2Session, type ClientHttp2Stream, connect, type SecureClientSessionOptions } from 'node:http2'
import { credentialsIn, type KubeAccess, type KubeCredentials } from '../kube/kube-client.ts'
import { ApiRefusal } from './api-refusal.ts'

/** Node's defaults let a server send 64 KB before it must wait for us: too little for lists, and shared by all streams. */
const streamWindow = 4 * 1024 * 1024
const sessionWindow = 32 * 1024 * 1024

export interface SessionListener {
  /** HTTP/2 speaks; requests may be sent. */
  opened(): void
  /** Once, whatever the reason: refused, reset, closed, told to go away. The session is destroyed. */
  ended(reason: Error): void
}

/** The server will end this connection: connect anew now, for its old streams may stay open and silent for a minute. */
export class GoAway extends Error {}

/** One HTTP/2 connection to an API server: text for a list, chunks for a watch, pings. It recovers from nothing. */
export class ApiSession {
  readonly #session: ClientHttp2Session
  readonly #access: KubeAccess
  readonly #base: string
  readonly #onRequest: () => void
  #ended = false

  constructor(access: KubeAccess, listener: SessionListener, onRequest: () => void = () => {}) {
    this.#base = new URL(access.server).pathname.replace(/\/$/, '')
    this.#access = access
    this.#onRequest = onRequest
    this.#session = connect(access.server, optionsFor(access))
    this.#hear(listener)
  }

  /** A GET read to its end; anything but 200 throws an ApiRefusal. */
  async text(path: string, signal: AbortSignal): Promise<string> {
    const chunks: Buffer[] = []
    await this.stream(path, { signal, opened: () => {}, chunk: (chunk) => void chunks.push(chunk) })
    return Buffer.concat(chunks).toString('utf8')
  }

  /** A GET whose answer is handed on chunk by chunk. Resolves when the stream ends, cut off or not; rejects when refused, failed or aborted. */
  async stream(path: string, reader: StreamReader): Promise<void> {
    const { renew } = this.#access
    if (renew === undefined) return this.#read(path, reader)
    await holding(renew())
    const sent = credentialsIn(this.#access)
    await this.#read(path, reader).catch(async (error: unknown) => {
      if (!isUnauthorized(error)) throw error
      await holding(renew(sent))
      await this.#read(path, reader)
    })
  }

  async #read(path: string, { signal, opened, chunk }: StreamReader): Promise<void> {
    signal.throwIfAborted()
    this.#onRequest()
    const stream = this.#session.request({ ...headersFor(this.#access), ':path': this.#base + path })
    const abort = (): void => void stream.destroy()
    signal.addEventListener('abort', abort, { once: true })
    try {
      await readStream(stream, opened, chunk)
    } finally {
      signal.removeEventListener('abort', abort)
    }
    signal.throwIfAborted()
  }

  /** False where no ping can be sent now. */
  ping(answered: () => void): boolean {
    if (this.#session.destroyed) return false
    return this.#session.ping((error) => {
      if (error === null) answered()
    })
  }

  /** `reason` is what `ended` will be told. */
  end(reason: Error): void {
    if (!this.#ended) this.#session.destroy(reason)
  }

  #hear(listener: SessionListener): void {
    let reason: Error | undefined
    this.#session.on('connect', () => this.#session.setLocalWindowSize(sessionWindow))
    // The server's first words. 'connect' alone may be the work of a kernel whose processes are frozen.
    this.#session.once('remoteSettings', () => listener.opened())
    this.#session.on('error', (error) => (reason ??= error))
    this.#session.on('goaway', (code) => this.end(new GoAway(`the API server said goodbye (GOAWAY ${code})`)))
    this.#session.on('close', () => {
      this.#ended = true
      listener.ended(reason ?? new Error('the API server closed the connection'))
    })
  }
}

export interface StreamReader {
  readonly signal: AbortSignal
  /** The server answered 200. */
  readonly opened: () => void
  /** What this throws ends the stream and comes out of it. */
  readonly chunk: (chunk: Buffer) => void
}

function readStream(stream: ClientHttp2Stream, opened: () => void, onChunk: (chunk: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let refused: { readonly status: number; readonly retryAfter: number | undefined } | undefined
    const body: Buffer[] = []
    stream.on('response', (headers) => {
      const status = headers[':status'] ?? 0
      if (status === 200) opened()
      else refused = { status, retryAfter: secondsIn(headers['retry-after']) }
    })
    stream.on('data', (chunk: Buffer) => {
      if (refused !== undefined) return void body.push(chunk)
      try {
        onChunk(chunk)
      } catch (error) {
        reject(error)
        stream.destroy()
      }
    })
    stream.on('error', reject)
    stream.on('close', () => {
      if (refused === undefined) resolve()
      else reject(new ApiRefusal(refused.status, messageIn(Buffer.concat(body).toString('utf8')), refused.retryAfter))
    })
    stream.end()
  })
}

/** A refusal's body is a Status object, or, from whatever stands in between, any text. */
function messageIn(body: string): string {
  try {
    const status = JSON.parse(body) as { readonly message?: unknown }
    if (typeof status.message === 'string') return status.message
  } catch {
    // Not JSON: the text itself is all there is.
  }
  return body.slice(0, 500)
}

function secondsIn(retryAfter: string | undefined): number | undefined {
  const seconds = Number(retryAfter)
  return retryAfter !== undefined && Number.isFinite(seconds) ? seconds * 1000 : undefined
}

const isUnauthorized = (error: unknown): boolean => error instanceof ApiRefusal && error.status === 401

/** Without credentials we are nobody to the server, as if it had said so. */
async function holding(renewal: Promise<void>): Promise<void> {
  await renewal.catch((error: unknown) => {
    throw new ApiRefusal(401, error instanceof Error ? error.message : String(error))
  })
}

function headersFor({ token }: KubeCredentials): Record<string, string> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
  return { accept: 'application/json', 'user-agent': 'kindlab-watch', ...authorization }
}

function optionsFor(access: KubeAccess): SecureClientSessionOptions {
  return {
    settings: { initialWindowSize: streamWindow, enablePush: false },
    ...(access.authority === '' ? {} : { ca: access.authority }),
    ...(access.certificate === undefined ? {} : { cert: access.certificate }),
    ...(access.key === undefined ? {} : { key: access.key }),
    ...(access.serverName === undefined ? {} : { servername: access.serverName }),
  }
}
