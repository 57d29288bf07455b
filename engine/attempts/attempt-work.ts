import { ProblemError } from '#contract/problem.ts'
import type { Progress } from '#contract/progress.ts'
import type { ReadyCluster } from '../cluster/cluster-provider.ts'
import type { Components } from '../components/components.ts'
import type { NamespaceSource } from '../cluster/namespace-source.ts'
import type { Home } from '../files/home.ts'
import type { KubeAccess, KubeClient } from '../kube/kube-client.ts'
import { kubeconfigFor } from '../kube/kubeconfig.ts'
import type { Clock } from '../marking/clock.ts'
import { fillTemplate } from '../packs/fill-template.ts'
import { isForNode } from '../packs/read-solutions.ts'
import type { SolutionFile } from '../packs/pack-store.ts'
import type { StaticPods } from '../terminals/static-pods.ts'
import type { LearnerIdentity, TerminalHost } from '../terminals/terminal-host.ts'
import { openWorkspace, type Workspace } from '../workspace/workspace.ts'
import { applyManifests } from './apply-manifests.ts'
import { attemptWorkspaceFolder, workspaceFolder } from './attempt-folder.ts'
import { type AttemptState, isOver } from './attempt-state.ts'
import { takeCheckpoint } from './checkpoints.ts'
import { restoreBaseline } from './cluster-baseline.ts'
import type { AttemptRights } from './grant-rights.ts'
import { isFresh, learnerAccess, type LearnerToken, requestToken } from './learner-identity.ts'
import type { OpenAttempt } from './open-attempt.ts'
import { attemptLabels, mayTouchNodes, type Namespaces, placeAttempt, releaseAll } from './place-attempt.ts'

export interface WorkTools {
  readonly kube: KubeClient
  readonly cluster: Pick<ReadyCluster, 'facts' | 'internalServer' | 'internalAuthority'>
  readonly home: Home
  /** Attempts at one lab share its files, so that nobody begins anew; proofs have files of their own for each. */
  readonly workspaces?: 'of-labs' | 'of-attempts'
  readonly terminals: Pick<TerminalHost, 'refresh' | 'closeAll' | 'runScript'>
  readonly nodes?: StaticPods
  readonly source: NamespaceSource
  readonly rights: AttemptRights
  readonly components: Pick<Components, 'add'>
  readonly clock: Clock
  readonly log: (line: string) => void
}

export interface PlacingWish {
  readonly why: 'start' | 'reset' | 'rewind' | 'recover'
  /** How many of the passes so far still count, with their work. */
  readonly keep: number
}

/** What is done for an attempt in the cluster and on the disk. Whoever calls holds the attempt's lock. */
export class AttemptWork {
  readonly #tools: WorkTools
  /** What goes on behind: old namespaces being removed. */
  readonly #behind = new Set<Promise<void>>()

  constructor(tools: WorkTools) {
    this.#tools = tools
  }

