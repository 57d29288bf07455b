import type { Lab } from '#contract/lab.ts'
import type { Progress } from '#contract/progress.ts'
import type { NamespaceSource } from '../cluster/namespace-source.ts'
import type { KubeClient } from '../kube/kube-client.ts'
import { fillTemplate } from '../packs/fill-template.ts'
import { namespacesOf } from '../packs/lab-names.ts'
import type { LoadedLab } from '../packs/pack-store.ts'
import { applyManifests } from './apply-manifests.ts'
import type { AttemptFolder } from './attempt-folder.ts'
import type { StartedEvent } from './attempt-event.ts'
import { clusterIdentity, restoreBaseline, takeBaseline } from './cluster-baseline.ts'
import type { AttemptRights, Grant } from './grant-rights.ts'
import { label } from '../kube/kindlab-labels.ts'
import type { StaticPods } from '../terminals/static-pods.ts'

export interface PlacingTools {
  readonly kube: KubeClient
  /** Where attempts may work on nodes. */
  readonly nodes?: StaticPods
  readonly rights: AttemptRights
  readonly source: NamespaceSource
  readonly folder: AttemptFolder
}

export interface Placing {
  readonly started: StartedEvent
  readonly loaded: LoadedLab
  readonly round: number
  /** The last step whose work is to be there again; undefined for a beginning from the start. */
  readonly restore: string | undefined
  /** The namespaces that the new ones take over from. */
  readonly former: readonly string[]
  /** Takes along who works in them, once the new ones are filled. */
  readonly follow: (namespaces: Namespaces) => Promise<void>
}

export type Namespaces = Readonly<Record<string, string>>

/**
 * Makes a set of namespaces in which an attempt can go on: with the learner's rights, the cluster around them as it was when the
 * attempt began, and in them what the lab starts with or what the learner had made. Leaves nothing if it fails.
 */
export async function placeAttempt(tools: PlacingTools, placing: Placing, progress: Progress): Promise<Namespaces> {
  progress.step('attempt-namespaces')
  const around = settleAround(tools, placing, progress)
  // It is awaited below, after what may fail first.
  around.catch(() => {})
  const namespaces = await claimAll(tools.source, placing, progress.signal).catch((error: unknown) => around.then(() => Promise.reject(error)))
  try {
    progress.step('attempt-rights')
    const granting = tools.rights.grantNamespaces(grantFor(placing, progress), Object.values(namespaces))
    await Promise.all([granting, mayTouchCluster(placing.loaded.lab) ? around : undefined])
    progress.step(placing.restore === undefined ? 'attempt-manifests' : 'attempt-restore')
    await Promise.all([fillNamespaces(tools, placing, namespaces, progress.signal).then(() => placing.follow(namespaces)), around])
    return namespaces
  } catch (error) {
    await around.catch(() => {})
    await releaseAll(tools.source, Object.values(namespaces))
    throw error
  }
}

/** What goes on beside the namespaces. Where start manifests may make objects of no namespace, they come after it. */
async function settleAround(tools: PlacingTools, placing: Placing, progress: Progress): Promise<void> {
  const isFirst = placing.former.length === 0
  await Promise.all([
    isFirst ? tools.rights.grantAttempt(grantFor(placing, progress)) : undefined,
    tools.rights.isClusterOurs ? settleCluster(tools, placing.loaded.lab, progress) : undefined,
    mayTouchNodes(placing.loaded.lab) ? tools.nodes?.settle(placing.started.id) : undefined,
    makeRoom(tools.kube, placing.former),
  ])
}

function grantFor({ started, loaded }: Placing, { signal }: Progress): Grant {
  return { attempt: started.id, labels: attemptLabels(started), lab: loaded.lab, signal }
}

/** What is written there makes Pods without anybody asked. */
export const mayTouchNodes = ({ needs }: Lab): boolean => needs.includes('node-shell')

