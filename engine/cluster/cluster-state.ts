import type { ClusterFacts, ClusterState } from '#contract/cluster.ts'
import { assertNever } from '#contract/lifecycle.ts'
import { readLock } from './cluster-lock.ts'
import type { ClusterMarks } from './cluster-marks.ts'
import { isFinished } from './finish-mark.ts'
import { judgeStanding, type Standing, worthRecreating } from './judge-standing.ts'
import { connectIfKnown, type KindCluster } from './kind-cluster.ts'
import { type ClusterSighting, lookAtCluster } from './look-at-cluster.ts'

/** What exists now, and whether it is ready: the API server is asked once, for three seconds at most. */
export async function stateOf(cluster: KindCluster): Promise<ClusterState> {
  const lock = await readLock(cluster.files)
  if (lock.kind === 'held') return { kind: 'working', doing: lock.doing }
  const { standing, sighting } = await standingOf(cluster, lock.kind === 'left' && lock.doing === 'creating')
  switch (standing.kind) {
    case 'absent':
      return { kind: 'absent' }
    case 'foreign':
      return { kind: 'failed', problem: { code: 'cluster-name-taken', params: { name: cluster.name, what: standing.what } } }
    case 'unfinished':
      return { kind: 'broken', problem: { code: 'cluster-unfinished', params: { name: cluster.name }, fixes: [{ kind: 'action', action: 'retry' }] } }
    case 'incomplete':
      return { kind: 'broken', problem: worthRecreating(cluster.name, standing) }
    case 'outdated':
      return { kind: 'outdated', name: cluster.name, reason: standing.reason }
    case 'paused':
    case 'stopped':
      return { kind: standing.kind, cluster: await factsOf(cluster, standing.marks, sighting) }
    case 'running':
      return runningState(cluster, standing.marks, sighting)
    default:
      return assertNever(standing)
  }
}

/** Runs: whether it is ready only its API server can tell. */
async function runningState(cluster: KindCluster, marks: ClusterMarks, sighting: ClusterSighting): Promise<ClusterState> {
  const client = await connectIfKnown(cluster)
  const { name } = cluster
  if (client === undefined) return { kind: 'broken', problem: { code: 'cluster-access-lost', params: { name }, fixes: [{ kind: 'action', action: 'retry' }] } }
  try {
    const signal = AbortSignal.timeout(askPatience)
    if (await client.isReady(signal)) {
      if (await isFinished(client, signal)) return { kind: 'ready', cluster: await factsOf(cluster, marks, sighting) }
      return { kind: 'broken', problem: { code: 'cluster-unfinished', params: { name }, fixes: [{ kind: 'action', action: 'retry' }] } }
    }
    const params = { server: client.access.server, seconds: askPatience / 1000 }
    return { kind: 'broken', problem: { code: 'cluster-api-silent', params, fixes: [{ kind: 'action', action: 'retry' }] } }
  } finally {
    client.dispose()
  }
}

const askPatience = 3_000

export async function standingOf(cluster: KindCluster, interrupted: boolean): Promise<{ sighting: ClusterSighting; standing: Standing }> {
  const sighting = await lookAtCluster(cluster.runtime, cluster.name)
  return { sighting, standing: judgeStanding(sighting, { kubernetes: cluster.images.kubernetes }, interrupted) }
}

export async function factsOf({ name, runtime }: KindCluster, marks: ClusterMarks, { nodes }: ClusterSighting): Promise<ClusterFacts> {
  const { cgroup } = await runtime.facts()
  const cni = marks.image === 'official' ? 'kindnet' : 'kube-router'
  return { name, provider: 'kind', kubernetes: marks.kubernetes, nodes: nodes.length, image: marks.image, cgroup, cni }
}
