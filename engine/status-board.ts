import type { ClusterState } from '#contract/cluster.ts'
import { workAfter, workBegun, workEnded } from '#contract/follow-work.ts'
import type { Disposable } from '#contract/lifecycle.ts'
import { ProblemError, problemFrom } from '#contract/problem.ts'
import { progressTo, type Progress } from '#contract/progress.ts'
import type { EngineStatus, Work, WorkKind } from '#contract/status.ts'

const doingOf = { up: 'creating', pause: 'pausing', resume: 'resuming', stop: 'stopping', down: 'deleting', 'add-component': 'adding', 'remove-component': 'removing' } as const satisfies Record<WorkKind, string>

/** Holds what the engine is doing, runs its long operations one at a time, and tells everybody who listens. */
export class StatusBoard {
  private cluster: ClusterState = { kind: 'absent' }
  private work: Work | undefined
  private running: AbortController | undefined
  private readonly listeners = new Set<(status: EngineStatus) => void>()
  private readonly provider: EngineStatus['provider']

  constructor(provider: EngineStatus['provider']) {
    this.provider = provider
  }

  /** A long operation is under way. */
  get isBusy(): boolean {
    return this.running !== undefined
  }

  status(): EngineStatus {
    return { provider: this.provider, cluster: this.cluster, ...(this.work === undefined ? {} : { work: this.work }) }
  }

  onStatus(listener: (status: EngineStatus) => void): Disposable {
    this.listeners.add(listener)
    return { dispose: () => this.listeners.delete(listener) }
  }

  /** What was read of the cluster, whoever changed it. What an operation failed at is over once the cluster is something else. */
  show(cluster: ClusterState): void {
    if (this.work?.outcome.kind === 'failed' && cluster.kind !== this.cluster.kind) this.work = undefined
    this.cluster = cluster
    this.tell()
  }

  /** Ends the operation under way, if any. */
  cancel(): void {
    this.running?.abort(new ProblemError({ code: 'cancelled', params: {} }))
  }

  /** Runs one long operation under everybody's eyes; `after` reads what the cluster is when it has ended, however it did. */
  async run<Result>(doing: WorkKind, operation: (progress: Progress) => Promise<Result>, after: () => Promise<ClusterState>): Promise<Result> {
    if (this.running !== undefined) throw new ProblemError({ code: 'engine-busy', params: {} })
    const controller = new AbortController()
    this.running = controller
    this.begin(doing)
    try {
      const result = await operation(progressTo((event) => this.update((work) => workAfter(work, event)), controller.signal))
      this.cluster = await after()
      this.update((work) => workEnded(work, Date.now()))
      return result
    } catch (error) {
      this.cluster = await after().catch((): ClusterState => ({ kind: 'failed', problem: problemFrom(error) }))
      this.update((work) => workEnded(work, Date.now(), problemFrom(error)))
      throw error
    } finally {
      this.running = undefined
    }
  }

  private begin(doing: WorkKind): void {
    this.work = workBegun(doing, Date.now())
    this.show({ kind: 'working', doing: doingOf[doing] })
  }

  private update(change: (work: Work) => Work): void {
    if (this.work === undefined) return
    this.work = change(this.work)
    this.tell()
  }

  private tell(): void {
    const status = this.status()
    for (const listener of this.listeners) listener(status)
  }
}
