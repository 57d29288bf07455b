import type { Attempt } from '#contract/attempt.ts'
import type { Capability } from '#contract/cluster.ts'
import { silentProgress } from '#contract/progress.ts'
import type { Attempts } from '../../../engine/attempts/attempts.ts'
import { createAttempts } from '../../../engine/attempts/create-attempts.ts'
import type { NamespaceSource } from '../../../engine/cluster/namespace-source.ts'
import type { Clock } from '../../../engine/marking/clock.ts'
import { type Home, homeFrom } from '../../../engine/files/home.ts'
import { createClusterProber } from '../../../engine/probing/cluster-prober.ts'
import type { LearnerIdentity } from '../../../engine/terminals/terminal-host.ts'
import { aLoadedLab, someFacts } from '../../builders/labs.ts'
import { scratchFolder } from '../../builders/scratch-folder.ts'
import { FakeClusterWatch } from '../../fakes/fake-cluster-watch.ts'
import { FakeCluster, FakeKubeClient } from '../../fakes/fake-kube-client.ts'

export const patiently = silentProgress(new AbortController().signal)

const capabilities: ReadonlySet<Capability> = new Set(['namespaces'])

export interface Engine {
  readonly attempts: Attempts
  readonly watch: FakeClusterWatch
  /** Identities that terminals were told to take. */
  readonly refreshed: LearnerIdentity[]
  readonly scripts: string[]
  /** What was done on nodes, for whom. */
  readonly onNodes: string[]
}

/** A machine with a disk and a cluster, on which engines come and go. */
export class Machine implements AsyncDisposable {
  readonly home: Home
  cluster = new FakeCluster()
  readonly #folder: AsyncDisposable
  readonly #engines = new Set<Engine>()

  private constructor(folder: AsyncDisposable & { readonly path: string }) {
    this.#folder = folder
    this.home = homeFrom({ KINDLAB_HOME: folder.path })
  }

  static async make(): Promise<Machine> {
    return new Machine(await scratchFolder())
  }

  /** As after a start of the program: everything it knows, it reads from the disk and the cluster. */
  engine({ scriptExitCode = 0, lent, name = 'kindlab', clock, offers = capabilities }: { readonly offers?: ReadonlySet<Capability>; readonly scriptExitCode?: number; readonly lent?: NamespaceSource; readonly name?: string; readonly clock?: Clock } = {}): Engine {
    const { cluster, home } = this
    const watch = new FakeClusterWatch()
    for (const object of cluster.objects.values()) watch.put(object)
    cluster.onChange.push((object, kind) => (kind === 'put' ? watch.put(object) : watch.remove(object)))
    const refreshed: LearnerIdentity[] = []
    const scripts: string[] = []
    const terminals = {
      refresh: async (identity: LearnerIdentity) => void refreshed.push(identity),
      closeAll: async () => {},
      runScript: async (_identity: LearnerIdentity, script: string) => {
        scripts.push(script)
        return { exitCode: scriptExitCode, output: 'what it printed' }
      },
    }
    const onNodes: string[] = []
    const nodes = { settle: async (attempt: string) => void onNodes.push(`settle ${attempt}`), release: async (attempt: string) => void onNodes.push(`release ${attempt}`) }
    const kube = new FakeKubeClient(cluster)
    const attempts = createAttempts({ kube, prober: createClusterProber({ kube, image: 'agnhost' }), cluster: { facts: { ...someFacts, name }, internalServer: 'https://inside:6443' }, capabilities: offers, watch, home, terminals, nodes, ...(lent === undefined ? {} : { lent }), ...(clock === undefined ? {} : { clock }) })
    const engine = { attempts, watch, refreshed, scripts, onNodes }
    this.#engines.add(engine)
    return engine
  }

  /** One whose process is thought to be gone: nothing waits for it any more. */
  forget(engine: Engine): void {
    this.#engines.delete(engine)
  }

  write(attempt: Attempt, name: string, data: Readonly<Record<string, string>>): void {
    this.cluster.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: attempt.namespaces['main'] ?? '' }, data })
  }

  /** Those of attempts on the lab `colours`. */
  get namespaces(): string[] {
    return this.cluster.names('Namespace').filter((name) => name.startsWith('colours-'))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cluster.beforeChange = () => {}
    await Promise.all([...this.#engines].map(({ attempts }) => attempts.dispose()))
    await this.#folder[Symbol.asyncDispose]()
  }
}

export function start({ attempts }: Engine, loaded = aLoadedLab()): Promise<Attempt> {
  return attempts.start({ pack: 'first', loaded, seed: 'seed' }, patiently)
}

/** Resolves with the attempt as soon as it is as wanted. */
export async function once({ attempts }: Engine, id: string, isWanted: (attempt: Attempt) => boolean): Promise<Attempt> {
  const { promise, resolve } = Promise.withResolvers<Attempt>()
  const subscription = attempts.subscribe(id, (attempt) => {
    if (isWanted(attempt)) resolve(attempt)
  })
  return promise.finally(() => subscription.dispose())
}

export const states = ({ steps }: Attempt): string[] => steps.map(({ state }) => state)

export const statesAre = (...wanted: readonly string[]) => (attempt: Attempt) => JSON.stringify(states(attempt)) === JSON.stringify(wanted)
