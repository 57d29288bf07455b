import type { Disposable } from '#contract/lifecycle.ts'
import type { CheckView, HistoryProbe } from '../checks/judge.ts'
import type { Probed } from '../checks/sample/sample.ts'
import type { WatchChange } from '../watch/watch.ts'
import type { Gatherer } from './gatherer.ts'
import { HistoryKeeper, type KeeperOptions } from './history-keeper.ts'
import type { SamplerOptions } from './sampler.ts'

export interface ProbedHistoryOptions extends KeeperOptions, Pick<SamplerOptions, 'prober' | 'clock' | 'view' | 'isSeen' | 'onSample'> {
  readonly probe: HistoryProbe
}

const nothing: Probed = { asked: 0, failed: 0, unseen: 0 }
/** An answer that has not come by then has failed. */
const patience = 5_000

/** A history during whose changes somebody is asked again and again: from the first version that is not settled to the one that is. */
export class ProbedHistory implements Gatherer {
  readonly #options: ProbedHistoryOptions
  readonly #keeper: HistoryKeeper
  readonly #ending = new AbortController()
  #probed = nothing
  #isUnderWay = false
  #isAsking = false
  #timer: Disposable | undefined

  constructor(options: ProbedHistoryOptions) {
    this.#options = options
    this.#keeper = new HistoryKeeper(options)
  }

  get gathered(): Pick<CheckView, 'history' | 'sample'> {
    return { ...this.#keeper.gathered, sample: { kind: 'probes', at: this.#options.now(), ...this.#probed } }
  }

  heed(change: WatchChange): void {
    this.#keeper.heed(change)
    const { gathering, world, probe } = this.#options
    if (!('object' in change) || change.object.kind !== gathering.scope.kind || !gathering.isMeant(change.object, world)) return
    this.#isUnderWay = change.kind !== 'deleted' && probe.isUnderWay(change.object) && this.#hasBegun()
    if (this.#isUnderWay) this.#askSoon(0)
  }

  wake(): void {
    if (this.#isUnderWay) this.#askSoon(0)
  }

  /** A change is heeded whether anybody looks on or not. */
  attend(): void {}

  /** What happened on the way is over: nobody can ask for it. */
  async askNow(): Promise<void> {}

  dispose(): void {
    this.#timer?.dispose()
    this.#ending.abort(new Error('the check was closed'))
    this.#keeper.dispose()
  }

  /** Before it was settled once there is nothing yet that could be kept up. */
  #hasBegun(): boolean {
    const { probe } = this.#options
    return this.#keeper.gathered.history?.entries.some((entry) => entry.kind === 'version' && !probe.isUnderWay(entry.object)) ?? false
  }

  #askSoon(pause: number): void {
    if (this.#isAsking) return
    this.#timer?.dispose()
    this.#timer = this.#options.clock.after(pause, () => void this.#ask())
  }

  async #ask(): Promise<void> {
    const { probe, clock, view, isSeen, onSample } = this.#options
    if (this.#isAsking || this.#ending.signal.aborted) return
    this.#isAsking = true
    const [began, before] = [clock.now(), this.#probed]
    const said = isSeen() ? await this.#faultNow(view()) : null
    this.#isAsking = false
    if (this.#ending.signal.aborted) return
    this.#probed = after(before, said, began)
    if (before.asked === 0 || this.#probed.failed > before.failed || this.#probed.unseen > before.unseen) onSample()
    if (this.#isUnderWay && isSeen()) this.#askSoon(Math.max(0, probe.every - (clock.now() - began)))
  }

  /** Why there was no good answer; undefined where there was, null where none could be asked for. */
  async #faultNow(view: CheckView): Promise<string | undefined | null> {
    const { probe, prober, clock } = this.#options
    const request = probe.ask(view)
    if (request === undefined) return ''
    const late = new AbortController()
    const limit = clock.after(patience, () => late.abort(new Error('too late')))
    try {
      return probe.fault(await prober.take(request, AbortSignal.any([this.#ending.signal, late.signal])))
    } catch {
      return late.signal.aborted ? `no answer within ${patience / 1000} s` : null
    } finally {
      limit.dispose()
    }
  }
}

function after({ asked, failed, unseen, first }: Probed, said: string | undefined | null, at: number): Probed {
  if (said === null) return { asked, failed, unseen: unseen + 1, ...(first === undefined ? {} : { first }) }
  const known = first ?? (said === undefined ? undefined : { at, said })
  return { asked: asked + 1, failed: failed + (said === undefined ? 0 : 1), unseen, ...(known === undefined ? {} : { first: known }) }
}
