import type { Attempt } from '#contract/attempt.ts'
import type { ClusterState } from '#contract/cluster.ts'
import { ProblemError, problemFrom } from '#contract/problem.ts'
import { silentProgress, type Progress } from '#contract/progress.ts'
import { sayPackText } from '#contract/say.ts'
import type { WorkKind } from '#contract/status.ts'
import type { TerminalFacts, TerminalSize } from '#contract/terminal.ts'
import { workspaceFolder } from './attempts/attempt-folder.ts'
import { keptAttempts } from './attempts/lab-progress.ts'
import { clusterPlace } from './attempts/attempt-names.ts'
import { makeBackup } from './backup/make-backup.ts'
import { restoreBackup, type RestoreFacts } from './backup/restore-backup.ts'
import type { ClusterProvider, UpOptions } from './cluster/cluster-provider.ts'
import type { KubeconfigProviderOptions } from './cluster/kubeconfig-provider.ts'
import { kindHost, lentHost, type ClusterHost } from './cluster-host.ts'
import { readComponents } from './components/component-recipe.ts'
import type { Components } from './components/components.ts'
import type { Engine, LabRef } from './engine-port.ts'
import { homeFrom, type Home } from './files/home.ts'
import { kubeconfigFor } from './kube/kubeconfig.ts'
import type { KubeAccess } from './kube/kube-client.ts'
import { nodeImages } from './lab-images.ts'
import { catalogueOf, lessonOf } from './lab-views.ts'
import { Lookout } from './lookout.ts'
import { listPacks } from './packs/list-packs.ts'
import type { LoadedLab, LoadedPack } from './packs/pack-store.ts'
import { readPicture } from './packs/read-picture.ts'
import { PackTravel } from './packs/travel/pack-travel.ts'
import { openProofGround } from './proof-ground.ts'
import type { RuntimeQuestion } from './runtime/open-runtime.ts'
import { openSite, type Site } from './site.ts'
import { refuseTooMany } from './terminals/limit-terminals.ts'
import type { LearnerIdentity, TerminalHost } from './terminals/terminal-host.ts'
import { StatusBoard } from './status-board.ts'
import { openWorkspace } from './workspace/workspace.ts'

export interface EngineOptions {
  readonly environment?: NodeJS.ProcessEnv
  /** Asked before software is installed or started; without it root's machine is taken as ours. */
  readonly ask?: (question: RuntimeQuestion) => Promise<boolean>
  /** Works on the Kubernetes that a kubeconfig reaches, where an administrator has prepared it, instead of a cluster of our own. */
  readonly lent?: KubeconfigProviderOptions
}

export async function createEngine({ environment = process.env, ask, lent }: EngineOptions = {}): Promise<Engine> {
  const home = homeFrom(environment)
  const host = lent === undefined ? kindHost({ home, environment, ...(ask === undefined ? {} : { ask }) }) : lentHost(lent)
  const engine = new KindlabEngine(home, host)
  await engine.refreshStatus()
  return engine
}

class KindlabEngine implements Engine {
  readonly home: Home
  readonly packs: PackTravel
  private readonly host: ClusterHost
  private readonly board: StatusBoard
  private readonly lookout: Lookout
  /** What works on the ready cluster; opened once, by whoever needs it first. */
  private site: Promise<Site> | undefined
  /** A cluster that is coming up: whoever needs it meanwhile waits for it. A page that comes back asks for everything at once. */
  private coming: Promise<void> | undefined
  private readonly ending = new AbortController()
  private readonly background = new Set<Promise<unknown>>()

  constructor(home: Home, host: ClusterHost) {
    this.home = home
    this.packs = new PackTravel(home)
    this.host = host
    this.board = new StatusBoard(host.isLent ? 'kubeconfig' : 'kind')
    this.lookout = new Lookout(host, () => this.refreshStatus())
  }

  readonly status: Engine['status'] = () => this.board.status()
  readonly onStatus: Engine['onStatus'] = (listener) => this.board.onStatus(listener)
  readonly cancel: Engine['cancel'] = () => this.board.cancel()

