import { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import { ProblemError } from '#contract/problem.ts'
import type { TerminalSize } from '#contract/terminal.ts'
import type { KubeAccess } from '../kube/kube-client.ts'

/** A program in a Pod, over the API server: its output comes out, keys go in. */
export interface PodSocket {
  readonly stream: Duplex
  resize(size: TerminalSize): Promise<void>
  /** For an exec: the program's exit code, once it ended; rejects when the connection was lost before. */
  readonly exitCode: Promise<number>
}

/** Kubernetes' protocol over WebSocket: the first byte of each message names its channel (KEP-4006). */
const protocol = 'v5.channel.k8s.io'
const channel = { input: 0, output: 1, error: 2, status: 3, resize: 4, close: 255 } as const

/** Opens `/api/v1/namespaces/…/pods/…/attach?…` or `…/exec?…`. */
export async function openPodSocket(access: KubeAccess, path: string): Promise<PodSocket> {
  await access.renew?.()
  const socket = new WebSocket(access.server.replace(/^http/, 'ws').replace(/\/$/, '') + path, protocol, connectionOf(access))
  const stream = streamOver(socket)
  const exitCode = exitCodeOf(socket)
  // Whoever does not ask for it must not be ended by it.
  exitCode.catch(() => {})
  await opened(socket, access.server)
  return {
    stream,
    exitCode,
    resize: ({ columns, rows }) => send(socket, channel.resize, Buffer.from(JSON.stringify({ Width: columns, Height: rows }))),
  }
}

function connectionOf({ authority, certificate, key, token, serverName }: KubeAccess): WebSocket.ClientOptions {
  return {
    perMessageDeflate: false,
    ...(authority === '' ? {} : { ca: authority }),
    ...(certificate === undefined ? {} : { cert: certificate }),
    ...(key === undefined ? {} : { key }),
    ...(serverName === undefined ? {} : { servername: serverName }),
    ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
  }
}

function streamOver(socket: WebSocket): Duplex {
  const stream = new Duplex({
    read: () => socket.resume(),
    write: (chunk: Buffer, _encoding, done) => sendThen(socket, channel.input, chunk, done),
    final: (done) => sendThen(socket, channel.close, Buffer.from([channel.input]), done),
    destroy: (error, done) => {
      socket.terminate()
      done(error)
    },
  })
  socket.on('message', (message: Buffer) => {
    const isOutput = message[0] === channel.output || message[0] === channel.error
    if (isOutput && message.length > 1 && !stream.push(message.subarray(1))) socket.pause()
  })
  socket.on('close', () => stream.push(null))
  socket.on('error', () => stream.push(null))
  return stream
}

function sendThen(socket: WebSocket, to: number, bytes: Uint8Array, done: (error?: Error | null) => void): void {
  socket.send(Buffer.concat([Buffer.from([to]), bytes]), done)
}

function send(socket: WebSocket, to: number, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => sendThen(socket, to, bytes, (error) => (error ? reject(error) : resolve())))
}

function opened(socket: WebSocket, server: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', (cause) => reject(new ProblemError({ code: 'kube-unreachable', params: { server }, detail: cause.message }, { cause })))
    socket.once('unexpected-response', (_request, response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => reject(refusal(response.statusCode ?? 0, messageIn(Buffer.concat(chunks).toString()))))
    })
  })
}

function refusal(status: number, reason: string): ProblemError {
  return new ProblemError(status === 404 ? { code: 'terminal-gone', params: {}, detail: reason } : { code: 'terminal-refused', params: { reason } })
}

/** The server's own sentence, where it sent one. */
function messageIn(body: string): string {
  try {
    const { message } = JSON.parse(body) as { readonly message?: string }
    return message ?? body
  } catch {
    return body
  }
}

function exitCodeOf(socket: WebSocket): Promise<number> {
  return new Promise((resolve, reject) => {
    socket.on('message', (message: Buffer) => {
      if (message[0] === channel.status) resolve(codeIn(message.subarray(1).toString()))
    })
    socket.on('close', () => reject(new Error('the connection to the program was lost before it ended')))
    socket.on('error', reject)
  })
}

/** A `v1.Status`: Success, or a failure whose cause `ExitCode` carries the number. */
export function codeIn(status: string): number {
  const { status: outcome, message, details } = JSON.parse(status) as {
    readonly status?: string
    readonly message?: string
    readonly details?: { readonly causes?: readonly { readonly reason?: string; readonly message?: string }[] }
  }
  if (outcome === 'Success') return 0
  const code = details?.causes?.find(({ reason }) => reason === 'ExitCode')?.message
  if (code === undefined) throw new ProblemError({ code: 'terminal-refused', params: { reason: message ?? status } })
  return Number(code)
}
