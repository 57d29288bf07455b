import type { KindRef } from '#contract/kube.ts'
import type { Problem } from '#contract/problem.ts'
import type { ResourceFacts } from '../kube/kube-client.ts'
import { ApiRefusal, reactionTo } from './api-refusal.ts'
import type { ApiSession } from './api-session.ts'
import { Completeness } from './completeness.ts'
import { type Collection, followChanges, listAll } from './list-and-watch.ts'
import { type ObjectChange, Picture } from './picture.ts'
import { Rest } from './rest.ts'
import { pauseAfter, type WatchTiming } from './timing.ts'
import type { ScopeState, WatchChange, WatchGap, WatchScope } from './watch.ts'
import type { WatchEvent } from './watch-event.ts'
import { problemOfScope, Unauthorized } from './watch-problems.ts'

/** What a reflector needs of the watch around it. */
export interface ReflectorHost {
  readonly timing: WatchTiming
  now(): number
  log(line: string): void
  changed(change: WatchChange): void
  /** As near to the present as it will get on this session: following, absent, denied, or refused again and again. */
  settled(): void
  /** The server granted a request. */
  answered(): void
  unauthorized(reason: Unauthorized): void
  /** `undefined` while the server does not serve the kind. */
  resolve(kind: KindRef): Promise<ResourceFacts | undefined>
  /** After a 404: whether the kind will be there any moment (its CRD is, its paths are not yet). */
  isComing(kind: KindRef): boolean
}

/** So many failures in a row (some six seconds), and others are no longer kept waiting for this scope. */
const patience = 8

/**
 * Keeps one scope's picture: lists once, then follows the changes from exactly there, over whatever session it is given.
 * It lists again only where the server cannot go on from the last version seen.
 */
export class Reflector {
  readonly scope: WatchScope
  readonly picture = new Picture()
  state: ScopeState = 'syncing'
  problem: Problem | undefined
  #isSettled = false
  /** A watch is open, so that what happens comes by itself. */
  #isFollowing = false
  readonly #host: ReflectorHost
  readonly #rest = new Rest()
  #facts: ResourceFacts | undefined
  #following = new AbortController()
  #failures = 0
  readonly #completeness = new Completeness()

  constructor(scope: WatchScope, host: ReflectorHost) {
    this.scope = scope
    this.#host = host
  }

  /** It had a picture, and has not caught up over this session. Before its first list its state says enough. */
  get isBehind(): boolean {
    return this.#completeness.isKnown && !this.#isSettled
  }

  /** A picture is there, and between two watches: what happens now comes with the next. */
  get isBetweenWatches(): boolean {
    return this.state === 'live' && !this.#isFollowing
  }

  /** Follows over this session from now on. */
  follow(session: ApiSession): void {
    this.unfollow()
    this.#following = new AbortController()
    this.#failures = 0
    void this.#run(session, this.#following.signal)
  }

  /** The session is gone, or nobody wants this any more. */
  unfollow(): void {
    this.#following.abort(new Error(`the watch of ${this.scope.kind} ended`))
    this.#isSettled = false
  }

  /** Something changed that may let it go on: asks again now instead of later. */
  retry(): void {
    this.#rest.wake()
  }

  /** The server's history went back: versions seen before mean nothing any more. */
  startOver(session: ApiSession): void {
    if (this.picture.version === undefined) return
    this.picture.version = undefined
    this.#completeness.wentBack()
    this.follow(session)
  }

  /** The other side has answered a ping sent at `sentAt`. */
  heard(sentAt: number): void {
    this.#completeness.heard(sentAt)
  }

  /** This process did not run between the two moments. */
  froze(from: number, to: number): void {
    if (this.#completeness.isKnown) this.#tellGap('frozen', from, to)
  }

  /** What to ask the server for over `session`; undefined until the kind is known. */
  collection(session: ApiSession, signal: AbortSignal = this.#following.signal): Collection | undefined {
    if (this.#facts === undefined) return undefined
    return { session, facts: this.#facts, namespace: this.scope.namespace, signal, within: this.#host.timing.answerWithin }
  }

  async #run(session: ApiSession, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const pause = await this.#attempt(session, signal).catch((error: unknown) => (signal.aborted ? 0 : this.#recover(error)))
      await this.#rest.for(pause, signal)
    }
  }

  /** From where it stands to the end of a watch. Answers with the pause to make before the next attempt. */
  async #attempt(session: ApiSession, signal: AbortSignal): Promise<number> {
    this.#facts ??= await this.#host.resolve(this.scope)
    signal.throwIfAborted()
    const collection = this.collection(session, signal)
    if (collection === undefined) return this.#beAbsent()
    if (this.picture.version === undefined) await this.#list(collection)
    await this.#watch(collection)
    return this.#failedOnce()
  }