  async refreshStatus() {
    if (this.board.isBusy) return this.status()
    const state = await this.clusterState()
    // What was read before an operation began is no longer so.
    if (!this.board.isBusy) this.board.show(state)
    return this.status()
  }

  readonly watchOver: Engine['watchOver'] = () => this.lookout.begin()

  up(options: UpOptions = {}): Promise<void> {
    const work = this.board.run('up', async (progress) => void (await this.bringUp(options, progress)), this.clusterState)
    const over = (): void => void (this.coming = undefined)
    if (this.coming === undefined) (this.coming = work).then(over, over)
    return work
  }

  pause(): Promise<void> {
    return this.work('pause', (provider, progress) => provider.pause(progress))
  }

  async stop(): Promise<void> {
    await this.leaveSite()
    await this.work('stop', (provider, progress) => provider.stop(progress))
  }

  async down(): Promise<void> {
    if (this.host.isLent) return this.endEverything()
    await this.leaveSite()
    await this.work('down', (provider, progress) => provider.down(progress))
  }

  async exportLogs(): Promise<string> {
    const provider = await this.host.find()
    return provider.exportLogs(silentProgress(new AbortController().signal))
  }

  readonly doctor: Engine['doctor'] = () => this.host.doctor()

  readonly backUp: Engine['backUp'] = (file) => makeBackup({ home: this.home, file, signal: this.ending.signal })

  async restore(file: string): Promise<RestoreFacts> {
    // What is held in memory would be written over what comes back.
    await this.leaveSite()
    return restoreBackup({ home: this.home, file, signal: this.ending.signal })
  }

  readonly components: Engine['components'] = async () => (await this.ready()).components.list()

  async addComponent(name: string): Promise<void> {
    const { components } = await this.ready()
    await this.board.run('add-component', (progress) => components.add(name, progress), this.clusterState)
  }

  async removeComponent(name: string): Promise<void> {
    const { components } = await this.ready()
    await this.board.run('remove-component', (progress) => components.remove(name, progress), this.clusterState)
  }

  async labs() {
    const { cluster } = this.status()
    const kube = this.host.isLent ? undefined : (await this.site?.catch(() => undefined))?.kube
    const [shelf, kept, images] = await Promise.all([listPacks(this.home), keptAttempts(this.home), nodeImages(cluster, kube)])
    return catalogueOf(shelf, { capabilities: this.host.capabilities, components: readComponents(), images, kept, place: 'cluster' in cluster ? clusterPlace(cluster.cluster) : this.host.place })
  }

  readonly lesson: Engine['lesson'] = async (ref, locale) => lessonOf((await this.find(ref)).lab, locale, undefined)

  readonly attemptLesson: Engine['attemptLesson'] = async (id, locale) => {
    const { attempts } = await this.ready()
    return lessonOf(attempts.lab(id), locale, attempts.get(id))
  }

  readonly lessonPicture: Engine['lessonPicture'] = async (id, source) => readPicture((await this.ready()).attempts.lab(id), source)

  /** What is under way is in the cluster: where there is one it is brought back, where there is none nothing is made. */
  async attempts(): Promise<readonly Attempt[]> {
    if (this.site !== undefined) return (await this.site).attempts.list()
    const state = await this.clusterState()
    if (state.kind === 'failed') throw new ProblemError(state.problem)
    return ['ready', 'paused', 'stopped'].includes(state.kind) ? (await this.ready()).attempts.list() : []
  }

  async startAttempt(ref: LabRef): Promise<Attempt> {
    const { pack, lab } = await this.find(ref)
    const { attempts, terminals, components } = await this.ready()
    const present = attempts.list().find((one) => one.pack === ref.pack && one.lab === ref.lab && one.phase === 'open')
    if (present !== undefined) return present
    const missing = await missingComponents(components, lab.lab.components)
    for (const name of missing) await this.addComponent(name)
    const attempt = await attempts.start({ pack: pack.pack.id, loaded: lab }, this.quiet())
    // A shell that waits is at its prompt at once when it is opened; a lab goes on without one.
    this.behind(attempts.identity(attempt.id).then((identity) => terminals.prepare(identity)))
    return attempt
  }

