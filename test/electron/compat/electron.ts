/**
 * What the app asks of the current Electron, said in the words of Electron 9: for the one old window that can be had
 * from a package registry. Only calls that the app makes are here; each maps to the old one of the same meaning.
 */
import './old-node.ts'
import { spawn, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import type { Session, WebContents } from 'electron'

// Old Electron itself; the alias that leads here is not applied to this file.
import * as old from 'electron'

export const { BrowserWindow, dialog, Menu, MessageChannelMain, nativeTheme, screen, shell, ipcRenderer } = old

type Listener = (...args: never[]) => unknown
type Anything = (...args: unknown[]) => unknown

/** Old events give the address as a second argument; new ones carry it. */
const navigations = ['will-navigate', 'will-redirect']

function modernise(contents: WebContents): void {
  const on = contents.on.bind(contents) as unknown as (event: string, listener: Anything) => WebContents
  const modern = (event: string, listener: Anything): WebContents =>
    on(event, navigations.includes(event) ? (native, url) => listener({ url, isMainFrame: true, preventDefault: () => (native as Event).preventDefault() }) : listener)
  const setWindowOpenHandler = (decide: (details: { url: string }) => { action: string }): void => {
    on('new-window', (native, url) => {
      if (decide({ url: String(url) }).action === 'deny') (native as Event).preventDefault()
    })
  }
  Object.assign(contents, { on: modern, setWindowOpenHandler })
}

old.app?.on('web-contents-created', (_event, contents) => modernise(contents))
export const { app } = old
// Old Electron starts no process for root when this is called, whatever --no-sandbox says.
if (app !== undefined) app.enableSandbox = () => {}

export const session = {
  get defaultSession(): Session {
    return Object.assign(old.session.defaultSession, { setDevicePermissionHandler: () => {} })
  },
}

export const ipcMain = {
  on: (channel: string, listener: Anything) =>
    // The preload script runs in main frames only.
    old.ipcMain.on(channel, (event, ...args) => listener({ sender: event.sender, senderFrame: { url: event.sender.getURL(), parent: null } }, ...args)),
}

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** `new Response(body, { status, headers })`, as the app makes it. */
class PageResponse implements Answer {
  readonly body: Uint8Array
  readonly status: number
  readonly headers: Readonly<Record<string, string>>

  constructor(body: Uint8Array, { status, headers }: Omit<Answer, 'body'>) {
    this.body = body
    this.status = status
    this.headers = headers
  }
}
Object.assign(globalThis, { Response: PageResponse })

interface OldProtocol {
  registerBufferProtocol(scheme: string, handler: (request: { method: string; url: string }, answer: (response: object) => void) => void): void
}

export const protocol = {
  registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]) => old.protocol.registerSchemesAsPrivileged(schemes),
  handle: (scheme: string, handler: (request: { method: string; url: string }) => Promise<Answer>) => {
    const register = old.protocol as unknown as OldProtocol
    register.registerBufferProtocol(scheme, (request, answer) => {
      // The old scheme handler is given the place in the page too.
      const url = request.url.split('#')[0] ?? request.url
      void handler({ method: request.method, url }).then(({ status, headers, body }) =>
        answer({ statusCode: status, headers, mimeType: headers['content-type']?.split(';')[0], charset: 'utf-8', data: Buffer.from(body) }),
      )
    })
  },
}

/** A utility process is a real Node of the engine's age, and its ports are carried over Node's own channel. */
class StandInProcess extends EventEmitter {
  private readonly child: ChildProcess
  private readonly ports = new Map<number, Electron.MessagePortMain>()
  private opened = 0

  constructor() {
    super()
    const [node, host, engine] = ['KINDLAB_TEST_NODE', 'KINDLAB_TEST_HOST', 'KINDLAB_TEST_ENGINE'].map((name) => process.env[name] ?? '') as [string, string, string]
    this.child = spawn(node, ['--disable-warning=ExperimentalWarning', host, engine], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    this.child.on('message', (message) => this.hear(message as { port?: number; data: unknown }))
    this.child.once('exit', (code) => this.leave(code ?? 1))
  }

  get pid(): number | undefined {
    return this.child.pid
  }

  postMessage(data: unknown, ports: readonly Electron.MessagePortMain[] = []): void {
    this.child.send({ data, ports: ports.map((port) => this.carry(port)) })
  }

  kill(): boolean {
    return this.child.kill()
  }

  private carry(port: Electron.MessagePortMain): number {
    const id = this.opened++
    this.ports.set(id, port)
    port.on('message', ({ data }) => this.child.connected && this.child.send({ port: id, data }))
    port.on('close', () => this.child.connected && this.child.send({ port: id, closed: true }))
    port.start()
    return id
  }

  private hear({ port, data }: { port?: number; data: unknown }): void {
    if (port === undefined) this.emit('message', data)
    else this.ports.get(port)?.postMessage(data)
  }

  private leave(code: number): void {
    for (const port of this.ports.values()) port.close()
    this.emit('exit', code)
  }
}

export const utilityProcess = { fork: (_file: string, _args?: readonly string[], _options?: object): StandInProcess => new StandInProcess() }
export type { Listener }
