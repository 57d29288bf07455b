import { randomBytes } from 'node:crypto'
import type { Attempt } from '#contract/attempt.ts'
import type { Capability } from '#contract/cluster.ts'
import type { Step } from '#contract/lab.ts'
import { ProblemError } from '#contract/problem.ts'
import type { Progress } from '#contract/progress.ts'
import type { ReadyCluster } from '../cluster/cluster-provider.ts'
import type { NamespaceSource } from '../cluster/namespace-source.ts'
import type { Home } from '../files/home.ts'
import type { KubeAccess, KubeClient } from '../kube/kube-client.ts'
import { kubeconfigFor } from '../kube/kubeconfig.ts'
import { type Clock, systemClock } from '../marking/clock.ts'
import { drawVars } from '../packs/draw-vars.ts'
import { fillTemplate } from '../packs/fill-template.ts'
import type { LoadedLab, SolutionFile } from '../packs/pack-store.ts'
import type { LearnerIdentity, TerminalHost } from '../terminals/terminal-host.ts'
import type { ClusterWatch } from '../watch/watch.ts'
import { openWorkspace } from '../workspace/workspace.ts'
import { applyManifests } from './apply-manifests.ts'
import { type AttemptFolder, attemptFolder, attemptIds, workspaceFolder } from './attempt-folder.ts'
import { withAttemptLock } from './attempt-lock.ts'
import { drawAttemptId } from './attempt-names.ts'
import { attemptFrom, type AttemptState, isOver, passesBefore, stepStateIn } from './attempt-state.ts'
import type { Attempts, StartRequest } from './attempts.ts'
import { takeCheckpoint } from './checkpoints.ts'
import { restoreBaseline } from './cluster-baseline.ts'
import { freshNamespaces } from './fresh-namespaces.ts'
import { type AttemptRights, grantedRights, lentRights } from './grant-rights.ts'
import { openJournal } from './journal.ts'
import { isFresh, learnerAccess, type LearnerToken, requestToken } from './learner-identity.ts'
import { OpenAttempt } from './open-attempt.ts'
import { aliasesOf, attemptLabels, placeAttempt, releaseAll } from './place-attempt.ts'

export interface AttemptsOptions {
  readonly kube: KubeClient
  readonly cluster: Pick<ReadyCluster, 'access' | 'internalServer'>
  readonly capabilities: ReadonlySet<Capability>
  readonly watch: ClusterWatch
  readonly home: Home
  readonly terminals: Pick<TerminalHost, 'refresh' | 'closeAll' | 'runScript'>
  /** Namespaces that somebody lends us, each with its learner's rights; made anew, and granted by us, unless given. */
  readonly lent?: NamespaceSource
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
  readonly #source: NamespaceSource
  readonly #rights: AttemptRights
  readonly #log: (line: string) => void
  readonly #attempts = new Map<string, OpenAttempt>()
  /** What goes on behind: old namespaces being removed. */
  readonly #behind = new Set<Promise<void>>()

  constructor(options: AttemptsOptions) {
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.#source = options.lent ?? freshNamespaces(options.kube)
    this.#rights = options.lent === undefined ? grantedRights(options.kube) : lentRights(options.kube)
    this.#log = options.log ?? (() => {})
  }

