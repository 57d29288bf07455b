import { ProblemError } from '#contract/problem.ts'
import type { Progress } from '#contract/progress.ts'
import { assertNever } from '#contract/lifecycle.ts'
import type { KubeClient } from '../kube/kube-client.ts'
import { forgetAccess } from './cluster-files.ts'
import type { HeldLock } from './cluster-lock.ts'
import { isControlPlane } from './cluster-marks.ts'
import type { UpOptions } from './cluster-provider.ts'
import { endOrphans } from './end-orphans.ts'
import { isFinished } from './finish-mark.ts'
import { thaw } from './freeze.ts'
import { type Standing, worthRecreating } from './judge-standing.ts'
import { connect, connectIfKnown, type KindCluster, usingClient } from './kind-cluster.ts'
import type { ClusterSighting } from './look-at-cluster.ts'
import type { OperationLog } from './operation-log.ts'
import { finish, provision } from './provision.ts'
import { raiseLimits } from './raise-limits.ts'
import { refuseStrayTraffic } from './refuse-stray-traffic.ts'
import { removeCluster, removeCutOff } from './remove-cluster.ts'
import { waitForApi, waitForFreshNodes } from './wait-for-ready.ts'

export interface Upbringing {
  readonly cluster: KindCluster
  readonly sighting: ClusterSighting
  readonly standing: Standing
  readonly options: UpOptions
  /** A process of ours was killed while it made this cluster. */
  readonly interrupted: boolean
  readonly lock: HeldLock
}

/** With nodes that all exist, whether they run or not. */
interface RunnableUp extends Upbringing {
  readonly standing: Extract<Standing, { kind: 'paused' | 'stopped' | 'running' }>
}

/** Makes the cluster ready from whatever it stands at, and gives back a client for it. */
export async function bringUp(up: Upbringing, log: OperationLog): Promise<KubeClient> {
  const { standing, cluster, options } = up
  switch (standing.kind) {
    case 'foreign':
      throw new ProblemError({ code: 'cluster-name-taken', params: { name: cluster.name, what: standing.what } })
    case 'absent':
    case 'unfinished':
      return makeAnew(up, log)
    case 'incomplete':
    case 'outdated':
      if (options.recreate) return makeAnew(up, log)
      throw new ProblemError(worthRecreating(cluster.name, standing))
    case 'paused':
      await resume(cluster, up.sighting, log.progress)
      return settle({ ...up, standing }, log)
    case 'stopped':
      await start({ ...up, standing }, log)
      return settle({ ...up, standing }, log)
    case 'running':
      return settle({ ...up, standing }, log)
    default:
      return assertNever(standing)
  }
}

async function makeAnew({ cluster, sighting, standing, interrupted, options, lock }: Upbringing, log: OperationLog): Promise<KubeClient> {
  await lock.say('creating')
  const isCutOff = interrupted || standing.kind === 'unfinished'
  if (isCutOff) await endOrphans(cluster.files.config)
  if (isCutOff || sighting.network || sighting.nodes.length > 0 || sighting.terminals.length > 0) {
    log.progress.step('cluster-clean')
    await (isCutOff ? removeCutOff : removeCluster)(cluster.runtime, cluster.name)
  }
  await forgetAccess(cluster.files)
  return provision(cluster, { nodes: options.nodes ?? 1, retain: options.retain ?? false }, log)
}

async function start({ cluster, sighting }: RunnableUp, log: OperationLog): Promise<void> {
  log.progress.step('cluster-start')
  // They fall back when the machine restarts.
  await raiseLimits(cluster.runtime, log.progress)
  // The control plane first: workers look for it when they come up.
  const order = [...sighting.nodes].sort((one, other) => Number(isControlPlane(other)) - Number(isControlPlane(one)))
  for (const node of order) if (node.state !== 'running') await cluster.runtime.start(node.id)
  await usingClient(await connect(cluster, log.progress), async (client) => {
    await waitForApi(client, log.progress, startPatience)
    await waitForFreshNodes(client, log.progress, { runtime: cluster.runtime, nodes: sighting.nodes })
  })
}

/** Resumes a paused cluster until its API server answers and its nodes are known to be well. */
export async function resume(cluster: KindCluster, sighting: ClusterSighting, progress: Progress): Promise<void> {
  progress.step('cluster-resume')
  await thaw({ runtime: cluster.runtime, sighting, connect: () => connect(cluster, progress) }, progress)
}

/** Running: ready at once when its API server answers, after some patience, or after a restart of the control plane. */
async function settle(up: RunnableUp, log: OperationLog): Promise<KubeClient> {
  const { cluster, interrupted, standing, options } = up
  // kind writes the kubeconfig last; where it was cut off before, there is nothing to wait for.
  if (interrupted && !(await isKnown(cluster))) return makeAnew(up, log)
  const client = await connect(cluster, log.progress)
  try {
    if (!(await client.isReady(log.progress.signal))) await waitOrRestart(up, client, log.progress)
    if (await isFinished(client, log.progress.signal)) await refuseStrayTraffic(cluster.runtime, cluster.name, log.progress)
    else await finish(cluster, client, standing.marks, log.progress)
    return client
  } catch (error) {
    client.dispose()
    if (options.recreate && !log.progress.signal.aborted) return makeAnew(up, log)
    throw error
  }
}

async function waitOrRestart({ cluster, sighting, lock }: RunnableUp, client: KubeClient, progress: Progress): Promise<void> {
  progress.step('cluster-ready')
  const answered = await waitForApi(client, progress, startPatience).then(
    () => true,
    (error: unknown) => {
      if (error instanceof ProblemError) return false
      throw error
    },
  )
  if (answered) return
  await lock.say('repairing')
  progress.step('cluster-repair')
  for (const { id } of sighting.nodes.filter(isControlPlane)) {
    await cluster.runtime.stop(id)
    await cluster.runtime.start(id)
  }
  await waitForApi(client, progress, startPatience)
}

/** After a start the API answers in about seven seconds on an idle machine. */
const startPatience = 60_000

async function isKnown(cluster: KindCluster): Promise<boolean> {
  const client = await connectIfKnown(cluster)
  client?.dispose()
  return client !== undefined
}
