import { randomBytes } from 'node:crypto'
import type { Attempt } from '#contract/attempt.ts'
import type { Capability } from '#contract/cluster.ts'
import type { Step } from '#contract/lab.ts'
import type { Disposable } from '#contract/lifecycle.ts'
import { ProblemError } from '#contract/problem.ts'
import type { Answer } from '#contract/quiz.ts'
import type { Progress } from '#contract/progress.ts'
import { judgeAnswer } from '../checks/quiz/judge-answer.ts'
import type { NamespaceSource } from '../cluster/namespace-source.ts'
import type { KubeAccess } from '../kube/kube-client.ts'
import { type Clock, systemClock } from '../marking/clock.ts'
import type { Components } from '../components/components.ts'
import { noComponents } from '../components/no-components.ts'
import type { Prober } from '../marking/sampler.ts'
import { drawVars } from '../packs/draw-vars.ts'
import { fillTemplate } from '../packs/fill-template.ts'
import type { LoadedLab } from '../packs/pack-store.ts'
import type { ClusterProber } from '../probing/cluster-prober.ts'
import type { StaticPods } from '../terminals/static-pods.ts'
import type { LearnerIdentity } from '../terminals/terminal-host.ts'
import type { ClusterWatch } from '../watch/watch.ts'
import { attemptProber } from './attempt-prober.ts'
import { type AttemptFolder, attemptFolder, attemptIds } from './attempt-folder.ts'
import { withAttemptLock } from './attempt-lock.ts'
import { clusterPlace, drawAttemptId } from './attempt-names.ts'
import { attemptFrom, isOver, passesBefore, stepStateIn } from './attempt-state.ts'
import { AttemptWork, type WorkTools } from './attempt-work.ts'
import type { Attempts, Question, StartRequest } from './attempts.ts'
import { freshNamespaces } from './fresh-namespaces.ts'
import { grantedRights, lentRights } from './grant-rights.ts'
import { openJournal } from './journal.ts'
import { OpenAttempt } from './open-attempt.ts'
import { whyNotHere } from './why-not-here.ts'

export interface AttemptsOptions extends Pick<WorkTools, 'kube' | 'cluster' | 'home' | 'terminals' | 'workspaces'> {
  readonly capabilities: ReadonlySet<Capability>
  readonly watch: ClusterWatch
  /** Brings what labs need beside Kubernetes; without it only labs that need nothing can be placed. */
  readonly components?: Pick<Components, 'add'>
  readonly prober: ClusterProber
  /** Namespaces that somebody lends us, each with its learner's rights; made anew, and granted by us, unless given. */
  readonly lent?: NamespaceSource
  /** What may be begun on the nodes themselves; without it no lab does. */
  readonly nodes?: StaticPods
  readonly clock?: Clock
  /** 0 to 1, for ids. */
  readonly random?: () => number
  readonly log?: (line: string) => void
}

/** Attempts on one cluster. Call `resume` once before anything else. */
export function createAttempts(options: AttemptsOptions): Attempts {
  return new ClusterAttempts(options)
}

class ClusterAttempts implements Attempts {
  readonly #options: AttemptsOptions
  readonly #clock: Clock
  readonly #log: (line: string) => void
  readonly #work: AttemptWork
  readonly #place: string
  readonly #attempts = new Map<string, OpenAttempt>()

  constructor(options: AttemptsOptions) {
    const { kube, cluster, home, terminals, nodes, lent, components = noComponents, workspaces = 'of-labs' } = options
    this.#options = options
    this.#place = clusterPlace(cluster.facts)
    this.#clock = options.clock ?? systemClock
    this.#log = options.log ?? (() => {})
    const source = lent ?? freshNamespaces(kube)
    const rights = lent === undefined ? grantedRights(kube) : lentRights(kube)
    this.#work = new AttemptWork({ kube, cluster, home, workspaces, terminals, source, rights, components, ...(nodes && { nodes }), clock: this.#clock, log: this.#log })
  }

