import type { Disposable } from '#contract/lifecycle.ts'
import type { Diagnosis, EvidenceObject } from '#contract/verdict.ts'
import type { KubeClient } from '../kube/kube-client.ts'
import type { Clock } from '../marking/clock.ts'
import type { ClusterWatch } from '../watch/watch.ts'
import { diagnose } from './diagnose.ts'
import { LogShelf } from './log-shelf.ts'
import type { Picture } from './picture.ts'
import { WatchedStories } from './watched-stories.ts'

/** By the check that asks: the objects that its evidence names. */
export type Asked = ReadonlyMap<string, readonly EvidenceObject[]>

/**
 * Keeps the diagnoses of those checks that ask for one true. While nobody asks, nothing is watched and nothing requested;
 * while somebody does, the kinds that stories are about are watched in the namespaces of what they ask about.
 */
export interface Diagnoser extends Disposable {
  /** Who asks from now on; those left out are let go. */
  ask(asked: Asked): void
  readonly diagnoses: ReadonlyMap<string, Diagnosis>
  /** Resolves when everything asked has been looked at once, or the signal has had enough. */
  settled(signal: AbortSignal): Promise<void>
}

export interface DiagnoserOptions {
  readonly watch: ClusterWatch
  readonly kube: Pick<KubeClient, 'get'>
  readonly clock: Clock
  readonly firstNamespace: string
  readonly onDiagnoses: () => void
}

export function createDiagnoser(options: DiagnoserOptions): Diagnoser {
  return new WatchingDiagnoser(options)
}

/**
 * When to look after a change, each pause after the one before, milliseconds. Changes come in bursts, and a rollout is looked at once
 * for all of them; then twice more, since some causes are none while a Pod is young (see the stories: 10 s, 20 s, 30 s).
 */
const pauses = [500, 10_500, 20_500]

/** What ends faster than its log can be read is looked at with its next change. */
const mostReads = 3

class WatchingDiagnoser implements Diagnoser {
  readonly #options: DiagnoserOptions
  readonly #stories: WatchedStories
  readonly #logs: LogShelf
  #asked: Asked = new Map()
  #diagnoses: ReadonlyMap<string, Diagnosis> = new Map()
  #timer: Disposable | undefined
  /** Which of the pauses the timer waits for. */
  #pause = 0
  #looking: Promise<void> = Promise.resolve()
  #isDisposed = false

  constructor(options: DiagnoserOptions) {
    this.#options = options
    this.#logs = new LogShelf(options.kube)
    this.#stories = new WatchedStories(options.watch, () => this.#changed())
  }

  get diagnoses(): ReadonlyMap<string, Diagnosis> {
    return this.#diagnoses
  }

  ask(asked: Asked): void {
    if (this.#isDisposed || isSame(this.#asked, asked)) return
    this.#asked = asked
    this.#stories.hold(new Set([...asked.values()].flat().flatMap(({ namespace }) => namespace ?? [])))
    if (asked.size === 0) return this.#forget()
    this.#lookNow()
    this.#lookAfter(1)
  }

  async settled(signal: AbortSignal): Promise<void> {
    await this.#stories.synced(signal)
    this.#lookNow()
    await this.#looking
  }

  dispose(): void {
    this.#isDisposed = true
    this.#timer?.dispose()
    this.#stories.dispose()
  }

  #forget(): void {
    this.#timer?.dispose()
    this.#timer = undefined
    this.#logs.clear()
    this.#diagnoses = new Map()
  }

  #changed(): void {
    if (this.#asked.size > 0 && (this.#timer === undefined || this.#pause > 0)) this.#lookAfter(0)
  }

  #lookAfter(pause: number): void {
    this.#timer?.dispose()
    this.#timer = undefined
    const milliseconds = pauses[pause]
    if (milliseconds === undefined) return
    this.#pause = pause
    this.#timer = this.#options.clock.after(milliseconds, () => {
      this.#lookNow()
      this.#lookAfter(pause + 1)
    })
  }

  /** One look at a time, and none within this call: whoever asks is told of nothing before it is done asking. */
  #lookNow(): void {
    this.#looking = this.#looking.then(() => this.#look())
  }

  /** Again where a container's last words were wanted: nothing is said before they are there. It may have ended once more meanwhile. */
  async #look(): Promise<void> {
    if (this.#isDisposed || this.#asked.size === 0 || !this.#stories.isSeen) return
    this.#diagnose()
    for (let round = 0; round < mostReads && (await this.#logs.readWanted()); round += 1) this.#diagnose()
    this.#logs.tidy()
    if (!this.#isDisposed) this.#options.onDiagnoses()
  }

  #diagnose(): void {
    const { clock, firstNamespace } = this.#options
    const picture: Picture = { objects: (kind, namespace) => this.#stories.objects(kind, namespace), lastLine: (pod, container) => this.#logs.lastLine(pod, container), firstNamespace, now: clock.now() }
    const found = [...this.#asked].map(([check, subjects]) => [check, diagnose(subjects, picture)] as const)
    this.#diagnoses = new Map(found.flatMap(([check, diagnosis]) => (diagnosis === undefined ? [] : [[check, diagnosis]])))
  }
}

function isSame(one: Asked, other: Asked): boolean {
  return JSON.stringify([...one]) === JSON.stringify([...other])
}
