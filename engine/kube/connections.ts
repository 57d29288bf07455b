import { Agent as HttpAgent, request as requestOverHttp, type ClientRequest, type IncomingMessage } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { Agent as HttpsAgent, request as requestOverHttps } from 'node:https'
import type { Disposable } from '#contract/lifecycle.ts'
import { ProblemError } from '#contract/problem.ts'
import { credentialsIn, type KubeAccess } from './kube-client.ts'
import { KubeError, kubeErrorFrom } from './kube-error.ts'

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string
  readonly signal?: AbortSignal
  /** How long the server may stay silent, in milliseconds. */
  readonly patience?: number
  /** The answer is wanted as it is: never asked for again because somebody behind the server is busy. */
  readonly isFinal?: boolean
  /** Characters of an answer after which the rest is left out. */
  readonly most?: number
}

export interface ApiResponse {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** Kept-alive connections to one API server. */
export interface Connections extends Disposable {
  send(request: ApiRequest): Promise<ApiResponse>
  /** A GET whose answer comes bit by bit, with silences of any length, over a connection of its own. Ends with the signal. */
  open(path: string, signal: AbortSignal): AsyncGenerator<string, void>
}

const usualPatience = 30_000
/** An API server closes a connection that was idle for 90 s; closing it earlier ourselves never meets it in the act. */
const idleLimit = 60_000
/** How often a call is made again after the server asked for patience. */
const mostRefusals = 5

/**
 * Plain Node connections: client-node costs 90 MB of memory (undici, which it needs, 30 MB alone) for calls that are JSON over HTTP,
 * and turns dates into Date objects and names into lower case. See docs/decisions/.
 */
export function openConnections(access: KubeAccess): Connections {
  const server = new URL(access.server)
  const agent = agentFor(access, server)
  const start = server.protocol === 'http:' ? requestOverHttp : requestOverHttps
  const base = server.pathname.replace(/\/$/, '')

  const begin = (request: ApiRequest, over = agent): ClientRequest =>
    start({
      agent: over,
      host: server.hostname.replace(/^\[|\]$/g, ''),
      port: server.port,
      method: request.method,
      path: base + request.path,
      ...clientCertificate(access),
      headers: { accept: 'application/json', 'user-agent': 'kindlab', ...authorization(access), ...request.headers, ...lengthOf(request.body) },
    })
  const attempt = (request: ApiRequest): Promise<ApiResponse> => exchange(begin(request), request)

  const onFreshConnection = async (request: ApiRequest): Promise<ApiResponse> => {
    for (;;) {
      try {
        return await attempt(request)
      } catch (error) {
        // Each stale connection leaves the pool as it fails, so this ends with a fresh one at the latest.
        if (error instanceof StaleConnection && request.method !== 'POST') continue
        throw request.signal?.aborted ? error : asProblem(access, error)
      }
    }
  }

  const withGoodCredentials = async (request: ApiRequest): Promise<ApiResponse> => {
    await access.renew?.()
    const sent = credentialsIn(access)
    const response = await onFreshConnection(request)
    if (response.status !== 401 || access.renew === undefined) return response
    await access.renew(sent)
    return onFreshConnection(request)
  }

  return {
    send: async (request) => {
      for (let refusals = 0; ; refusals += 1) {
        const response = await withGoodCredentials(request)
        const pauseFor = retryAfter(response)
        if (pauseFor === undefined || refusals === mostRefusals || request.isFinal === true) return response
        await pause(pauseFor, undefined, request.signal === undefined ? {} : { signal: request.signal }).catch(() => request.signal?.throwIfAborted())
      }
    },
    async *open(path, signal) {
      await access.renew?.()
      const own = agentFor(access, server)
      try {
        yield* readPieces(begin({ method: 'GET', path, headers: { accept: '*/*' } }, own), path, signal)
      } catch (error) {
        if (!signal.aborted) throw error instanceof KubeError ? error : asProblem(access, error)
      } finally {
        own.destroy()
      }
    },
    dispose: () => agent.destroy(),
  }
}

async function* readPieces(call: ClientRequest, path: string, signal: AbortSignal): AsyncGenerator<string, void> {
  const end = (): void => void call.destroy()
  signal.addEventListener('abort', end, { once: true })
  try {
    if (signal.aborted) return
    const response = await answerTo(call)
    const status = response.statusCode ?? 0
    if (status >= 400) throw kubeErrorFrom(`get ${path}`, status, await readText(response))
    response.setEncoding('utf8')
    for await (const piece of response) yield String(piece)
  } finally {
    signal.removeEventListener('abort', end)
    call.destroy()
  }
}

const answerTo = (call: ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    call.on('error', reject)
    call.on('close', () => reject(new Error('the call ended')))
    call.on('response', resolve)
    call.end()
  })