  async #list(collection: Collection): Promise<void> {
    const asked = this.#host.now()
    const { items, version } = await listAll(collection)
    collection.signal.throwIfAborted()
    const gap = this.#completeness.listed(asked)
    const changes = this.picture.replace(items, version)
    const tellState = this.#enter('live')
    this.#tell(changes)
    if (gap !== undefined) this.#tellGap(gap.reason, gap.from, this.#host.now())
    tellState()
    this.#host.answered()
  }

  async #watch(collection: Collection): Promise<void> {
    const start = this.#host.now()
    await followChanges(collection, this.picture.version ?? '', { began: () => this.#began(), event: (event) => this.#receive(event) }).finally(() => {
      this.#completeness.ended()
      this.#isFollowing = false
      if (this.#host.now() - start >= this.#host.timing.goodLife) this.#failures = 0
    })
  }

  #began(): void {
    this.#isFollowing = true
    this.#completeness.began()
    this.#enter('live')()
    this.#host.answered()
    this.#settle()
  }

  #receive(event: WatchEvent): void {
    this.#failures = 0
    const changes = this.picture.apply(event)
    if (changes.length > 0) this.#tell(changes)
  }

  #recover(error: unknown): number {
    this.#host.log(`${this.scope.apiVersion} ${this.scope.kind}: ${error instanceof Error ? error.message : String(error)}`)
    switch (reactionTo(error)) {
      case 'list-anew':
        this.picture.version = undefined
        return this.#failedOnce()
      case 'unauthorized':
        this.#host.unauthorized(new Unauthorized(String(error), { cause: error }))
        return Infinity
      case 'denied':
        return this.#beDenied(error)
      case 'not-served':
        this.#facts = undefined
        return this.#host.isComing(this.scope) ? this.#failedOnce() : this.#beAbsent(error)
      case 'try-again':
        return this.#tryAgain(error)
    }
  }

  #tryAgain(error: unknown): number {
    const pause = this.#failedOnce()
    if (this.#failures < patience) return Math.max(pause, this.#askedPause(error))
    this.#enter('syncing', problemOfScope('failing', this.scope, error))()
    this.#settle()
    return Math.max(pause, this.#askedPause(error))
  }

  #askedPause(error: unknown): number {
    return error instanceof ApiRefusal ? Math.min(error.retryAfter ?? 0, this.#host.timing.longestPause) : 0
  }

  /** A server that has just started may refuse what it will allow in a moment, so whoever saw before asks a few times. */
  #beDenied(error: unknown): number {
    const pause = this.#failedOnce()
    if (this.#completeness.isKnown && this.#failures < patience) return pause
    this.#enter('denied', problemOfScope('denied', this.scope, error))()
    this.#settle()
    return this.#host.timing.deniedPause
  }

  /** Until told otherwise: `retry()` comes when a CRD changes. Its objects are gone with the kind. */
  #beAbsent(error?: unknown): number {
    const gone = this.picture.clear()
    const tellState = this.#enter('absent', problemOfScope('absent', this.scope, error))
    this.#tell(gone)
    tellState()
    this.#settle()
    return Infinity
  }

  #failedOnce(): number {
    this.#failures += 1
    return pauseAfter(this.#failures, this.#host.timing)
  }

  #settle(): void {
    this.#isSettled = true
    this.#host.settled()
  }

  #tell(changes: readonly ObjectChange[]): void {
    const at = this.#host.now()
    for (const { kind, object } of changes) this.#host.changed({ kind, scope: this.scope, object, at })
  }

  #tellGap(reason: WatchGap['reason'], from: number, to: number): void {
    this.#host.changed({ kind: 'gap', scope: this.scope, from, to, reason })
  }

  /** Enters at once, so that whoever hears of the objects sees the state with them; what it returns tells the state. */
  #enter(state: ScopeState, problem?: Problem): () => void {
    const isNews = this.state !== state
    this.state = state
    this.problem = problem
    return () => {
      if (isNews) this.#host.changed({ kind: 'state', scope: this.scope, state, at: this.#host.now() })
    }
  }
}
