import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { Attempt } from '#contract/attempt.ts'
import type { Capability } from '#contract/cluster.ts'
import { silentProgress } from '#contract/progress.ts'
import type { Attempts } from '../../../engine/attempts/attempts.ts'
import { someFacts } from '../../builders/labs.ts'
import { scratchFolder } from '../../builders/scratch-folder.ts'
import { createAttempts } from '../../../engine/attempts/create-attempts.ts'
import { homeFrom } from '../../../engine/files/home.ts'
import { createKubeClient } from '../../../engine/kube/create-kube-client.ts'
import type { KubeClient } from '../../../engine/kube/kube-client.ts'
import { accessFromKubeconfig } from '../../../engine/kube/kubeconfig.ts'
import { createClusterProber } from '../../../engine/probing/cluster-prober.ts'
import type { LearnerIdentity } from '../../../engine/terminals/terminal-host.ts'
import { createClusterWatch } from '../../../engine/watch/cluster-watch.ts'

export const patiently = silentProgress(new AbortController().signal)

export const everything: ReadonlySet<Capability> = new Set(['namespaces', 'cluster-scope', 'nodes'])

export async function connectToCluster(): Promise<KubeClient> {
  const path = process.env['KINDLAB_TEST_KUBECONFIG']
  if (path === undefined) throw new Error('these tests need a cluster of their own: KINDLAB_TEST_KUBECONFIG names its kubeconfig')
  return createKubeClient(await accessFromKubeconfig(await readFile(path, 'utf8')))
}

export interface Engine extends AsyncDisposable {
  readonly attempts: Attempts
  /** Identities that terminals were told to take. */
  readonly refreshed: LearnerIdentity[]
  readonly scripts: string[]
}

/** An engine's part that concerns attempts, on a real cluster, with terminals that only listen. */
export function anEngine(kube: KubeClient, home: string, capabilities = everything): Engine {
  const watch = createClusterWatch({ access: kube.access, discover: (kind) => kube.resource(kind) })
  const refreshed: LearnerIdentity[] = []
  const scripts: string[] = []
  const attempts = createAttempts({
    kube,
    prober: createClusterProber({ kube, image: 'registry.k8s.io/e2e-test-images/agnhost:2.66.1' }),
    cluster: { facts: someFacts },
    capabilities,
    watch,
    home: homeFrom({ KINDLAB_HOME: home }),
    terminals: {
      refresh: async (identity) => void refreshed.push(identity),
      closeAll: async () => {},
      runScript: async (_identity, script) => {
        scripts.push(script)
        return { exitCode: 0, output: '' }
      },
    },
  })
  return {
    attempts,
    refreshed,
    scripts,
    [Symbol.asyncDispose]: async () => {
      await attempts.dispose()
      watch.dispose()
    },
  }
}

export interface EngineOfTest {
  readonly kube: KubeClient
  readonly engine: Engine
  /** Where the engine keeps its files. */
  readonly home: string
  /** The program ends and is started again, with the same disk; `meanwhile` happens in between. */
  restart(meanwhile?: () => Promise<unknown>): Promise<void>
}

/** For a file of tests: one connection for all of them, and for each an engine with a home of its own, whose attempts end with it. */
export function engineForEachTest(): EngineOfTest {
  const open: { kube?: KubeClient; folder?: Awaited<ReturnType<typeof scratchFolder>>; engine?: Engine } = {}
  beforeAll(async () => {
    open.kube = await connectToCluster()
  })
  beforeEach(async () => {
    open.folder = await scratchFolder()
    open.engine = anEngine(there(open.kube), open.folder.path)
  })
  afterEach(async () => {
    for (const { id } of open.engine?.attempts.list() ?? []) await open.engine?.attempts.end(id, patiently)
    await open.engine?.[Symbol.asyncDispose]()
    await open.folder?.[Symbol.asyncDispose]()
  })
  afterAll(() => open.kube?.dispose())
  return {
    get kube() {
      return there(open.kube)
    },
    get engine() {
      return there(open.engine)
    },
    get home() {
      return there(open.folder).path
    },
    restart: async (meanwhile = async () => {}) => {
      await open.engine?.[Symbol.asyncDispose]()
      await meanwhile()
      open.engine = anEngine(there(open.kube), there(open.folder).path)
      await open.engine.attempts.resume(patiently)
    },
  }
}

function there<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Error('this is there only while a test runs')
  return thing
}

/** The attempt once it is as wanted, or what it was when time was up. */
export async function once(attempts: Attempts, id: string, isWanted: (attempt: Attempt) => boolean): Promise<Attempt> {
  const { promise, resolve, reject } = Promise.withResolvers<Attempt>()
  let last: Attempt | undefined
  const limit = setTimeout(() => reject(new Error(`not as wanted after 15 s: ${JSON.stringify(last, undefined, 1)}`)), 15_000)
  const subscription = attempts.subscribe(id, (attempt) => {
    last = attempt
    if (isWanted(attempt)) resolve(attempt)
  })
  return promise.finally(() => {
    clearTimeout(limit)
    subscription.dispose()
  })
}

export const stepIs = (step: string, state: string) => (attempt: Attempt) => attempt.steps.some((one) => one.id === step && one.state === state)
