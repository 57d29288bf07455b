import type { KubeAccess } from '../kube/kube-client.ts'
import type { Problem } from '#contract/problem.ts'
import { ApiSession, GoAway } from './api-session.ts'
import { Liveness } from './liveness.ts'
import { pauseAfter, type WatchTiming } from './timing.ts'
import { problemOfLoss, Silence, Unauthorized } from './watch-problems.ts'

export interface LaneListener {
  /** A new session, for lists and watches. */
  opened(session: ApiSession): void
  /** It ended, or none could be made; another attempt is under way. */
  closed(loss: Loss): void
  /** This process did not run between the two moments; `verified` follows when the other side has answered since. */
  frozen(from: number, to: number): void
  verified(): void
  /** A ping sent at `sentAt` was answered. */
  heard(sentAt: number): void
}

export interface Loss {
  readonly since: number
  readonly problem: Problem
  /** More than a connection that ended and may be back in a moment. */
  readonly isSure: boolean
}

export interface LaneWiring {
  readonly access: KubeAccess
  readonly timing: WatchTiming
  readonly now: () => number
  readonly listener: LaneListener
  readonly onRequest: () => void
  readonly log: (line: string) => void
}

type LaneState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'waiting'; readonly timer: NodeJS.Timeout }
  | { readonly kind: 'connecting'; readonly session: ApiSession; readonly timer: NodeJS.Timeout }
  | { readonly kind: 'open'; readonly session: ApiSession; readonly since: number }

/** One connection that is always wanted: made, kept under watch by pings, and made anew whatever ends it. */
export class Lane {
  readonly #wiring: LaneWiring
  #state: LaneState = { kind: 'idle' }
  #liveness: Liveness
  #ticking: NodeJS.Timeout | undefined
  #failures = 0
  #isVerified = false

  constructor(wiring: LaneWiring) {
    this.#wiring = wiring
    this.#liveness = new Liveness(wiring.timing, wiring.now())
  }

  start(): void {
    if (this.#ticking !== undefined) return
    this.#liveness = new Liveness(this.#wiring.timing, this.#wiring.now())
    this.#ticking = setInterval(() => this.#tick(), this.#wiring.timing.tick)
    this.#connect()
  }

  stop(): void {
    clearInterval(this.#ticking)
    this.#ticking = undefined
    this.#failures = 0
    const state = this.#enter({ kind: 'idle' })
    if ('session' in state) state.session.end(new Error('nothing is wanted any more'))
  }

  /** The session to use now, if there is one. */
  get session(): ApiSession | undefined {
    return this.#state.kind === 'open' ? this.#state.session : undefined
  }

  /** Connected, and the other side has answered since the last doubt. */
  get isLive(): boolean {
    return this.#state.kind === 'open' && this.#isVerified
  }

  /** A request succeeded: the next loss is a new one, though not yet worth an immediate second retry. */
  answered(): void {
    this.#failures = Math.min(this.#failures, 1)
  }

  /** What a request learnt makes the whole connection useless. */
  fail(reason: Error): void {
    if ('session' in this.#state) this.#state.session.end(reason)
  }

  #connect(): void {
    const { access, timing, onRequest } = this.#wiring
    const session: ApiSession = new ApiSession(access, { opened: () => this.#opened(session), ended: (reason) => this.#ended(session, reason) }, onRequest)
    const timer = setTimeout(() => session.end(new Silence(timing.connectWithin, 'no HTTP/2 connection')), timing.connectWithin)
    this.#enter({ kind: 'connecting', session, timer })
  }

  #opened(session: ApiSession): void {
    if (!this.#owns(session)) return
    const now = this.#wiring.now()
    this.#enter({ kind: 'open', session, since: now })
    this.#liveness.restart(now)
    this.#isVerified = true
    this.#wiring.listener.opened(session)
  }

  #ended(session: ApiSession, reason: Error): void {
    if (!this.#owns(session)) return
    const loss = this.#lossOf(reason)
    this.#liveness.restart(this.#wiring.now())
    this.#failures += 1
    const pause = pauseAfter(this.#failures, this.#wiring.timing)
    this.#wiring.log(`${reason.message}; connecting again in ${Math.round(pause)} ms`)
    this.#enter({ kind: 'waiting', timer: setTimeout(() => this.#connect(), pause) })
    this.#wiring.listener.closed(loss)
  }

  #lossOf(reason: Error): Loss {
    const now = this.#wiring.now()
    const { timing, access } = this.#wiring
    if (this.#state.kind === 'open' && now - this.#state.since >= timing.goodLife) this.#failures = 0
    const isSilent = reason instanceof Silence
    return {
      since: isSilent && this.#state.kind === 'open' ? this.#liveness.heardAt : now,
      problem: problemOfLoss(reason, access.server),
      isSure: (this.#state.kind === 'connecting' && !(reason instanceof GoAway)) || isSilent || reason instanceof Unauthorized,
    }
  }

  #tick(): void {
    const now = this.#wiring.now()
    const from = this.#liveness.lastTick
    switch (this.#liveness.tick(now)) {
      case 'quiet':
        return
      case 'ping':
        return this.#ping()
      case 'silent':
        return this.fail(new Silence(now - this.#liveness.heardAt, 'no answer to a ping'))
      case 'frozen':
        return this.#verify(from, now)
    }
  }

  #ping(): void {
    if (this.#state.kind !== 'open') return
    const { session } = this.#state
    const isSent = session.ping(() => this.#answered(session))
    if (isSent) this.#liveness.pinged(this.#wiring.now())
  }

  #answered(session: ApiSession): void {
    if (!this.#owns(session)) return
    this.#liveness.answered()
    this.#wiring.listener.heard(this.#liveness.heardAt)
    if (this.#isVerified) return
    this.#isVerified = true
    this.#wiring.listener.verified()
  }

  /** A ping's answer comes after all that the server sent before it, so with it the picture is the present again. */
  #verify(from: number, to: number): void {
    this.#wiring.log(`did not run for ${to - from} ms`)
    this.#isVerified = false
    this.#wiring.listener.frozen(from, to)
    this.#ping()
  }

  #owns(session: ApiSession): boolean {
    return 'session' in this.#state && this.#state.session === session
  }

  /** The state before. */
  #enter(state: LaneState): LaneState {
    const before = this.#state
    if ('timer' in before) clearTimeout(before.timer)
    this.#state = state
    return before
  }
}