  async resume(progress: Progress): Promise<readonly Attempt[]> {
    for (const id of await attemptIds(this.#options.home)) {
      if (!this.#attempts.has(id)) await this.#takeUp(id, progress)
    }
    return this.list()
  }

  async start(request: StartRequest, progress: Progress): Promise<Attempt> {
    const problem = whyNotHere(request.loaded.lab, this.#options.capabilities)
    if (problem !== undefined) throw new ProblemError(problem)
    const attempt = await this.#begin(request)
    try {
      return await this.#alone(attempt, progress, async () => {
        await this.#work.place(attempt, { why: 'start', keep: 0 }, progress)
        await this.#work.putFiles(attempt)
        attempt.beginMarking()
        await attempt.seen(progress.signal)
      })
    } catch (error) {
      await this.#remove(attempt)
      throw error
    }
  }

  list(): readonly Attempt[] {
    const underWay = [...this.#attempts.values()].filter(({ state }) => !isOver(state))
    return underWay.map(({ snapshot }) => snapshot).toSorted((a, b) => a.startedAt - b.startedAt)
  }

  get(id: string): Attempt {
    return this.#attempt(id).snapshot
  }

  lab(id: string): LoadedLab {
    return this.#attempt(id).loaded
  }

  subscribe(id: string, listener: (attempt: Attempt) => void): Disposable {
    return this.#attempt(id).subscribe(listener)
  }

  async reset(id: string, progress: Progress): Promise<Attempt> {
    const attempt = this.#attempt(id)
    return this.#alone(attempt, progress, async () => {
      await this.#work.takeDraft(attempt, progress)
      await this.#work.place(attempt, { why: 'reset', keep: 0 }, progress)
    })
  }

