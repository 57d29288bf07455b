import { once } from 'node:events'
import { createServer, createSecureServer, type Http2Server, type SecureServerOptions, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2'
import type { AddressInfo } from 'node:net'
import type { KindRef, KubeObject } from '#contract/kube.ts'
import type { KubeAccess, ResourceFacts } from '../../engine/kube/kube-client.ts'

/** What a test writes: the server fills in uid and resourceVersion. */
export interface Draft extends KindRef {
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>> }
  readonly [field: string]: unknown
}

interface HistoryEvent {
  readonly version: number
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly object: KubeObject
}

interface Watcher {
  readonly stream: ServerHttp2Stream
  readonly facts: ResourceFacts
  readonly namespace: string | undefined
  /** Of a session that was told to go away: open, and nothing comes any more. */
  isMute: boolean
}

const served: readonly ResourceFacts[] = [
  facts('v1', 'ConfigMap', 'configmaps', true),
  facts('v1', 'Pod', 'pods', true),
  facts('v1', 'Namespace', 'namespaces', false),
  facts('coordination.k8s.io/v1', 'Lease', 'leases', true),
  facts('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'customresourcedefinitions', false),
]

/**
 * An API server as a watch sees it, over real HTTP/2: lists in pages, watches that replay history, bookmarks, 410 when history was
 * forgotten. Tests drive its objects and its faults.
 */
export class FakeApiServer {
  /** Paths with their queries, in the order in which they came. */
  readonly requests: string[] = []
  /** Connections taken so far. */
  connections = 0
  pings = 0
  /** Cuts what it sends on watches into pieces of at most so many bytes. */
  pieces = Infinity
  /** Whether forgotten history is told by status or by an ERROR event. */
  goneAs: 'status' | 'event' = 'event'
  /** Answers a request with a refusal instead; undefined lets it through. */
  refuse: (path: string) => number | undefined = () => undefined
  /** Whether an Authorization header is good enough; anything else is answered with 401. */
  accepts: (authorization: string | undefined) => boolean = () => true
  kinds: readonly ResourceFacts[] = served
  /** Told of every change of an object as it happens. */
  onHappening: (type: 'ADDED' | 'MODIFIED' | 'DELETED', object: KubeObject) => void = () => {}
  readonly #server: Http2Server
  readonly #sessions = new Set<ServerHttp2Session>()
  readonly #watchers = new Set<Watcher>()
  readonly #pages = new Map<string, { readonly items: readonly KubeObject[]; readonly version: number }>()
  #history: HistoryEvent[] = []
  #objects = new Map<string, KubeObject>()
  #version = 100
  #forgotten = 0
  #uids = 0

  private constructor(tls?: SecureServerOptions) {
    this.#server = tls ? createSecureServer(tls) : createServer()
    this.#server.on('session', (session) => {
      this.connections += 1
      this.#sessions.add(session)
      session.on('close', () => this.#sessions.delete(session))
      session.on('error', () => {})
      session.on('ping', () => (this.pings += 1))
    })
    this.#server.on('stream', (stream, headers) => {
      stream.on('error', () => {})
      this.#answer(stream, new URL(headers[':path'] ?? '/', 'http://fake'), headers.authorization)
    })
  }

  static async start(tls?: SecureServerOptions): Promise<FakeApiServer> {
    const fake = new FakeApiServer(tls)
    fake.#server.listen(0, '127.0.0.1')
    await once(fake.#server, 'listening')
    return fake
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  get access(): KubeAccess {
    return { server: `http://127.0.0.1:${this.port}`, authority: '' }
  }

  readonly discover = (kind: KindRef): Promise<ResourceFacts | undefined> =>
    Promise.resolve(this.kinds.find((one) => one.apiVersion === kind.apiVersion && one.kind === kind.kind))

  /** Everything of a kind, by key, as it is now. */
  objects(kind: KindRef, namespace?: string): Map<string, KubeObject> {
    const mine = [...this.#objects.values()].filter((one) => isOf(one, kind, namespace))
    return new Map(mine.map((one) => [nameIn(one), one]))
  }

  /** Creates or changes. */
  put(draft: Draft): KubeObject {
    const key = keyOf(draft)
    const before = this.#objects.get(key)
    const version = ++this.#version
    const uid = before?.metadata.uid ?? `uid-${++this.#uids}`
    const object: KubeObject = { ...draft, metadata: { ...draft.metadata, uid, resourceVersion: String(version) } }
    this.#objects.set(key, object)
    this.#happen({ version, type: before ? 'MODIFIED' : 'ADDED', object })
    return object
  }

  remove(draft: Draft): void {
    const before = this.#objects.get(keyOf(draft))
    if (before === undefined) return
    const version = ++this.#version
    const object = { ...before, metadata: { ...before.metadata, resourceVersion: String(version) } }
    this.#objects.delete(keyOf(draft))
    this.#happen({ version, type: 'DELETED', object })
  }

  /** Compaction: no watch can begin before now any more, no list be continued. */
  forget(): void {
    this.#history = []
    this.#pages.clear()
    this.#forgotten = this.#version
  }

  /** The storage is restored from a snapshot taken `versions` ago, and says nothing about it. */
  goBack(versions: number): void {
    this.#version -= versions
    const old = this.#history.filter((event) => event.version <= this.#version)
    this.#history = old
    this.#objects = new Map()
    for (const { type, object } of old) {
      if (type === 'DELETED') this.#objects.delete(keyOf(object))
      else this.#objects.set(keyOf(object), object)
    }
  }

  bookmark(): void {
    for (const watcher of this.#watchers) this.#send(watcher, bookmarkFor(watcher.facts, this.#version))
  }

  /** Sends every watch the newest changes once more. */
  repeat(): void {
    for (const event of this.#history.slice(-3)) this.say(lineOf(event))
  }

  /** Sends a line as it is on every watch. */
  say(line: string): void {
    for (const watcher of this.#watchers) this.#send(watcher, line)
  }

  get sessions(): number {
    return this.#sessions.size
  }

  get watches(): number {
    return this.#watchers.size
  }

  /** Ends every watch as a server does whose time limit for watches is reached. */
  endWatches(): void {
    for (const { stream } of this.#watchers) stream.end()
  }

  resetWatches(): void {
    for (const { stream } of this.#watchers) stream.close(0x2)
  }

  cutSessions(): void {
    for (const session of this.#sessions) session.destroy()
  }

  /** As at SIGTERM: new connections are wanted, the old streams stay open and silent. */
  goAway(): void {
    for (const watcher of this.#watchers) watcher.isMute = true
    for (const session of this.#sessions) if (!session.destroyed) session.goaway(0)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close()
    for (const session of this.#sessions) session.destroy()
    if (this.#server.listening) await once(this.#server, 'close')
  }

  #happen(event: HistoryEvent): void {
    this.#history.push(event)
    this.onHappening(event.type, event.object)
    for (const watcher of this.#watchers) {
      if (isOf(event.object, watcher.facts, watcher.namespace)) this.#send(watcher, lineOf(event))
    }
  }

  #answer(stream: ServerHttp2Stream, url: URL, authorization: string | undefined): void {
    this.requests.push(url.pathname + url.search)
    const status = this.accepts(authorization) ? this.refuse(url.pathname + url.search) : 401
    if (status !== undefined) return refuse(stream, status, `the fake refuses with ${status}`)
    const { facts, namespace } = this.#resourceAt(url.pathname)
    if (facts === undefined) return refuse(stream, 404, 'the server could not find the requested resource')
    if (url.searchParams.has('watch')) this.#beginWatch(stream, { facts, namespace, since: Number(url.searchParams.get('resourceVersion')) })
    else this.#list(stream, { facts, namespace, limit: Number(url.searchParams.get('limit')), next: url.searchParams.get('continue') })
  }

  #resourceAt(path: string): { readonly facts: ResourceFacts | undefined; readonly namespace: string | undefined } {
    const [, apiVersion, namespace, plural] = /^\/apis?\/(.+?)(?:\/namespaces\/([^/]+))?\/([^/]+)$/.exec(path) ?? []
    return { facts: this.kinds.find((one) => one.apiVersion === apiVersion && one.plural === plural), namespace }
  }

  #list(stream: ServerHttp2Stream, { facts, namespace, limit, next }: { facts: ResourceFacts; namespace: string | undefined; limit: number; next: string | null }): void {
    const rest = next === null ? { items: [...this.objects(facts, namespace).values()], version: this.#version } : this.#pages.get(next)
    if (rest === undefined) return refuse(stream, 410, 'the provided continue parameter is too old')
    const token = `page-${this.#pages.size}`
    const left = rest.items.slice(limit)
    if (left.length > 0) this.#pages.set(token, { items: left, version: rest.version })
    const items = rest.items.slice(0, limit).map(withoutKind)
    stream.respond({ ':status': 200 })
    stream.end(JSON.stringify({ metadata: { resourceVersion: String(rest.version), ...(left.length > 0 ? { continue: token } : {}) }, items }))
  }

  #beginWatch(stream: ServerHttp2Stream, { facts, namespace, since }: { facts: ResourceFacts; namespace: string | undefined; since: number }): void {
    const isGone = since < this.#forgotten
    if (isGone && this.goneAs === 'status') return refuse(stream, 410, 'too old resource version')
    stream.respond({ ':status': 200 })
    const watcher: Watcher = { stream, facts, namespace, isMute: false }
    if (isGone) {
      this.#send(watcher, JSON.stringify({ type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired', message: 'too old resource version' } }))
      return void stream.end()
    }
    this.#watchers.add(watcher)
    stream.on('close', () => this.#watchers.delete(watcher))
    for (const event of this.#history) if (event.version > since && isOf(event.object, facts, namespace)) this.#send(watcher, lineOf(event))
  }

  #send({ stream, isMute }: Watcher, line: string): void {
    if (isMute || stream.writableEnded || stream.destroyed) return
    const bytes = Buffer.from(`${line}\n`)
    const step = Math.min(this.pieces, bytes.length)
    for (let start = 0; start < bytes.length; start += step) stream.write(bytes.subarray(start, start + step))
  }
}

function facts(apiVersion: string, kind: string, plural: string, namespaced: boolean): ResourceFacts {
  return { apiVersion, kind, plural, namespaced, verbs: ['list', 'watch'] }
}

/** As in a real list, which names its kind once. */
function withoutKind(object: KubeObject): object {
  return { ...object, apiVersion: undefined, kind: undefined }
}

function refuse(stream: ServerHttp2Stream, status: number, message: string): void {
  stream.respond({ ':status': status })
  stream.end(JSON.stringify({ kind: 'Status', code: status, message }))
}

const lineOf = ({ type, object }: HistoryEvent): string => JSON.stringify({ type, object })

function bookmarkFor({ apiVersion, kind }: KindRef, version: number): string {
  return JSON.stringify({ type: 'BOOKMARK', object: { apiVersion, kind, metadata: { resourceVersion: String(version) } } })
}

function isOf(object: KubeObject, kind: KindRef, namespace: string | undefined): boolean {
  return object.apiVersion === kind.apiVersion && object.kind === kind.kind && (namespace === undefined || object.metadata.namespace === namespace)
}

const nameIn = ({ metadata: { namespace, name } }: Draft | KubeObject): string => (namespace === undefined ? name : `${namespace}/${name}`)
const keyOf = (object: Draft | KubeObject): string => `${object.apiVersion} ${object.kind} ${nameIn(object)}`
