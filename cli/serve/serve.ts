import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { RPCHandler } from '@orpc/server/ws'
import { WebSocketServer } from 'ws'
import { pageHeaders } from '#contract/page-serving.ts'
import type { Engine } from '../../engine/engine.ts'
import { createRouter } from '../../engine/engine.ts'
import { forgetRun, lastRun, rememberRun, type PageRun } from './last-run.ts'
import { pageFiles, type PageFile } from './page-files.ts'
import { Sessions } from './sessions.ts'

export interface Served {
  /** An address that opens the page once: `http://127.0.0.1:PORT/?token=…`. */
  newAddress(): string
  close(): Promise<void>
}

export interface ServeOptions {
  /** 0 for the one of a run that was killed, or else any that is free. */
  readonly port: number
  /** Where a run is remembered until it ends well. */
  readonly runFile: string
  /** Somebody came with a spent token or none: a person may want a fresh address. */
  readonly onRefused?: () => void
}

/** Serves the page and the engine's contract to browsers of this machine only. */
export async function serve(engine: Engine, { port, runFile, onRefused }: ServeOptions): Promise<Served> {
  const files = await pageFiles()
  const server = createServer()
  const session = await listen(server, port, await lastRun(runFile))
  const sessions = new Sessions(session)
  const hosts = hostsOf(server.address())
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4 * 1024 * 1024 })
  const handler = new RPCHandler(createRouter(engine))
  sockets.on('connection', (socket) => void handler.upgrade(socket, { context: {} }))
  server.on('request', (request, response) => answer(request, response, { files, sessions, onRefused, hosts }))
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!mayConnect(request, sessions, hosts)) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request))
  })
  await rememberRun(runFile, { port: portOf(server.address()), session: sessions.session, pid: process.pid })
  return {
    newAddress: () => `http://${hosts[0]}/?token=${sessions.newToken()}`,
    close: async () => {
      await forgetRun(runFile)
      await closeAll(server, sockets)
    },
  }
}

/** Listens where a killed run did, if that is free and no other port is asked for, and gives back its session then: its pages are let in again. */
async function listen(server: Server, port: number, before: PageRun | undefined): Promise<string | undefined> {
  const isWanted = before !== undefined && (port === 0 || port === before.port)
  if (isWanted && (await listenAt(server, before.port).then(() => true, () => false))) return before.session
  await listenAt(server, port)
  return undefined
}

async function listenAt(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
}

function hostsOf(address: AddressInfo | string | null): readonly string[] {
  const port = portOf(address)
  return [`127.0.0.1:${port}`, `localhost:${port}`]
}

const portOf = (address: AddressInfo | string | null): number => (typeof address === 'object' && address !== null ? address.port : 0)

/** A browser sends Origin with every WebSocket; a page of another site cannot forge it, and a rebound name shows in Host. */
function mayConnect(request: IncomingMessage, sessions: Sessions, hosts: readonly string[]): boolean {
  const { host, origin, cookie } = request.headers
  return request.url === '/rpc' && hosts.includes(host ?? '') && hosts.some((one) => origin === `http://${one}`) && sessions.accepts(cookie)
}

interface Site {
  readonly files: ReadonlyMap<string, PageFile>
  readonly sessions: Sessions
  readonly hosts: readonly string[]
  readonly onRefused: (() => void) | undefined
}

function answer(request: IncomingMessage, response: ServerResponse, site: Site): void {
  if (!site.hosts.includes(request.headers.host ?? '')) return send(response, 421, { type: 'text/plain', body: 'wrong host' })
  const url = new URL(request.url ?? '/', `http://${site.hosts[0]}`)
  const token = url.searchParams.get('token')
  const session = token === null ? undefined : site.sessions.spend(token)
  if (session !== undefined) return welcome(response, session)
  if (!site.sessions.accepts(request.headers.cookie)) {
    site.onRefused?.()
    return send(response, 403, { type: 'text/html; charset=utf-8', body: refusal })
  }
  const file = site.files.get(url.pathname)
  return file === undefined ? send(response, 404, { type: 'text/plain', body: 'not found' }) : send(response, 200, file)
}

function welcome(response: ServerResponse, session: string): void {
  response.writeHead(303, { ...pageHeaders, location: '/', 'set-cookie': `kindlab=${session}; HttpOnly; SameSite=Strict; Path=/` }).end()
}

function send(response: ServerResponse, status: number, { type, body }: PageFile): void {
  response.writeHead(status, { ...pageHeaders, 'content-type': type }).end(body)
}

const refusal = `<!doctype html><meta charset="utf-8"><title>Kindlab</title>
<p>This address has been used already. The terminal that runs Kindlab shows a new one.</p>
<p lang="ko">이미 사용한 주소입니다. Kindlab을 실행한 터미널에 새 주소가 나와 있습니다.</p>`

async function closeAll(server: ReturnType<typeof createServer>, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.terminate()
  sockets.close()
  server.closeAllConnections()
  await new Promise<void>((resolve) => server.close(() => resolve()))
}
