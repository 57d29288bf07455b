import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Capability, ClusterState } from '#contract/cluster.ts'
import { ProblemError, problemFrom } from '#contract/problem.ts'
import { type Progress, silentProgress } from '#contract/progress.ts'
import { createKubeClient } from '../kube/create-kube-client.ts'
import type { KubeAccess, KubeClient } from '../kube/kube-client.ts'
import { isForbidden } from '../kube/kube-error.ts'
import { accessFromKubeconfig, namespaceInKubeconfig } from '../kube/kubeconfig.ts'
import type { ClusterProvider, ReadyCluster } from './cluster-provider.ts'
import { leaseKind, poolLabel } from './kubeconfig-provider-pool.ts'
import { refuseMissingRights } from './kubeconfig-provider-rights.ts'

export interface KubeconfigProviderOptions {
  /** Path of a kubeconfig. Its context's namespace is where the pool's Leases are. */
  readonly kubeconfig: string
  /** The file's current one unless named. */
  readonly context?: string
}

export const lentCapabilities: ReadonlySet<Capability> = new Set(['namespaces'])

/** As every Pod reaches it. */
const serverFromPods = 'https://kubernetes.default.svc'

/** On the pool's Leases: the image of terminals that the cluster can pull. */
const imageAnnotation = 'dev.kindlab.terminal-image'

/**
 * A Kubernetes that somebody lends us: nothing is made, paused or removed there but what attempts put into namespaces of a pool.
 * It is ready when it can be reached, the pool is there, and every right that labs need is ours.
 */
export function createKubeconfigProvider(options: KubeconfigProviderOptions): ClusterProvider {
  let last: LentCluster | undefined
  const up = async (progress: Progress): Promise<ReadyCluster> => {
    const cluster = await readOptions(options, last)
    last = cluster
    const kube = createKubeClient(cluster.access)
    try {
      return await look(kube.with({ signal: progress.signal }), cluster, progress)
    } catch (error) {
      throw isOutOfReach(error) ? outOfReach(cluster.access.server, error) : error
    } finally {
      kube.dispose()
    }
  }
  return {
    kind: 'kubeconfig',
    capabilities: lentCapabilities,
    state: () => up(silentProgress(new AbortController().signal)).then(readyState, failedState),
    up: (_options, progress) => up(progress),
    pause: () => refuse('pause'),
    resume: (progress) => up(progress),
    stop: () => refuse('stop'),
    // What attempts hold goes back to the pool when they end; there is nothing else of ours.
    down: async () => {},
    exportLogs: () => refuse('logs'),
  }
}

/** The namespace with the Leases of a lent cluster's pool. */
export async function poolOf({ kubeconfig, context }: KubeconfigProviderOptions): Promise<string> {
  return namespaceInKubeconfig(await readFile(kubeconfig, 'utf8'), context)
}

/** The namespaces of a pool, whoever holds them. */
export async function namespacesOf(kube: KubeClient, pool: string): Promise<readonly string[]> {
  return (await kube.list(leaseKind, { namespace: pool, labels: poolLabel })).map(({ metadata }) => metadata.name)
}

interface LentCluster {
  /** The kubeconfig as it was read. */
  readonly yaml: string
  readonly access: KubeAccess
  readonly pool: string
  readonly name: string
}

/** Read anew each time, for somebody may have renewed it; but a plugin, which may take a second, renews by itself while the file is the same. */
async function readOptions({ kubeconfig, context }: KubeconfigProviderOptions, last: LentCluster | undefined): Promise<LentCluster> {
  const yaml = await readFile(kubeconfig, 'utf8').catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : kubeconfig
    throw new ProblemError({ code: 'kubeconfig-unreadable', params: { reason } }, { cause })
  })
  if (last?.yaml === yaml && last.access.renew !== undefined) return last
  const chosen = context === undefined ? {} : { context }
  const access = await accessFromKubeconfig(yaml, { ...chosen, folder: dirname(kubeconfig) })
  const pool = namespaceInKubeconfig(yaml, context)
  // Another file or context may lead to the same cluster; attempts are found again by this name.
  return { yaml, access, pool, name: `${new URL(access.server).host}/${pool}` }
}

async function look(kube: KubeClient, { access, pool, name }: LentCluster, progress: Progress): Promise<ReadyCluster> {
  progress.step('lent-reach')
  const kubernetes = await kube.version(progress.signal)
  const leases = await kube.list(leaseKind, { namespace: pool, labels: poolLabel }).catch((error: unknown) => {
    if (isForbidden(error)) return []
    throw error
  })
  progress.step('lent-check-rights', { count: leases.length })
  await refuseMissingRights(kube, pool, leases.map(({ metadata }) => metadata.name))
  const terminal = leases.map(({ metadata }) => metadata.annotations?.[imageAnnotation]).find((image) => image !== undefined)
  if (leases.length === 0) throw unprepared(pool, `Lease (${poolLabel})`)
  if (terminal === undefined) throw unprepared(pool, `annotation ${imageAnnotation}`)
  const facts = { name, provider: 'kubeconfig', kubernetes, nodes: 0, image: 'unknown', cgroup: 'unknown', cni: '' } as const
  const internalAuthority = await authorityInside(kube, leases[0]?.metadata.name ?? '')
  return { facts, access, internalServer: serverFromPods, ...(internalAuthority === undefined ? {} : { internalAuthority }), images: { terminal } }
}

/** From outside, a load balancer with a certificate of its own may stand before the server; Kubernetes puts its own authority into every namespace. */
async function authorityInside(kube: KubeClient, namespace: string): Promise<string | undefined> {
  const root = await kube.read({ apiVersion: 'v1', kind: 'ConfigMap', name: 'kube-root-ca.crt', namespace })
  // A ConfigMap's data are texts by name.
  return (root?.['data'] as Readonly<Record<string, string>> | undefined)?.['ca.crt']
}

const isOutOfReach = (error: unknown): error is ProblemError => error instanceof ProblemError && (error.problem.code === 'kube-unreachable' || error.problem.code === 'kube-silent')

/** What to do about a cluster of ours that cannot be reached is of no use here. */
function outOfReach(server: string, cause: ProblemError): ProblemError {
  const { detail } = cause.problem
  return new ProblemError({ code: 'lent-cluster-unreachable', params: { server }, ...(detail === undefined ? {} : { detail }), fixes: [{ kind: 'action', action: 'retry' }] }, { cause })
}

function unprepared(namespace: string, missing: string): ProblemError {
  return new ProblemError({ code: 'lent-cluster-unprepared', params: { namespace, missing } })
}

const readyState = ({ facts }: ReadyCluster): ClusterState => ({ kind: 'ready', cluster: facts })
const failedState = (error: unknown): ClusterState => ({ kind: 'failed', problem: problemFrom(error) })

function refuse(command: string): Promise<never> {
  return Promise.reject(new ProblemError({ code: 'lent-cluster-not-ours', params: { command } }))
}