/** How long a server that did nothing yet wants to be left alone, in milliseconds: it is busy, or a kind's storage is just being set up. */
function retryAfter({ status, headers }: ApiResponse): number | undefined {
  if (status !== 429 && status !== 503) return undefined
  const seconds = Number(headers['retry-after'])
  return Number.isFinite(seconds) ? Math.min(seconds, 10) * 1000 : undefined
}

function agentFor(access: KubeAccess, server: URL): HttpAgent | HttpsAgent {
  const keeping = { keepAlive: true, timeout: idleLimit, maxSockets: 16 }
  if (server.protocol === 'http:') return new HttpAgent(keeping)
  return new HttpsAgent({
    ...keeping,
    ...(access.authority === '' ? {} : { ca: access.authority }),
    ...(access.serverName === undefined ? {} : { servername: access.serverName }),
  })
}

/** Given with each request and not to the agent: it keeps connections of one certificate apart from those of the next. */
function clientCertificate({ certificate, key }: KubeAccess): { readonly cert?: string; readonly key?: string } {
  return { ...(certificate === undefined ? {} : { cert: certificate }), ...(key === undefined ? {} : { key }) }
}

const authorization = ({ token }: KubeAccess): Record<string, string> => (token === undefined ? {} : { authorization: `Bearer ${token}` })

/** Node sends the body of a DELETE without any length unless it is told, and the server then ignores it. */
function lengthOf(body: string | undefined): Record<string, string> {
  return body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
}

function exchange(call: ClientRequest, request: ApiRequest): Promise<ApiResponse> {
  return new Promise((resolve, reject) => {
    const { patience = usualPatience, signal } = request
    const silence = setTimeout(() => call.destroy(new Silence(patience)), patience)
    const abort = (): void => {
      call.destroy()
      fail(signal?.reason)
    }
    const fail = (error: unknown): void => {
      finish()
      reject(call.reusedSocket && isHangUp(error) ? new StaleConnection(error) : error)
    }
    const finish = (): void => {
      clearTimeout(silence)
      signal?.removeEventListener('abort', abort)
    }
    if (signal?.aborted) abort()
    else signal?.addEventListener('abort', abort, { once: true })
    call.on('error', fail)
    call.on('response', (response) => {
      readText(response, request.most).then((body) => {
        finish()
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
      }, fail)
    })
    call.end(request.body)
  })
}

/** Leaving the loop early closes the connection. */
async function readText(response: IncomingMessage, most = Infinity): Promise<string> {
  response.setEncoding('utf8')
  let text = ''
  for await (const chunk of response) {
    text += String(chunk)
    if (text.length >= most) return text.slice(0, most)
  }
  return text
}

class Silence extends Error {
  readonly milliseconds: number

  constructor(milliseconds: number) {
    super(`no answer within ${milliseconds} ms`)
    this.milliseconds = milliseconds
  }
}

/** The server had closed the kept connection before it saw the request. */
class StaleConnection extends Error {
  constructor(cause: unknown) {
    super('the kept connection was closed', { cause })
  }
}

function isHangUp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE')
}

function asProblem({ server }: KubeAccess, error: unknown): unknown {
  if (error instanceof Silence) {
    return new ProblemError({ code: 'kube-silent', params: { server, seconds: Math.round(error.milliseconds / 1000) } }, { cause: error })
  }
  const cause = error instanceof StaleConnection ? error.cause : error
  if (cause instanceof Error && 'code' in cause) {
    return new ProblemError({ code: 'kube-unreachable', params: { server }, detail: cause.message }, { cause })
  }
  return error
}
