import { z } from 'zod'
import type { ClusterState } from '#contract/cluster.ts'
import type { LabImage } from '#contract/lab-summary.ts'
import { readNodeRecipe } from './images/node-recipe.ts'
import type { KubeClient } from './kube/kube-client.ts'
import { lookupName, parseReference, registryOf } from './runtime/image-reference.ts'

/** What is known of the images inside the nodes. */
export interface NodeImages {
  /** Size by full name; undefined where only the name is known. */
  readonly images: ReadonlyMap<string, number | undefined>
  /** Whether an image that is not among them is surely not there. */
  readonly isWhole: boolean
}

/** A kubelet tells of no more images than these, the largest (`nodeStatusMaxImages`). */
const mostTold = 50

/** Longer than this nobody waits for a catalogue. */
const patience = 2_000

const nodeSchema = z.object({ status: z.object({ images: z.array(z.object({ names: z.array(z.string()).nullish(), sizeBytes: z.number().optional() })).default([]) }) })

/** As the nodes tell it; of a cluster that cannot be asked, what its node image brings along. Undefined where nobody knows. */
export async function nodeImages(cluster: ClusterState, kube: KubeClient | undefined): Promise<NodeImages | undefined> {
  const told = cluster.kind === 'ready' && kube !== undefined ? await askNodes(kube).catch(() => undefined) : undefined
  return told ?? broughtAlong(cluster)
}

async function askNodes(kube: KubeClient): Promise<NodeImages> {
  const nodes = await kube.with({ signal: AbortSignal.timeout(patience) }).list({ apiVersion: 'v1', kind: 'Node' })
  return inEveryNode(nodes.map((node) => nodeSchema.parse(node).status.images))
}

type ToldImages = z.infer<typeof nodeSchema>['status']['images']

/** A Pod may land on any node: an image is there when all of them have it. */
export function inEveryNode(nodes: readonly ToldImages[]): NodeImages {
  const [first = new Map<string, number | undefined>(), ...rest] = nodes.map((images) => new Map(images.flatMap(({ names, sizeBytes }) => (names ?? []).map((name) => [fullName(name), sizeBytes]))))
  const everywhere = [...first].filter(([name]) => rest.every((others) => others.has(name)))
  return { images: new Map(everywhere), isWhole: nodes.length > 0 && nodes.every((images) => images.length < mostTold) }
}

function broughtAlong(cluster: ClusterState): NodeImages | undefined {
  if (!('cluster' in cluster) || cluster.cluster.image !== 'built') return undefined
  const references = readNodeRecipe().images.flatMap((image) => image.references)
  return { images: new Map(references.map((reference) => [fullName(reference), undefined])), isWhole: false }
}

export function labImage(reference: string, known: NodeImages | undefined): LabImage {
  const name = fullName(reference)
  if (known?.images.has(name) !== true) return { reference, presence: known?.isWhole === true ? 'missing' : 'unknown' }
  const bytes = known.images.get(name)
  return { reference, presence: 'in-nodes', ...(bytes === undefined ? {} : { bytes }) }
}

/** As containerd keeps it: `nginx:1.29` is `docker.io/library/nginx:1.29`. */
export function fullName(reference: string): string {
  const parsed = parseReference(reference)
  const name = lookupName(parsed)
  if (registryOf(parsed) !== 'docker.io' || name.startsWith('docker.io/')) return name
  return `docker.io/${parsed.repository.includes('/') ? '' : 'library/'}${name}`
}
