import type { Disposable } from '#contract/lifecycle.ts'
import type { EngineStatus } from '#contract/status.ts'
import type { ClusterHost } from './cluster-host.ts'

export interface LookoutPace {
  /** Several things happen to a cluster at once; a look is worth it when they are over. */
  readonly settling: number
  /** Nobody tells when another process is done with the cluster. */
  readonly otherProcess: number
}

/** Notices what others do to the cluster, while somebody looks: the container engine tells, and nobody is asked at idle. */
export class Lookout implements Disposable {
  readonly #host: Pick<ClusterHost, 'follow'>
  readonly #refresh: () => Promise<EngineStatus>
  readonly #pace: LookoutPace
  #watchers = 0
  #following: Promise<Disposable | undefined> | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(host: Pick<ClusterHost, 'follow'>, refresh: () => Promise<EngineStatus>, pace: LookoutPace = { settling: 150, otherProcess: 1_500 }) {
    this.#host = host
    this.#refresh = refresh
    this.#pace = pace
  }

  /** Looks at once, and on until the last who began has ended. */
  begin(): Disposable {
    let isOver = false
    this.#watchers += 1
    if (this.#watchers === 1) this.#lookIn(0)
    return {
      dispose: () => {
        if (isOver) return
        isOver = true
        this.#watchers -= 1
        if (this.#watchers === 0) this.#rest()
      },
    }
  }

  /** Listens, where it does not yet; where nobody can be heard now, whatever reads the cluster next tries again. */
  follow(): void {
    if (this.#following !== undefined || this.#watchers === 0) return
    const following = this.#host.follow((news) => this.#hear(news)).catch(() => undefined)
    this.#following = following
    void following.then((one) => {
      if (one === undefined && this.#following === following) this.#following = undefined
    })
  }

  dispose(): void {
    this.#watchers = 0
    this.#rest()
  }

  #rest(): void {
    clearTimeout(this.#timer)
    void this.#following?.then((one) => one?.dispose())
    this.#following = undefined
  }

  #hear(news: 'changed' | 'lost'): void {
    if (news === 'lost') this.#following = undefined
    this.#lookIn(this.#pace.settling)
  }

  #lookIn(pause: number): void {
    clearTimeout(this.#timer)
    if (this.#watchers > 0) this.#timer = setTimeout(() => void this.#look(), pause)
  }

  async #look(): Promise<void> {
    const { cluster, work } = await this.#refresh()
    if (cluster.kind === 'working' && work?.outcome.kind !== 'running') this.#lookIn(this.#pace.otherProcess)
  }
}