  readonly attempt: Engine['attempt'] = async (id) => (await this.ready()).attempts.get(id)
  readonly onAttempt: Engine['onAttempt'] = async (id, listener) => (await this.ready()).attempts.subscribe(id, listener)
  readonly diagnose: Engine['diagnose'] = async (id, signal) => (await this.ready()).attempts.diagnose(id, signal)
  readonly reset: Engine['reset'] = async (id) => {
    const { attempts } = await this.ready()
    if (attempts.get(id).takesCluster) await this.remake()
    return (await this.ready()).attempts.reset(id, this.quiet())
  }

  readonly rewind: Engine['rewind'] = async (id, step) => (await this.ready()).attempts.rewind(id, step, this.quiet())
  readonly skip: Engine['skip'] = async (id, step) => (await this.ready()).attempts.skip(id, step, this.quiet())
  readonly checkNow: Engine['checkNow'] = async (id) => (await this.ready()).attempts.checkNow(id, this.ending.signal)
  readonly answer: Engine['answer'] = async (id, question, answer) => (await this.ready()).attempts.answer(id, question, answer)
  readonly end: Engine['end'] = async (id) => (await this.ready()).attempts.end(id, this.quiet())
  readonly workspaceOf: Engine['workspaceOf'] = ({ pack, lab }) => workspaceFolder(this.home, pack, lab)

  readonly workspace: Engine['workspace'] = async (id) => openWorkspace(this.workspaceOf(await this.attempt(id)))

  readonly editing: Engine['editing'] = async (id) => {
    const { attempts, desk } = await this.ready()
    const [namespace = 'default'] = Object.values(attempts.get(id).namespaces)
    return desk.editing(await attempts.learnerAccess(id), namespace)
  }

  readonly kubeconfig: Engine['kubeconfig'] = async (id) => {
    const { attempts } = await this.ready()
    const { lab, namespaces } = attempts.get(id)
    const [namespace = 'default'] = Object.values(namespaces)
    return kubeconfigFor(await attempts.learnerAccess(id), { name: `kindlab-${lab}`, namespace, user: 'learner' })
  }

  readonly hint: Engine['hint'] = async (id, step, locale) => {
    const { text, shown, of } = await (await this.ready()).attempts.hint(id, step)
    return { text: text && sayPackText(text, locale), shown, of }
  }

  readonly runScript: Engine['runScript'] = async (id, script, options) => {
    const { attempts, terminals } = await this.ready()
    return terminals.runScript(await attempts.identity(id), script, options)
  }

  proofGround(): Promise<Site> {
    return this.board.run('up', (progress) => this.enterForProofs(progress), this.clusterState)
  }

  readonly views: Engine['views'] = async () => (await this.ready()).views

  readonly terminals: Engine['terminals'] = async () => (await this.ready()).terminals.list()
  readonly attachTerminal: Engine['attachTerminal'] = async (id, size) => (await this.ready()).terminals.attach(id, size)
  readonly closeTerminal: Engine['closeTerminal'] = async (id) => (await this.ready()).terminals.close(id)

  readonly openTerminal: Engine['openTerminal'] = async (attempt, { size, onNode = false }) => {
    const { attempts, terminals } = await this.ready()
    const identity = await attempts.identity(attempt)
    await refuseTooMany(terminals, attempt)
    if (onNode) return openOnNode(terminals, { identity, size, mayBe: attempts.get(attempt).hasNodeShell === true })
    const opened = await terminals.open({ target: { kind: 'attempt', attempt }, identity, size })
    this.behind(terminals.prepare(identity))
    return opened
  }

  async dispose(): Promise<void> {
    this.cancel()
    this.lookout.dispose()
    this.ending.abort(new ProblemError({ code: 'cancelled', params: {} }))
    await Promise.allSettled([...this.background, this.packs.dispose()])
    await this.leaveSite()
  }

  private async bringUp(options: UpOptions, progress: Progress): Promise<Site> {
    const provider = await this.host.open(progress)
    const cluster = await provider.up(options, progress)
    if (!isSameAccess((await this.site)?.cluster.access, cluster.access)) await this.leaveSite()
    this.site ??= openSite({ cluster, host: this.host, home: this.home }, progress).catch((error: unknown) => {
      this.site = undefined
      throw error
    })
    return this.site
  }

