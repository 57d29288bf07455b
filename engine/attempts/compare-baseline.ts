import { kindKey, type KubeObject } from '#contract/kube.ts'
import type { NamedRef } from '../kube/kube-client.ts'
import { canonicalJson } from './canonical-json.ts'
import { isOurs } from '../kube/kindlab-labels.ts'
import { strippedObject, without } from './stripped-object.ts'

/** Every object of the cluster that belongs to no namespace, as it was when an attempt began. */
export interface Baseline {
  /** Of which cluster: the uid of its `kube-system`. A baseline says nothing about any other. */
  readonly cluster: string
  readonly objects: readonly KubeObject[]
}

/** One thing to do so that the cluster equals the baseline again. */
export type Restoration =
  | { readonly kind: 'delete'; readonly ref: NamedRef }
  | { readonly kind: 'put-back'; readonly object: KubeObject; readonly resourceVersion: string }
  | { readonly kind: 'create'; readonly object: KubeObject }

/** Kinds whose objects come, go and change by themselves as a cluster works. */
const volatileKinds = new Set([
  'Event',
  'Lease',
  'ComponentStatus',
  'CSINode',
  'IPAddress',
  'LeaseCandidate',
  'NodeMetrics',
  'ResourceSlice',
  'StorageVersion',
  'StorageVersionMigration',
  'VolumeAttachment',
])

export const isVolatileKind = (kind: string): boolean => volatileKinds.has(kind)

/** What differs between the cluster as it is and as it was, in the order in which to put it right: what is too much goes first. */
export function compareWithBaseline(baseline: Baseline, present: readonly KubeObject[], deletesNamespaces = false): Restoration[] {
  const before = indexed(baseline.objects)
  const now = indexed(present)
  const added = [...now].filter(([key, object]) => !before.has(key) && mayDelete(object, deletesNamespaces)).map(([, object]) => deletion(object))
  const changed = [...now].flatMap(([key, object]) => putBack(before.get(key), object))
  const missing = [...before].filter(([key, object]) => !now.has(key) && mayCreate(object)).map(([, object]) => creation(object))
  return [...added, ...changed, ...missing]
}

/** The part of an object that a baseline holds and compares; undefined for those that are none of its business. */
export function baselineObject(object: KubeObject): KubeObject | undefined {
  if (isVolatileKind(object.kind) || isOurs(object) || isSelfMade(object)) return undefined
  if (object.kind === 'Node') return nodeForBaseline(object)
  return object['aggregationRule'] === undefined ? strippedObject(object) : withoutCollectedRules(object)
}

function indexed(objects: readonly KubeObject[]): ReadonlyMap<string, KubeObject> {
  return new Map(objects.filter((one) => baselineObject(one) !== undefined).map((one) => [`${kindKey(one)}/${one.metadata.name}`, one]))
}

function putBack(before: KubeObject | undefined, now: KubeObject): Restoration[] {
  if (before === undefined || now.metadata.deletionTimestamp !== undefined || contentOf(before) === contentOf(now)) return []
  return [{ kind: 'put-back', object: before, resourceVersion: now.metadata.resourceVersion ?? '' }]
}

const contentOf = (object: KubeObject): string => canonicalJson(baselineObject(object))
const creation = (object: KubeObject): Restoration => ({ kind: 'create', object: strippedObject(object) })

function deletion({ apiVersion, kind, metadata }: KubeObject): Restoration {
  return { kind: 'delete', ref: { apiVersion, kind, name: metadata.name } }
}

/** A controller collects them from other roles, which come and go with components. */
function withoutCollectedRules(role: KubeObject): KubeObject {
  return without(strippedObject(role), ['rules']) as KubeObject
}

/** A Node's other fields and annotations are its kubelet's and the controllers' own. */
function nodeForBaseline(node: KubeObject): KubeObject {
  const { taints = [], unschedulable = false } = (node['spec'] ?? {}) as { readonly taints?: readonly { readonly key: string }[]; readonly unschedulable?: boolean }
  const { name, labels = {} } = node.metadata
  const spec = { taints: taints.filter(({ key }) => !key.startsWith('node.kubernetes.io/')), unschedulable }
  return { apiVersion: node.apiVersion, kind: node.kind, metadata: { name, labels }, spec }
}

/** Made and kept by the control plane for other objects: an APIService of a CRD, a node's certificate request, a claim's volume. */
function isSelfMade(object: KubeObject): boolean {
  const { labels = {}, annotations = {} } = object.metadata
  if (object.kind === 'APIService') return labels['kube-aggregator.kubernetes.io/automanaged'] !== undefined
  if (object.kind === 'PersistentVolume') return annotations['pv.kubernetes.io/provisioned-by'] !== undefined
  if (object.kind === 'CertificateSigningRequest') return /^system:(node|bootstrap):/.test(String((object['spec'] as { readonly username?: string } | undefined)?.username))
  return false
}

/** A node is never ours to take away, and a namespace, which is a whole world, only where the attempt could have made it. */
function mayDelete({ kind, metadata }: KubeObject, deletesNamespaces: boolean): boolean {
  return metadata.deletionTimestamp === undefined && kind !== 'Node' && (kind !== 'Namespace' || deletesNamespaces)
}

/** What was lost with its contents (a namespace, a volume's claim, a node) does not come back by its name. */
const mayCreate = ({ kind }: KubeObject): boolean => !['Node', 'Namespace', 'CertificateSigningRequest'].includes(kind)

/** A deleted or replaced PersistentVolume must not point to the claim it had: that one has another uid by now. */
export function forCreation(object: KubeObject): KubeObject {
  if (object.kind !== 'PersistentVolume') return object
  return without(object, ['spec', 'claimRef', 'uid'], ['spec', 'claimRef', 'resourceVersion']) as KubeObject
}
