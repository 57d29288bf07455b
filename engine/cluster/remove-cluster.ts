import { setTimeout as pause } from 'node:timers/promises'
import { ProblemError } from '#contract/problem.ts'
import type { ContainerRuntime } from '../runtime/container-runtime.ts'
import { clusterLabel, marksFrom } from './cluster-marks.ts'
import { type ClusterSighting, lookAtCluster } from './look-at-cluster.ts'

/** Removes every container, volume and network of a cluster of ours. Whatever is not on its network or does not carry its label stays. */
export async function removeCluster(runtime: ContainerRuntime, name: string): Promise<void> {
  await removeContainers(runtime, name)
  const volumes = await runtime.volumes({ [clusterLabel]: name })
  await Promise.all(volumes.map((volume) => runtime.removeVolume(volume.name)))
  const network = await runtime.network(name)
  if (network !== undefined && marksFrom(network.labels)?.cluster === name) await runtime.removeNetwork(network.id)
}

/**
 * A `docker run` that was cut off may still make its container for a moment after its end is seen,
 * so the cluster counts as gone only when two looks in a row find nothing.
 */
export async function removeCutOff(runtime: ContainerRuntime, name: string): Promise<void> {
  for (let empty = 0; empty < 2; ) {
    empty = (await removeContainers(runtime, name)) === 0 ? empty + 1 : 0
    await pause(250)
  }
  await removeCluster(runtime, name)
}

/** Refuses to touch a cluster that has the name but is not ours. */
export function refuseForeign({ name, network, nodes }: ClusterSighting): void {
  const strangers = nodes.filter((node) => !(name in node.networks))
  const isForeignNetwork = network !== undefined && marksFrom(network.labels)?.cluster !== name
  if (strangers.length === 0 && !isForeignNetwork) return
  throw new ProblemError({ code: 'cluster-name-taken', params: { name, what: strangers[0]?.name ?? name } })
}

async function removeContainers(runtime: ContainerRuntime, name: string): Promise<number> {
  const sighting = await lookAtCluster(runtime, name)
  refuseForeign(sighting)
  const ours = [...sighting.terminals, ...sighting.nodes]
  await Promise.all(ours.map(({ id }) => runtime.remove(id)))
  return ours.length
}