  async resume(progress: Progress): Promise<readonly Attempt[]> {
    for (const id of await attemptIds(this.#options.home)) {
      if (!this.#attempts.has(id)) await this.#takeUp(id, progress)
    }
    return this.list()
  }

  async start(request: StartRequest, progress: Progress): Promise<Attempt> {
    refuseWhatCannotRun(request.loaded, this.#options.capabilities)
    const attempt = await this.#begin(request)
    try {
      return await this.#alone(attempt, progress, async () => {
        await this.#place(attempt, { why: 'start', keep: 0 }, progress)
        await this.#putFiles(attempt)
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

  subscribe(id: string, listener: (attempt: Attempt) => void) {
    return this.#attempt(id).subscribe(listener)
  }

  reset(id: string, progress: Progress): Promise<Attempt> {
    const attempt = this.#attempt(id)
    return this.#alone(attempt, progress, () => this.#place(attempt, { why: 'reset', keep: 0 }, progress))
  }

  rewind(id: string, step: string, progress: Progress): Promise<Attempt> {
    const attempt = this.#attempt(id)
    stepOf(attempt, step)
    return this.#alone(attempt, progress, async () => {
      await attempt.settled()
      await this.#place(attempt, { why: 'rewind', keep: passesBefore(attempt.state, step) }, progress)
    })
  }

  skip(id: string, step: string, progress: Progress): Promise<Attempt> {
    const attempt = this.#attempt(id)
    const { title } = stepOf(attempt, step)
    return this.#alone(attempt, progress, async () => {
      if (stepStateIn(attempt.state, stepOf(attempt, step)) !== 'open') throw new ProblemError({ code: 'step-not-open', params: { step: title['en'] ?? step } })
      progress.step('attempt-solution')
      await this.#solve(attempt, step, progress.signal)
      await this.#keepWork(attempt, step)
    })
  }

  async hint(id: string, step: string) {
    const attempt = this.#attempt(id)
    const { hints } = stepOf(attempt, step)
    const text = hints[attempt.state.hints[step] ?? 0]
    if (text !== undefined) await attempt.record({ kind: 'hinted', step })
    return { text, shown: attempt.state.hints[step] ?? 0, of: hints.length }
  }

  async end(id: string, progress: Progress): Promise<void> {
    const attempt = this.#attempt(id)
    await withAttemptLock(attempt.folder.lock, progress.signal, async () => {
      progress.step('attempt-ending')
      await this.#remove(attempt)
    })
  }

  async identity(id: string): Promise<LearnerIdentity> {
    const { kube, cluster, home } = this.#options
    const attempt = this.#attempt(id)
    const { namespaces, started } = attempt.state
    const namespace = Object.values(namespaces)[0] ?? 'default'
    const access = learnerAccess(kube.access, await this.#token(attempt), cluster.internalServer)
    const { folder } = await openWorkspace(workspaceFolder(home, started.pack, started.lab))
    return { attempt: id, namespace, workspace: folder, kubeconfig: kubeconfigFor(access, { namespace, user: 'learner' }) }
  }

  async learnerAccess(id: string): Promise<KubeAccess> {
    return learnerAccess(this.#options.kube.access, await this.#token(this.#attempt(id)))
  }

  async dispose(): Promise<void> {
    await Promise.allSettled([...this.#behind, ...[...this.#attempts.values()].map((attempt) => attempt.settled())])
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
    const kept = (await folder.lab()) ?? loaded
    const attempt = await this.#open(id, folder, kept)
    const steps = lab.steps.map((step) => ({ id: step.id, after: step.after }))
    await attempt.record({ kind: 'started', id, pack, lab: lab.id, labVersion: lab.version, seed, vars: drawVars(lab, seed), steps })
    return attempt
  }

  async #open(id: string, folder: AttemptFolder, loaded: LoadedLab): Promise<OpenAttempt> {
    const journal = await openJournal(folder.journal)
    const { watch } = this.#options
    const attempt = new OpenAttempt(id, { folder, journal, loaded, watch, clock: this.#clock, log: this.#log, onPass: (passed, step) => this.#keepWork(passed, step) })
    this.#attempts.set(id, attempt)
    return attempt
  }

  async #freeId(): Promise<string> {
    const taken = new Set(await attemptIds(this.#options.home))
    for (;;) {
      const id = drawAttemptId(this.#options.random ?? Math.random)
      if (!taken.has(id)) return id
    }
  }

  async #place(attempt: OpenAttempt, { why, keep }: { readonly why: 'start' | 'reset' | 'rewind' | 'recover'; readonly keep: number }, progress: Progress): Promise<void> {
    const { kube } = this.#options
    const { started, namespaces, placing } = attempt.state
    const former = Object.values(namespaces)
    const round = placing.round + 1
    const restore = await lastKept(attempt, keep)
    await attempt.record({ kind: 'placing', round, why, keep })
    try {
      const tools = { kube, rights: this.#rights, source: this.#source, folder: attempt.folder }
      const made = await placeAttempt(tools, { started, loaded: attempt.loaded, round, restore, former }, progress)
      await attempt.record({ kind: 'placed', round, namespaces: made })
    } catch (error) {
      await attempt.record({ kind: 'abandoned', round })
      throw error
    }
    this.#goOnBehind(releaseAll(this.#source, former))
    if (former.length === 0) return
    progress.step('attempt-terminals')
    await this.#options.terminals.refresh(await this.identity(attempt.id))
  }

  async #putFiles(attempt: OpenAttempt): Promise<void> {
    const { pack, lab } = attempt.state.started
    const workspace = await openWorkspace(workspaceFolder(this.#options.home, pack, lab))
    await workspace.addFiles(attempt.loaded.files)
  }

  async #token(attempt: OpenAttempt): Promise<LearnerToken> {
    const account = this.#rights.learner(attempt.id, Object.values(attempt.state.namespaces))
    const kept = await attempt.folder.token()
    if (kept !== undefined && isFresh(kept, account, this.#clock.now())) return kept
    const token = await requestToken(this.#options.kube, account)
    await attempt.folder.keepToken(token)
    return token
  }

  async #keepWork(attempt: OpenAttempt, step: string): Promise<void> {
    const { round, namespaces } = attempt.state
    const checkpoint = await takeCheckpoint(this.#options.kube, namespaces)
    // A reset meanwhile has begun to take those namespaces away: what was seen may be half of it.
    if (attempt.state.round === round && attempt.state.phase === 'open') await attempt.folder.keepCheckpoint(step, checkpoint)
  }

  async #solve(attempt: OpenAttempt, step: string, signal: AbortSignal): Promise<void> {
    const { round } = attempt.state
    await attempt.record({ kind: 'skipping', round, step })
    try {
      const solution = attempt.loaded.solutions[step]
      if (solution === undefined) throw new ProblemError({ code: 'solution-missing', params: { step } })
      await this.#applySolution(attempt, solution, signal)
      await attempt.record({ kind: 'skipped', round, step })
    } catch (error) {
      await attempt.record({ kind: 'skip-failed', round, step })
      throw error
    }
  }

  async #applySolution(attempt: OpenAttempt, solution: SolutionFile, signal: AbortSignal): Promise<void> {
    const { namespaces, started } = attempt.state
    const values = { ns: namespaces, vars: started.vars }
    if (solution.kind === 'manifests') {
      return applyManifests(this.#rights.asLearner(attempt.id), fillTemplate(solution.objects, values), { namespaces, signal, source: solution.path })
    }
    const { exitCode, output } = await this.#options.terminals.runScript(await this.identity(attempt.id), fillTemplate(solution.text, values), signal)
    if (exitCode !== 0) throw new ProblemError({ code: 'solution-failed', params: { exitCode }, detail: output.split('\n').slice(-20).join('\n') })
  }

  async #takeUp(id: string, progress: Progress): Promise<void> {
    const folder = attemptFolder(this.#options.home, id)
    const journal = await openJournal(folder.journal)
    const state = attemptFrom(journal.events)
    journal.dispose()
    const loaded = await folder.lab()
    if (state === undefined || state.phase === 'cleaned' || loaded === undefined) return
    const attempt = await this.#open(id, folder, loaded)
    await withAttemptLock(folder.lock, progress.signal, async () => {
      await attempt.refresh()
      if (isOver(attempt.state)) return this.#remove(attempt)
      await this.#mend(attempt, progress).catch((error: unknown) => this.#giveUpOn(attempt, error, progress))
      attempt.beginMarking()
    })
  }

  /** One attempt that cannot go on keeps nobody from the others: a reset may help it, and one that never began is removed. */
  async #giveUpOn(attempt: OpenAttempt, error: unknown, progress: Progress): Promise<void> {
    progress.signal.throwIfAborted()
    if (isAboutCluster(error)) throw error
    progress.log(`${attempt.id} could not be taken up: ${String(error)}`)
    if (attempt.state.phase === 'starting') await this.#remove(attempt)
  }

  /** Brings the cluster to what the journal says, whatever a crash, a deleted cluster or a curious person left of it. */
  async #mend(attempt: OpenAttempt, progress: Progress): Promise<void> {
    const { state } = attempt
    const held = await this.#source.held(attempt.id)
    if (state.skipping !== undefined) await attempt.record({ kind: 'skip-failed', round: state.round, step: state.skipping })
    await this.#rights.grantAttempt({ attempt: attempt.id, labels: attemptLabels(state.started), lab: attempt.loaded.lab, signal: progress.signal })
    const keep = whatToPlace(state, held)
    if (keep !== undefined) await this.#place(attempt, { why: 'recover', keep }, progress)
    const current = Object.values(attempt.state.namespaces)
    this.#goOnBehind(
      releaseAll(
        this.#source,
        held.filter((namespace) => !current.includes(namespace)),
      ),
    )
  }

  async #remove(attempt: OpenAttempt): Promise<void> {
    const { kube, terminals } = this.#options
    if (!isOver(attempt.state)) await attempt.record({ kind: 'ended' })
    await terminals.closeAll(attempt.id)
    const held = await this.#source.held(attempt.id)
    await releaseAll(this.#source, [...new Set([...held, ...Object.values(attempt.state.namespaces)])])
    await this.#rights.withdraw(attempt.id)
    const baseline = attempt.loaded.lab.needs.includes('cluster-scope') ? await attempt.folder.baseline() : undefined
    if (baseline !== undefined) await restoreBaseline(kube, baseline)
    await attempt.record({ kind: 'cleaned' })
    this.#attempts.delete(attempt.id)
    attempt.dispose()
  }

  #goOnBehind(work: Promise<void>): void {
    const noted = work.catch((error: unknown) => this.#log(`old namespaces: ${String(error)}`)).finally(() => this.#behind.delete(noted))
    this.#behind.add(noted)
  }
}

/** The cluster cannot be asked at all: that is not this attempt's trouble. */
const isAboutCluster = (error: unknown): boolean => error instanceof ProblemError && (error.problem.code === 'kube-unreachable' || error.problem.code === 'kube-silent')

/** How many passes a new set of namespaces must keep, where one is needed: a placing was cut short, or namespaces are gone. */
function whatToPlace(state: AttemptState, held: readonly string[]): number | undefined {
  if (state.phase !== 'open') return state.placing.keep
  return Object.values(state.namespaces).every((namespace) => held.includes(namespace)) ? undefined : state.passes.length
}

/** The last of the passes to keep whose work is on disk; a crash may have come between a pass and its checkpoint. */
async function lastKept(attempt: OpenAttempt, keep: number): Promise<string | undefined> {
  for (const { step } of attempt.state.passes.slice(0, keep).toReversed()) {
    if ((await attempt.folder.checkpoint(step)) !== undefined) return step
  }
  return undefined
}

function stepOf(attempt: OpenAttempt, id: string): Step {
  const step = attempt.loaded.lab.steps.find((one) => one.id === id)
  if (step === undefined) throw new ProblemError({ code: 'step-missing', params: { step: id } })
  return step
}

function refuseWhatCannotRun({ lab }: LoadedLab, capabilities: ReadonlySet<Capability>): void {
  if (aliasesOf(lab).length === 0) throw new ProblemError({ code: 'lab-of-whole-cluster', params: { lab: lab.id } })
  const missing = lab.needs.filter((need) => !capabilities.has(need))
  if (missing.length > 0) throw new ProblemError({ code: 'lab-needs-more', params: { lab: lab.id, missing: missing.join(', ') } })
}