  async rewind(id: string, step: string, progress: Progress): Promise<Attempt> {
    const attempt = this.#attempt(id)
    stepOf(attempt, step)
    return this.#alone(attempt, progress, async () => {
      await attempt.settled()
      await this.#work.place(attempt, { why: 'rewind', keep: passesBefore(attempt.state, step) }, progress)
    })
  }

  async skip(id: string, step: string, progress: Progress): Promise<Attempt> {
    const attempt = this.#attempt(id)
    const { title, ...wanted } = stepOf(attempt, step)
    return this.#alone(attempt, progress, async () => {
      if (stepStateIn(attempt.state, wanted) !== 'open') throw new ProblemError({ code: 'step-not-open', params: { step: title['en'] ?? step } })
      progress.step('attempt-solution')
      await this.#work.solve(attempt, step, progress.signal)
      await this.#work.keepWork(attempt, step)
    })
  }

  async hint(id: string, step: string): ReturnType<Attempts['hint']> {
    const attempt = this.#attempt(id)
    const { hints } = stepOf(attempt, step)
    const text = hints[attempt.state.hints[step] ?? 0]
    if (text !== undefined) await attempt.record({ kind: 'hinted', step })
    const { namespaces, started } = attempt.state
    return { text: fillTemplate(text, { ns: namespaces, vars: started.vars }), shown: attempt.state.hints[step] ?? 0, of: hints.length }
  }

  async diagnose(id: string, signal: AbortSignal): Promise<Attempt> {
    const attempt = this.#attempt(id)
    await attempt.seen(signal)
    await attempt.diagnose(signal)
    return attempt.snapshot
  }

  async checkNow(id: string, signal: AbortSignal): Promise<Attempt> {
    const attempt = this.#attempt(id)
    await attempt.checkNow(signal)
    return attempt.snapshot
  }

  async answer(id: string, { step: stepId, check: checkId }: Question, answer: Answer): Promise<Attempt> {
    const attempt = this.#attempt(id)
    const step = stepOf(attempt, stepId)
    const check = step.checks.find((one) => one.id === checkId)
    if (check === undefined || !('quiz' in check)) throw new ProblemError({ code: 'question-missing', params: { step: stepId, check: checkId } })
    const { phase, started, namespaces, answers } = attempt.state
    if (phase !== 'open' || stepStateIn(attempt.state, step) !== 'open') throw new ProblemError({ code: 'step-not-open', params: { step: step.title['en'] ?? stepId } })
    if (answers[`${stepId}/${checkId}`]?.isRight === true) return attempt.snapshot
    const { kind } = judgeAnswer(check.quiz, answer, { namespaces, vars: started.vars })
    if (kind === 'unfit') throw new ProblemError({ code: 'answer-unfit', params: { answer: answer.join(', ').slice(0, 200) } })
    await attempt.answer({ step: stepId, check: checkId, answer: [...answer], isRight: kind === 'right' })
    return attempt.snapshot
  }

  async end(id: string, progress: Progress): Promise<void> {
    const attempt = this.#attempt(id)
    await withAttemptLock(attempt.folder.lock, progress.signal, async () => {
      progress.step('attempt-ending')
      await this.#remove(attempt)
    })
  }

  async identity(id: string): Promise<LearnerIdentity> {
    return this.#work.identity(this.#attempt(id))
  }

  async learnerAccess(id: string): Promise<KubeAccess> {
    return this.#work.accessFromHere(this.#attempt(id))
  }

  samples(id: string): ReturnType<Attempts['samples']> {
    return this.#attempt(id).samples
  }

  async histories(id: string): ReturnType<Attempts['histories']> {
    return this.#attempt(id).histories()
  }

  async dispose(): Promise<void> {
    await this.#work.settled()
    await Promise.allSettled([...this.#attempts.values()].map((attempt) => attempt.settled()))
    for (const attempt of this.#attempts.values()) attempt.dispose()
    this.#attempts.clear()
  }

  #attempt(id: string): OpenAttempt {
    const attempt = this.#attempts.get(id)
    if (attempt === undefined) throw new ProblemError({ code: 'attempt-missing', params: { attempt: id } })
    return attempt
  }

  /** One at a time, in whichever process; what others did meanwhile is read first. */
  async #alone(attempt: OpenAttempt, { signal }: Progress, work: () => Promise<void>): Promise<Attempt> {
    await withAttemptLock(attempt.folder.lock, signal, async () => {
      await attempt.refresh()
      if (isOver(attempt.state)) throw new ProblemError({ code: 'attempt-missing', params: { attempt: attempt.id } })
      await work()
    })
    return attempt.snapshot
  }

  /** Everything that must be known to go on after a crash is on the disk before anything is made in the cluster. */
  async #begin({ pack, loaded, seed = randomBytes(8).toString('hex') }: StartRequest): Promise<OpenAttempt> {
    const { lab } = loaded
    const id = await this.#freeId()
    const folder = attemptFolder(this.#options.home, id)
    await folder.keepLab(loaded)
    const attempt = await this.#open(id, folder, (await folder.lab()) ?? loaded)
    const steps = lab.steps.map((step) => ({ id: step.id, after: step.after }))
    await attempt.record({ kind: 'started', id, cluster: this.#place, pack, lab: lab.id, labVersion: lab.version, seed, vars: drawVars(lab, seed), steps })
    this.#attempts.set(id, attempt)
    return attempt
  }

  async #open(id: string, folder: AttemptFolder, loaded: LoadedLab): Promise<OpenAttempt> {
    const journal = await openJournal(folder.journal)
    const onPass = (attempt: OpenAttempt, step: string): Promise<void> => this.#work.keepWork(attempt, step)
    const proberFor = (attempt: OpenAttempt): Prober =>
      attemptProber({ cluster: this.#options.prober, workspace: () => this.#work.workspace(attempt), identity: () => this.#work.identity(attempt), terminals: this.#options.terminals, log: this.#log })
    return new OpenAttempt(id, { folder, journal, loaded, watch: this.#options.watch, kube: this.#options.kube, clock: this.#clock, log: this.#log, onPass, proberFor })
  }

  async #freeId(): Promise<string> {
    const taken = new Set(await attemptIds(this.#options.home))
    for (;;) {
      const id = drawAttemptId(this.#options.random ?? Math.random)
      if (!taken.has(id)) return id
    }
  }

  async #takeUp(id: string, progress: Progress): Promise<void> {
    const folder = attemptFolder(this.#options.home, id)
    const loaded = await folder.lab()
    if (loaded === undefined || !(await hasWorkLeft(folder, this.#place))) return
    const attempt = await this.#open(id, folder, loaded)
    this.#attempts.set(id, attempt)
    await withAttemptLock(folder.lock, progress.signal, async () => {
      await attempt.refresh()
      if (isOver(attempt.state)) return this.#remove(attempt)
      try {
        await this.#work.mend(attempt, progress)
        attempt.beginMarking()
      } catch (error) {
        await this.#giveUpOn(attempt, error, progress)
      }
    })
  }

  /** One attempt that cannot go on keeps nobody from the others: a reset may help it, and one that never began is removed. */
  async #giveUpOn(attempt: OpenAttempt, error: unknown, progress: Progress): Promise<void> {
    progress.signal.throwIfAborted()
    if (isAboutCluster(error)) throw error
    progress.log(`${attempt.id} could not be taken up: ${String(error)}`)
    if (attempt.state.phase === 'starting') await this.#remove(attempt)
  }

  async #remove(attempt: OpenAttempt): Promise<void> {
    await this.#work.remove(attempt)
    this.#attempts.delete(attempt.id)
    attempt.dispose()
  }
}

/** Begun on this cluster, and not yet gone from it. */
async function hasWorkLeft({ journal: path }: AttemptFolder, cluster: string): Promise<boolean> {
  const journal = await openJournal(path)
  journal.dispose()
  const state = attemptFrom(journal.events)
  return state?.started.cluster === cluster && state.phase !== 'cleaned'
}

/** The cluster cannot be asked at all: that is not this attempt's trouble. */
const isAboutCluster = (error: unknown): boolean => error instanceof ProblemError && (error.problem.code === 'kube-unreachable' || error.problem.code === 'kube-silent')

function stepOf(attempt: OpenAttempt, id: string): Step {
  const step = attempt.loaded.lab.steps.find((one) => one.id === id)
  if (step === undefined) throw new ProblemError({ code: 'step-missing', params: { step: id } })
  return step
}
