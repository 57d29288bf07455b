import type { Problem } from '#contract/problem.ts'
import type { ContainerFacts } from '../runtime/container-runtime.ts'
import { type ClusterMarks, isControlPlane, marksFrom, type WantedCluster, whyOutdated } from './cluster-marks.ts'
import type { ClusterSighting } from './look-at-cluster.ts'

/** What a cluster's containers amount to, before its API server is asked. */
export type Standing =
  /** No node; a network of ours may be left. */
  | { readonly kind: 'absent' }
  /** Somebody else's cluster or network has the name. */
  | { readonly kind: 'foreign'; readonly what: string }
  /** Its creation was cut off: nothing in it is anybody's work yet. */
  | { readonly kind: 'unfinished' }
  /** Once whole, now without a part that it cannot do without. */
  | { readonly kind: 'incomplete'; readonly missing: string }
  | { readonly kind: 'outdated'; readonly marks: ClusterMarks; readonly reason: string }
  | { readonly kind: 'paused' | 'stopped' | 'running'; readonly marks: ClusterMarks }

/** `interrupted`: a process of ours ended in the middle of creating it. */
export function judgeStanding(sighting: ClusterSighting, wanted: WantedCluster, interrupted: boolean): Standing {
  const { network, nodes } = sighting
  const stranger = strangerIn(sighting)
  if (stranger !== undefined) return { kind: 'foreign', what: stranger }
  if (nodes.length === 0) return { kind: 'absent' }
  const marks = network && marksFrom(network.labels)
  if (nodes.some((node) => node.state === 'created') || (interrupted && !nodes.every(isUp))) return { kind: 'unfinished' }
  const missing = missingIn(sighting, marks)
  if (missing !== undefined || marks === undefined) return interrupted ? { kind: 'unfinished' } : { kind: 'incomplete', missing: missing ?? sighting.name }
  const reason = whyOutdated(marks, wanted)
  return reason === undefined ? { kind: activityOf(nodes), marks } : { kind: 'outdated', marks, reason }
}

/** Ours is what is on a network with our marks. A node whose network was pruned away still names it. */
function strangerIn({ name, network, nodes }: ClusterSighting): string | undefined {
  if (network !== undefined && marksFrom(network.labels)?.cluster !== name) return network.name
  return nodes.find((node) => !(name in node.networks))?.name
}

function missingIn({ name, network, nodes }: ClusterSighting, marks: ClusterMarks | undefined): string | undefined {
  if (network === undefined) return name
  if (!nodes.some(isControlPlane)) return `${name}-control-plane`
  return marks !== undefined && nodes.length < marks.nodes ? `${name}-worker` : undefined
}

function activityOf(nodes: readonly ContainerFacts[]): 'paused' | 'stopped' | 'running' {
  if (nodes.some((node) => node.state === 'paused')) return 'paused'
  return nodes.every(isUp) ? 'running' : 'stopped'
}

const isUp = (node: ContainerFacts): boolean => node.state === 'running'

/** Why a cluster can only be made anew, which loses what is in it: that is for a person to say. */
export function worthRecreating(name: string, standing: Extract<Standing, { kind: 'incomplete' | 'outdated' }>): Problem {
  const fixes: Problem['fixes'] = [{ kind: 'action', action: 'recreate-cluster' }]
  if (standing.kind === 'incomplete') return { code: 'cluster-incomplete', params: { name, missing: standing.missing }, fixes }
  return { code: 'cluster-outdated', params: { name, reason: standing.reason }, fixes }
}
