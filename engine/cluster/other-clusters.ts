import type { ContainerRuntime } from '../runtime/container-runtime.ts'
import { clusterLabel, kindClusterLabel, marksFrom } from './cluster-marks.ts'

/** Kindlab's clusters beside this one: in use while a node of it runs or is paused. */
export async function otherClusters(runtime: ContainerRuntime, name: string): Promise<readonly { readonly name: string; readonly isInUse: boolean }[]> {
  const [networks, nodes] = await Promise.all([runtime.networks({ [clusterLabel]: '' }), runtime.containers({ [kindClusterLabel]: '' })])
  const inUse = new Set(nodes.filter(({ state }) => state !== 'exited' && state !== 'dead').map(({ labels }) => labels[kindClusterLabel]))
  const clusters = new Set(networks.flatMap(({ labels }) => marksFrom(labels)?.cluster ?? []))
  clusters.delete(name)
  return [...clusters].toSorted().map((cluster) => ({ name: cluster, isInUse: inUse.has(cluster) }))
}