  /** Another cluster in place of the one that is there; what is under way comes back on it. */
  private remake(): Promise<void> {
    const remake = async (progress: Progress): Promise<void> => {
      await this.leaveSite()
      const provider = await this.host.open(progress)
      await provider.down(progress)
      await this.bringUp({}, progress)
    }
    return this.board.run('up', remake, this.clusterState)
  }

  /** All that is ours on a cluster that stays. */
  private endEverything(): Promise<void> {
    const end = async (progress: Progress): Promise<void> => {
      const { attempts } = await this.bringUp({}, progress)
      for (const { id } of attempts.list()) await attempts.end(id, progress)
      await this.leaveSite()
    }
    return this.board.run('down', end, this.clusterState)
  }

  private async enterForProofs(progress: Progress): Promise<Site> {
    const provider = await this.host.open(progress)
    const cluster = await provider.up({}, progress)
    return openProofGround({ cluster, host: this.host, home: this.home }, progress)
  }

  private async leaveSite(): Promise<void> {
    const { site } = this
    this.site = undefined
    await site?.then((entered) => entered.dispose(), () => {})
  }

  /** The site of a ready cluster, brought up first where it is not. */
  private async ready(): Promise<Site> {
    if (this.site === undefined || this.status().cluster.kind === 'absent') await (this.coming ?? this.up())
    return this.site ?? this.ready()
  }

  private work(doing: WorkKind, operation: (provider: ClusterProvider, progress: Progress) => Promise<void>): Promise<void> {
    return this.board.run(doing, async (progress) => operation(await this.host.open(progress), progress), this.clusterState)
  }

  private readonly clusterState = async (): Promise<ClusterState> => {
    try {
      return await (await this.host.find()).state()
    } catch (error) {
      return { kind: 'failed', problem: problemFrom(error) }
    } finally {
      this.lookout.follow()
    }
  }

  private async find(ref: LabRef): Promise<{ readonly pack: LoadedPack; readonly lab: LoadedLab }> {
    const shelf = await listPacks(this.home)
    const found = shelf.packs.filter(({ pack }) => pack.id === ref.pack).flatMap((pack) => pack.labs.filter(({ lab }) => lab.id === ref.lab).map((lab) => ({ pack, lab })))[0]
    if (found === undefined) throw new ProblemError({ code: 'lab-missing', params: { lab: ref.lab, pack: ref.pack } })
    return found
  }

  /** Work that nobody waits for but the end: what it holds open would outlive the engine. */
  private behind(work: Promise<unknown>): void {
    const settled = work.catch(() => {}).finally(() => this.background.delete(settled))
    this.background.add(settled)
  }

  /** Short work on an attempt is not shown step by step; it ends with the engine. */
  private quiet(): Progress {
    return silentProgress(this.ending.signal)
  }
}

/** Those of a lab's components that are not in the cluster: adding them is long work, done where everybody sees it. */
async function missingComponents(components: Components, wanted: readonly string[]): Promise<readonly string[]> {
  if (wanted.length === 0) return []
  const present = (await components.list()).filter(({ state }) => state === 'added').map(({ name }) => name)
  return wanted.filter((name) => !present.includes(name))
}

interface NodeShellWish {
  readonly identity: LearnerIdentity
  readonly size: TerminalSize
  readonly mayBe: boolean
}

async function openOnNode(terminals: TerminalHost, { identity, size, mayBe }: NodeShellWish): Promise<TerminalFacts> {
  const node = await terminals.controlPlane()
  if (!mayBe) throw new ProblemError({ code: 'terminal-target-unsupported', params: { target: node } })
  return terminals.open({ target: { kind: 'node', attempt: identity.attempt, node }, identity, size })
}

/** A cluster made anew, by us or behind our back, has another authority; a renewed kubeconfig, another token. What a plugin gives may change at any time. */
function isSameAccess(one: KubeAccess | undefined, other: KubeAccess): boolean {
  return one === other || (one?.server === other.server && one.authority === other.authority && one.token === other.token && one.certificate === other.certificate)
}
