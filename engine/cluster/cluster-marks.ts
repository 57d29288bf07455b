import type { ContainerFacts, Labels } from '../runtime/container-runtime.ts'

/** On every network, container and volume of ours: the cluster it belongs to. */
export const clusterLabel = 'dev.kindlab.cluster'
/** kind's own labels on its node containers. */
export const kindClusterLabel = 'io.x-k8s.kind.cluster'
export const kindRoleLabel = 'io.x-k8s.kind.role'

/** Rises when a cluster of an earlier Kindlab cannot be continued by this one. */
export const currentLayout = 1

/**
 * How a cluster was made. kind cannot label its containers, so the marks are labels of the network that we make for them:
 * they are there before the first container and go after the last, and need neither our home nor an answering API server.
 */
export interface ClusterMarks {
  readonly cluster: string
  readonly layout: number
  /** `v1.37.0` */
  readonly kubernetes: string
  readonly image: 'official' | 'built'
  readonly nodeImage: string
  readonly nodes: number
}

const prefix = 'dev.kindlab.'

export function labelsFor(marks: ClusterMarks): Labels {
  return {
    [clusterLabel]: marks.cluster,
    [`${prefix}layout`]: String(marks.layout),
    [`${prefix}kubernetes`]: marks.kubernetes,
    [`${prefix}image`]: marks.image,
    [`${prefix}node-image`]: marks.nodeImage,
    [`${prefix}nodes`]: String(marks.nodes),
  }
}

/** Undefined when the labels are not ours. */
export function marksFrom(labels: Labels): ClusterMarks | undefined {
  const cluster = labels[clusterLabel]
  if (cluster === undefined) return undefined
  return {
    cluster,
    layout: Number(labels[`${prefix}layout`] ?? 0),
    kubernetes: labels[`${prefix}kubernetes`] ?? '',
    image: labels[`${prefix}image`] === 'official' ? 'official' : 'built',
    nodeImage: labels[`${prefix}node-image`] ?? '',
    nodes: Number(labels[`${prefix}nodes`] ?? 1),
  }
}

/** What of a cluster's making this Kindlab would do otherwise, so that it cannot continue it. */
export function whyOutdated(marks: ClusterMarks, wanted: WantedCluster): string | undefined {
  if (marks.layout !== currentLayout) return `layout ${marks.layout} ≠ ${currentLayout}`
  if (minorOf(marks.kubernetes) !== minorOf(wanted.kubernetes)) return `Kubernetes ${marks.kubernetes} ≠ ${wanted.kubernetes}`
  if (wanted.nodeImage !== undefined && marks.nodeImage !== wanted.nodeImage) return `${marks.nodeImage} ≠ ${wanted.nodeImage}`
  return undefined
}

export interface WantedCluster {
  readonly kubernetes: string
  /** Undefined while nobody knows which image would be used. */
  readonly nodeImage?: string | undefined
}

export const isControlPlane = (node: ContainerFacts): boolean => node.labels[kindRoleLabel] === 'control-plane'

function minorOf(version: string): string {
  return version.split('.').slice(0, 2).join('.')
}