  /** A new set of namespaces; the one before goes on until it is ready, and for good if it cannot be made. */
  async place(attempt: OpenAttempt, { why, keep }: PlacingWish, progress: Progress): Promise<void> {
    for (const name of attempt.loaded.lab.components) await this.#tools.components.add(name, progress)
    const { started, namespaces, placing } = attempt.state
    const former = Object.values(namespaces)
    const round = placing.round + 1
    const restore = await lastKept(attempt, keep)
    await attempt.record({ kind: 'placing', round, why, keep })
    try {
      const follow = (made: Namespaces): Promise<void> => this.#takeTerminals(attempt, made, former)
      const made = await placeAttempt({ ...this.#tools, folder: attempt.folder }, { started, loaded: attempt.loaded, round, restore, former, follow }, progress)
      await attempt.record({ kind: 'placed', round, namespaces: made })
    } catch (error) {
      await attempt.record({ kind: 'abandoned', round })
      await this.#takeTerminals(attempt, namespaces, former).catch((also: unknown) => this.#tools.log(`terminals of ${attempt.id}: ${String(also)}`))
      throw error
    }
    this.#releaseBehind(former)
  }

  /** What its author changed of what is put in place, on the way to a new beginning: rights and files now, the rest with the namespaces. */
  async takeDraft(attempt: OpenAttempt, progress: Progress): Promise<void> {
    if (!(await attempt.adoptDraft())) return
    await this.#grant(attempt, progress)
    await this.putFiles(attempt)
  }

  async putFiles(attempt: OpenAttempt): Promise<void> {
    const workspace = await this.workspace(attempt)
    await workspace.addFiles(attempt.loaded.files)
  }

  async identity(attempt: OpenAttempt, namespaces = attempt.state.namespaces): Promise<LearnerIdentity> {
    const namespace = Object.values(namespaces)[0] ?? 'default'
    const access = learnerAccess(this.#tools.kube.access, await this.#token(attempt, namespaces), this.#tools.cluster)
    const { folder } = await this.workspace(attempt)
    return { attempt: attempt.id, namespace, workspace: folder, kubeconfig: kubeconfigFor(access, { namespace, user: 'learner' }) }
  }

  async accessFromHere(attempt: OpenAttempt): Promise<KubeAccess> {
    return learnerAccess(this.#tools.kube.access, await this.#token(attempt, attempt.state.namespaces))
  }

  /** Keeps what the learner has made so far as what `step` left. */
  async keepWork(attempt: OpenAttempt, step: string): Promise<void> {
    const { round, namespaces } = attempt.state
    const checkpoint = await takeCheckpoint(this.#tools.kube, namespaces)
    // A reset meanwhile has begun to take those namespaces away: what was seen may be half of it.
    if (attempt.state.round === round && attempt.state.phase === 'open') await attempt.folder.keepCheckpoint(step, checkpoint)
  }

  /** Applies a step's solution and marks it as skipped. */
  async solve(attempt: OpenAttempt, step: string, signal: AbortSignal): Promise<void> {
    const { round } = attempt.state
    await attempt.record({ kind: 'skipping', round, step })
    try {
      const solution = attempt.loaded.solutions[step]
      if (solution !== undefined) await this.#applySolution(attempt, solution, signal)
      // Where a step only asks, nothing is to be applied.
      else if (attempt.loaded.answers[step] === undefined) throw new ProblemError({ code: 'solution-missing', params: { step } })
      await attempt.record({ kind: 'skipped', round, step })
    } catch (error) {
      await attempt.record({ kind: 'skip-failed', round, step })
      throw error
    }
  }

  /** Brings the cluster to what the journal says, whatever a crash, a deleted cluster or a curious person left of it. */
  async mend(attempt: OpenAttempt, progress: Progress): Promise<void> {
    const { state } = attempt
    const held = await this.#tools.source.held(attempt.id)
    if (state.skipping !== undefined) await attempt.record({ kind: 'skip-failed', round: state.round, step: state.skipping })
    await this.#grant(attempt, progress)
    const keep = whatToPlace(state, held)
    if (keep !== undefined) await this.place(attempt, { why: 'recover', keep }, progress)
    const current = Object.values(attempt.state.namespaces)
    this.#releaseBehind(held.filter((namespace) => !current.includes(namespace)))
  }

  /** Removes everything of it from the cluster. Its end is written first, so that a crash in between is made good by the next start. */
  async remove(attempt: OpenAttempt): Promise<void> {
    const { kube, terminals, nodes, source, rights } = this.#tools
    if (!isOver(attempt.state)) await attempt.record({ kind: 'ended' })
    await terminals.closeAll(attempt.id)
    // Before their namespaces, or the kubelet would go on running what nobody can see any more.
    if (mayTouchNodes(attempt.loaded.lab)) await nodes?.release(attempt.id)
    const held = await source.held(attempt.id)
    await releaseAll(source, [...new Set([...held, ...Object.values(attempt.state.namespaces)])])
    await rights.withdraw(attempt.id)
    const { lab } = attempt.loaded
    const baseline = lab.scope === 'cluster' || lab.needs.includes('cluster-scope') ? await attempt.folder.baseline() : undefined
    if (baseline !== undefined) await restoreBaseline(kube, baseline)
    await attempt.record({ kind: 'cleaned' })
  }

  /** Nothing goes on behind any more. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#behind)
  }

  workspace(attempt: OpenAttempt): Promise<Workspace> {
    const { home, workspaces } = this.#tools
    const { id, pack, lab } = attempt.state.started
    return openWorkspace(workspaces === 'of-attempts' ? attemptWorkspaceFolder(home, id) : workspaceFolder(home, pack, lab))
  }

  async #grant(attempt: OpenAttempt, { signal }: Progress): Promise<void> {
    await this.#tools.rights.grantAttempt({ attempt: attempt.id, labels: attemptLabels(attempt.state.started), lab: attempt.loaded.lab, signal })
  }

  /** There are none before the first namespaces. */
  async #takeTerminals(attempt: OpenAttempt, namespaces: Namespaces, former: readonly string[]): Promise<void> {
    if (former.length > 0) await this.#tools.terminals.refresh(await this.identity(attempt, namespaces))
  }

  async #token(attempt: OpenAttempt, namespaces: Namespaces): Promise<LearnerToken> {
    const { rights, kube, clock } = this.#tools
    const account = rights.learner(attempt.id, Object.values(namespaces))
    const kept = await attempt.folder.token()
    if (kept !== undefined && isFresh(kept, account, clock.now())) return kept
    const token = await requestToken(kube, account, clock.now())
    await attempt.folder.keepToken(token)
    return token
  }

  async #applySolution(attempt: OpenAttempt, solution: SolutionFile, signal: AbortSignal): Promise<void> {
    const { rights, terminals } = this.#tools
    const { namespaces, started } = attempt.state
    const values = { ns: namespaces, vars: started.vars }
    if (solution.kind === 'manifests') {
      return applyManifests(rights.asLearner(attempt.id), fillTemplate(solution.objects, values), { namespaces, signal, source: solution.path })
    }
    const { exitCode, output } = await terminals.runScript(await this.identity(attempt), fillTemplate(solution.text, values), { signal, onNode: isForNode(solution) })
    if (exitCode !== 0) throw new ProblemError({ code: 'solution-failed', params: { exitCode }, detail: output.split('\n').slice(-20).join('\n') })
  }

  #releaseBehind(namespaces: readonly string[]): void {
    const { source, log } = this.#tools
    const work = releaseAll(source, namespaces)
      .catch((error: unknown) => log(`old namespaces: ${String(error)}`))
      .finally(() => this.#behind.delete(work))
    this.#behind.add(work)
  }
}

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
