import type { ContainerFacts, ContainerRuntime, NetworkFacts } from '../runtime/container-runtime.ts'
import { clusterLabel, kindClusterLabel } from './cluster-marks.ts'

/** What of a cluster exists in Docker at this moment. */
export interface ClusterSighting {
  readonly name: string
  readonly network: NetworkFacts | undefined
  /** Every container that kind labelled with the name, ours or not. */
  readonly nodes: readonly ContainerFacts[]
  readonly terminals: readonly ContainerFacts[]
}

export async function lookAtCluster(runtime: ContainerRuntime, name: string): Promise<ClusterSighting> {
  const [network, nodes, terminals] = await Promise.all([
    runtime.network(name),
    runtime.containers({ [kindClusterLabel]: name }),
    runtime.containers({ [clusterLabel]: name }),
  ])
  return { name, network, nodes, terminals }
}
