import type { ContainerFacts, ContainerRuntime, Labels, NetworkFacts } from '../runtime/container-runtime.ts'
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
    inspected(runtime, { [kindClusterLabel]: name }),
    inspected(runtime, { [clusterLabel]: name }),
  ])
  return { name, network, nodes, terminals }
}

/** Docker's list may still show a container in the state that it has just left; its inspection does not. */
async function inspected(runtime: ContainerRuntime, labels: Labels): Promise<readonly ContainerFacts[]> {
  const listed = await runtime.containers(labels)
  const facts = await Promise.all(listed.map(({ id }) => runtime.container(id)))
  return facts.filter((one) => one !== undefined)
}
