import type { Progress } from '#contract/progress.ts'
import { ProblemError } from '#contract/problem.ts'
import type { KubeClient } from '../kube/kube-client.ts'
import type { ContainerFacts, ContainerRuntime } from '../runtime/container-runtime.ts'
import { isControlPlane } from './cluster-marks.ts'
import { renewedAt, whyNotReady } from './node-status.ts'
import { pollOrTell, pollUntil } from './poll-until.ts'

/** Until `/readyz` answers ok. A refused connection means "not yet" here: the server is only just starting. */
export async function waitForApi(client: KubeClient, progress: Progress, within: number): Promise<void> {
  await pollUntil(async () => ((await client.isReady(progress.signal)) ? true : { notYet: `${client.access.server}/readyz does not answer ok` }), {
    signal: progress.signal,
    every: 100,
    within,
    otherwise: (lastSeen) => apiSilent(client, within, lastSeen),
  })
}

/** Until every node that the cluster should have is Ready. */
export async function waitForNodes(client: KubeClient, progress: Progress, wanted: number, within: number): Promise<void> {
  await pollUntil(() => lookAtNodes(client.with({ signal: progress.signal }), wanted), {
    signal: progress.signal,
    every: 200,
    within,
    otherwise: (lastSeen) => new ProblemError({ code: 'cluster-node-not-ready', params: { seconds: Math.round(within / 1000) }, detail: lastSeen }),
  })
}

async function lookAtNodes(client: KubeClient, wanted: number): Promise<true | { readonly notYet: string }> {
  const nodes = await client.list({ apiVersion: 'v1', kind: 'Node' })
  if (nodes.length < wanted) return { notYet: `${nodes.length} of ${wanted} nodes have joined` }
  const unready = nodes.map(whyNotReady).find((why) => why !== undefined)
  return unready === undefined ? true : { notYet: unready }
}

function apiSilent(client: KubeClient, within: number, lastSeen: string): ProblemError {
  return new ProblemError({
    code: 'cluster-api-silent',
    params: { server: client.access.server, seconds: Math.round(within / 1000) },
    detail: lastSeen,
    fixes: [{ kind: 'action', action: 'recreate-cluster' }],
  })
}

interface Nodes {
  readonly runtime: ContainerRuntime
  readonly nodes: readonly ContainerFacts[]
}

/** Well below the 40 s after which Kubernetes calls a node lost; a kubelet renews every 10 s. */
const freshSeconds = 20
const kubeletPatience = 15_000

/**
 * Until every kubelet has renewed its Lease since the nodes came back to life.
 * A node that stays silent is then rightly called lost, by the controller manager itself.
 */
export async function waitForFreshNodes(client: KubeClient, progress: Progress, { runtime, nodes }: Nodes): Promise<void> {
  const now = await clockOf(runtime, nodes)
  await pollOrTell(() => lookForStaleNode(client.with({ signal: progress.signal }), now), {
    signal: progress.signal,
    every: 100,
    within: kubeletPatience,
    tell: (lastSeen) => progress.log(lastSeen),
  })
}

async function lookForStaleNode(client: KubeClient, now: number): Promise<true | { readonly notYet: string }> {
  const [leases, nodes] = await Promise.all([
    client.list({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' }, { namespace: 'kube-node-lease' }),
    client.list({ apiVersion: 'v1', kind: 'Node' }),
  ])
  const stale = leases.find((lease) => now - renewedAt(lease) > freshSeconds * 1000)
  if (stale !== undefined) return { notYet: `node ${stale.metadata.name} has not renewed its Lease since the pause` }
  const unready = nodes.map(whyNotReady).find((why) => why !== undefined)
  return unready === undefined ? true : { notYet: unready }
}

/** The nodes' clock, which is not this machine's where Docker runs in a virtual machine. Milliseconds since the epoch. */
async function clockOf(runtime: ContainerRuntime, nodes: readonly ContainerFacts[]): Promise<number> {
  const node = nodes.find(isControlPlane)
  if (node === undefined) return 0
  const { stdout } = await runtime.exec(node.id, ['date', '+%s'])
  return Number(stdout.trim()) * 1000
}
