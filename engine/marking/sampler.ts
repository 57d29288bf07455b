import type { Disposable } from '#contract/lifecycle.ts'
import type { Problem } from '#contract/problem.ts'
import { ProblemError } from '#contract/problem.ts'
import type { CheckView, SampleGathering } from '../checks/judge.ts'
import type { Sample, SampleRequest, SampleResult } from '../checks/sample/sample.ts'
import type { WatchChange } from '../watch/watch.ts'
import type { Clock } from './clock.ts'
import type { Gatherer } from './gatherer.ts'

/** Does the looking that checks ask for. Ends what it began when the signal aborts; what it throws is said as a problem. */
export interface Prober {
  take(request: SampleRequest, signal: AbortSignal): Promise<SampleResult>
  /** Tells when what such requests look at may have changed, where something tells it. */
  onChange?(kind: SampleRequest['kind'], listener: () => void): Disposable
  /** Nothing like this will be asked any more by whoever asked. */
  release?(request: SampleRequest): void
}

export interface SamplerOptions {
  readonly gathering: SampleGathering
  readonly prober: Prober
  readonly clock: Clock
  readonly view: () => CheckView
  /** Whether the cluster is seen; nothing is tried out while it is not. */
  readonly isSeen: () => boolean
  /** Whether anybody looks on: where nothing changes and nobody looks, nothing is tried out. */
  readonly isAttended: () => boolean
  readonly onSample: () => void
}

/** A burst of changes is one reason to look. */
const settling = 50
/** From one look to the next, however much happens. */
const leastPause = 250
/** Where looking shows the same again and again it becomes rarer, up to this. */
const longestPause = 60_000
/** No look takes longer; a command ends itself sooner. */
const patience = 20_000

/** Tries something out while its check is open: when it opens, when something changed, and at a pace; never twice at once. */
export class Sampler implements Gatherer {
  readonly #options: SamplerOptions
  readonly #subscription: Disposable | undefined
  #sample: Sample | undefined
  #running: AbortController | undefined
  #asked: SampleRequest | undefined
  #isWanted = false
  #isOld = false
  #isIdle = false
  #looking: Promise<void> = Promise.resolve()
  /** Somebody who asks twice means it once. */
  #asking: Promise<void> | undefined
  #timer: Disposable | undefined
  #pause: number
  #lastBegan = -Infinity
  #isDisposed = false

  constructor(options: SamplerOptions) {
    this.#options = options
    this.#pause = options.gathering.every ?? longestPause
    const request = options.gathering.ask(options.view())
    this.#subscription = request && options.prober.onChange?.(request.kind, () => this.#soon())
    this.#soon()
  }

  get gathered(): Pick<CheckView, 'sample'> {
    return this.#sample === undefined || this.#isOld ? {} : { sample: this.#sample }
  }

  /** What was found before does not speak of what is there now: until it is looked at again nothing does. */
  heed(change: WatchChange): void {
    if ('object' in change && this.#options.gathering.concerns?.(change.object) === false) return
    this.#isOld = true
    this.#soon()
  }

  wake(): void {
    this.#isOld = true
    if (this.#options.isSeen()) this.#soon()
    else this.#running?.abort(new Error('the cluster is not seen'))
  }

  attend(): void {
    if (!this.#isIdle) return
    this.#isIdle = false
    this.#soon()
  }

  askNow(): Promise<void> {
    this.#asking ??= this.#askNow().finally(() => (this.#asking = undefined))
    return this.#asking
  }

  /** A look under way may have begun before what the learner has just done. */
  async #askNow(): Promise<void> {
    await this.#looking
    this.#isIdle = false
    this.#pause = this.#options.gathering.every ?? longestPause
    this.#timer?.dispose()
    await this.#look()
  }

  dispose(): void {
    this.#isDisposed = true
    this.#timer?.dispose()
    this.#subscription?.dispose()
    this.#running?.abort(new Error('the check was closed'))
    if (this.#asked !== undefined) this.#options.prober.release?.(this.#asked)
  }

  #soon(): void {
    this.#pause = this.#options.gathering.every ?? longestPause
    if (this.#running === undefined) this.#lookAfter(Math.max(settling, this.#lastBegan + leastPause - this.#options.clock.now()))
    else this.#isWanted = true
  }

  #lookAfter(milliseconds: number): void {
    this.#timer?.dispose()
    this.#timer = this.#options.clock.after(milliseconds, () => void this.#look())
  }

  #lookAtPace(): void {
    this.#timer?.dispose()
    this.#timer = this.#options.clock.after(this.#pause, () => {
      this.#isIdle = !this.#options.isAttended()
      if (!this.#isIdle) void this.#look()
    })
  }

  #look(): Promise<void> {
    if (this.#running === undefined) this.#looking = this.#lookOnce()
    return this.#looking
  }

  async #lookOnce(): Promise<void> {
    const { gathering, view, isSeen, clock } = this.#options
    if (this.#isDisposed || !isSeen()) return
    const request = gathering.ask(view())
    // Nothing is there to look at: a change will tell when it is.
    if (request === undefined) return this.#show(undefined)
    this.#isWanted = false
    this.#asked = request
    this.#lastBegan = clock.now()
    this.#running = new AbortController()
    const result = await this.#take(request, this.#running)
    this.#running = undefined
    if (this.#isDisposed || !isSeen()) return
    this.#show({ ...result, at: clock.now() })
    if (this.#isWanted) return this.#soon()
    if (gathering.every !== undefined || result.kind === 'failed') this.#lookAtPace()
  }

  async #take(request: SampleRequest, running: AbortController): Promise<SampleResult> {
    const { clock, prober } = this.#options
    const limit = clock.after(patience, () => running.abort(new ProblemError({ code: 'sample-late', params: { seconds: patience / 1000 } })))
    try {
      return await prober.take(request, running.signal)
    } catch (error) {
      return { kind: 'failed', problem: problemOf(running.signal.aborted ? running.signal.reason : error) }
    } finally {
      limit.dispose()
    }
  }

  #show(sample: Sample | undefined): void {
    const isSame = contentOf(sample) === contentOf(this.#sample) && !this.#isOld
    this.#pause = isSame ? Math.min(longestPause, this.#pause * 2) : (this.#options.gathering.every ?? longestPause)
    this.#sample = sample
    this.#isOld = this.#isWanted
    if (!isSame) this.#options.onSample()
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  return { code: 'sample-failed', params: { message: error instanceof Error ? error.message : String(error) } }
}

/** All but its time. */
function contentOf(sample: Sample | undefined): string {
  return JSON.stringify({ ...sample, at: 0 })
}