const mayTouchCluster = ({ needs }: Lab): boolean => needs.includes('cluster-scope') || needs.includes('nodes')

export async function releaseAll(source: NamespaceSource, namespaces: readonly string[]): Promise<void> {
  await Promise.all(namespaces.map((namespace) => source.release(namespace)))
}

export const attemptLabels = ({ id, pack, lab }: Pick<StartedEvent, 'id' | 'pack' | 'lab'>): Record<string, string> => ({
  [label.attempt]: id,
  [label.pack]: pack,
  [label.lab]: lab,
})

/** All or none; those that a failed claim left are found by what the source holds. */
async function claimAll(source: NamespaceSource, { started, loaded, round }: Placing, signal: AbortSignal): Promise<Namespaces> {
  const { id: attempt, pack, lab } = started
  const claims = namespacesOf(loaded.lab).map(async (alias) => {
    const name = await source.claim({ attempt, pack, lab, alias, round, podSecurity: loaded.lab.podSecurity, signal })
    return [alias, name] as const
  })
  const settled = await Promise.allSettled(claims)
  const failed = settled.find((one) => one.status === 'rejected')
  const claimed = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  if (failed === undefined) return Object.fromEntries(claimed)
  await releaseAll(
    source,
    claimed.map(([, name]) => name),
  )
  throw failed.reason
}

/** The first time, or on another cluster than before, remembers what belongs to no namespace; from then on puts it back. */
async function settleCluster({ kube, folder }: PlacingTools, lab: Lab, progress: Progress): Promise<void> {
  const calls = kube.with({ signal: progress.signal })
  const baseline = await folder.baseline()
  if (baseline === undefined || baseline.cluster !== (await clusterIdentity(calls))) return folder.keepBaseline(await takeBaseline(calls))
  const left = await restoreBaseline(calls, baseline, { deletesNamespaces: mayMakeNamespaces(lab) })
  if (left.length > 0) progress.log(`still different from when the attempt began: ${JSON.stringify(left.map(nameOf)).slice(0, 1000)}`)
}

function nameOf(difference: Awaited<ReturnType<typeof restoreBaseline>>[number]): string {
  return difference.kind === 'delete' ? `${difference.ref.kind} ${difference.ref.name}` : `${difference.object.kind} ${difference.object.metadata.name}`
}

const mayMakeNamespaces = ({ scope, needs, extraRules }: Lab): boolean => scope === 'cluster' || (needs.includes('cluster-scope') && extraRules.some(({ resources }) => resources.includes('namespaces')))

/** What two sets of namespaces cannot have at the same time: a node's port belongs to one Service until that is gone. */
async function makeRoom(kube: KubeClient, former: readonly string[]): Promise<void> {
  const services = await Promise.all(former.map((namespace) => kube.list({ apiVersion: 'v1', kind: 'Service' }, { namespace })))
  const withPorts = services.flat().filter((service) => JSON.stringify(service['spec'] ?? {}).includes('"nodePort"'))
  await Promise.all(withPorts.map(({ apiVersion, kind, metadata }) => kube.delete({ apiVersion, kind, name: metadata.name, namespace: metadata.namespace ?? '' })))
}

async function fillNamespaces({ rights, folder }: PlacingTools, { started, loaded, restore }: Placing, namespaces: Namespaces, signal: AbortSignal): Promise<void> {
  const checkpoint = restore === undefined ? undefined : await folder.checkpoint(restore)
  if (checkpoint === undefined) {
    const objects = fillTemplate(loaded.start, { ns: namespaces, vars: started.vars })
    return applyManifests(rights.asStarter(started.id), objects, { namespaces, signal, source: 'start/' })
  }
  const objects = fillTemplate(checkpoint.objects, { ns: namespaces, vars: {} })
  return applyManifests(rights.asLearner(started.id), objects, { namespaces, signal, source: `checkpoints/${restore}` })
}
