import type { ContainerFacts, NetworkFacts } from '../../engine/runtime/container-runtime.ts'
import { clusterLabel, type ClusterMarks, currentLayout, kindClusterLabel, kindRoleLabel, labelsFor } from '../../engine/cluster/cluster-marks.ts'

export const theCluster = 'kindlab'

export function marks(changes: Partial<ClusterMarks> = {}): ClusterMarks {
  return { cluster: theCluster, layout: currentLayout, kubernetes: 'v1.37.0', image: 'built', nodeImage: 'kindlab/node:1', nodes: 1, ...changes }
}

export function ourNetwork(changes: Partial<ClusterMarks> = {}): NetworkFacts {
  const made = marks(changes)
  return { id: `network-${made.cluster}`, name: made.cluster, labels: labelsFor(made) }
}

type NodeChanges = Partial<ContainerFacts> & { readonly role?: 'control-plane' | 'worker'; readonly cluster?: string; readonly network?: string }

/** A node as `kind create cluster` makes it, running on our network unless said otherwise. */
export function aNode({ role = 'control-plane', cluster = theCluster, network = cluster, ...changes }: NodeChanges = {}): ContainerFacts {
  const name = `${cluster}-${role}`
  return {
    id: name,
    name,
    image: 'kindlab/node:1',
    labels: { [kindClusterLabel]: cluster, [kindRoleLabel]: role },
    state: 'running',
    createdAt: 0,
    networks: { [network]: { ipv4: '172.18.0.2' } },
    ...changes,
  }
}

export function aTerminal(changes: Partial<ContainerFacts> = {}): ContainerFacts {
  return {
    id: 'terminal',
    name: 'kindlab-terminal-1',
    image: 'kindlab/terminal:1',
    labels: { [clusterLabel]: theCluster },
    state: 'running',
    createdAt: 0,
    networks: { [theCluster]: { ipv4: '172.18.0.9' } },
    ...changes,
  }
}
