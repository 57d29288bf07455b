import type { KubeObject } from '#contract/kube.ts'
import type { ResourceFacts } from '../kube/kube-client.ts'
import { isOurs } from '../kube/kindlab-labels.ts'
import { nameAsPlaces } from './name-places.ts'
import { groupOf } from './policy-rules.ts'
import { strippedObject, without } from './stripped-object.ts'

/** Kinds whose objects tell or mirror, and are made by the cluster itself. */
const mirrors = new Set(['Event', 'EndpointSlice', 'Endpoints', 'Lease', 'ControllerRevision', 'PodMetrics'])

/** The kinds to look through for a checkpoint, each in one version. */
export function checkpointKinds(resources: readonly ResourceFacts[]): ResourceFacts[] {
  const usable = resources.filter(({ namespaced, kind, verbs }) => namespaced && !mirrors.has(kind) && verbs.includes('create') && verbs.includes('list'))
  return [...new Map(usable.toReversed().map((one) => [`${groupOf(one)}/${one.plural}`, one])).values()]
}

/**
 * What somebody wrote into a namespace, in the order in which it can be applied again, with places instead of the namespaces' names.
 * What a controller made of it is left out: it makes it again.
 */
export function checkpointObjects(objects: readonly KubeObject[], namespaces: Readonly<Record<string, string>>): KubeObject[] {
  const written = objects.filter((one) => !isMadeByCluster(one) && !isOurs(one) && one.metadata.deletionTimestamp === undefined)
  return written.toSorted((a, b) => turnOf(a) - turnOf(b)).map((one) => nameAsPlaces(portable(one), namespaces))
}

function isMadeByCluster({ kind, metadata, ...object }: KubeObject): boolean {
  if (metadata.ownerReferences?.some(({ controller }) => controller === true)) return true
  if (kind === 'ServiceAccount') return metadata.name === 'default'
  if (kind === 'ConfigMap') return metadata.name === 'kube-root-ca.crt'
  return kind === 'Secret' && object['type'] === 'kubernetes.io/service-account-token'
}

/** Others lean on these: a Pod needs its ServiceAccount at once and is the only one that is not asked about again. */
const firstKinds = ['ResourceQuota', 'LimitRange', 'ServiceAccount', 'Secret', 'ConfigMap', 'PersistentVolumeClaim', 'Role', 'RoleBinding', 'Service']

function turnOf({ kind }: KubeObject): number {
  const turn = firstKinds.indexOf(kind)
  return turn === -1 ? firstKinds.length : turn
}

/** Without what was given to this one object and cannot be had twice: addresses, a volume, a node, a Job's own selector. */
function portable(object: KubeObject): KubeObject {
  // `without` takes nothing that makes an object one.
  return withoutGiven(strippedObject(object)) as KubeObject
}

function withoutGiven(object: KubeObject): unknown {
  const bare = without(object, ['metadata', 'ownerReferences'], ['metadata', 'finalizers'], ['metadata', 'annotations', 'deployment.kubernetes.io/revision'])
  switch (object.kind) {
    case 'Service':
      return isHeadless(object) ? bare : without(bare, ['spec', 'clusterIP'], ['spec', 'clusterIPs'], ['spec', 'healthCheckNodePort'])
    case 'PersistentVolumeClaim':
      return without(bare, ['spec', 'volumeName'], ...claimAnnotations.map((name) => ['metadata', 'annotations', name]))
    case 'Pod':
      return withoutTokenVolume(without(bare, ['spec', 'nodeName']))
    case 'Job':
      return object['spec'] !== undefined && hasOwnSelector(object) ? bare : without(bare, ['spec', 'selector'], ...jobLabels)
    default:
      return bare
  }
}

const claimAnnotations = [
  'pv.kubernetes.io/bind-completed',
  'pv.kubernetes.io/bound-by-controller',
  'volume.beta.kubernetes.io/storage-provisioner',
  'volume.kubernetes.io/storage-provisioner',
  'volume.kubernetes.io/selected-node',
]

const jobLabels = ['controller-uid', 'job-name', 'batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-name'].flatMap((name) => [
  ['metadata', 'labels', name],
  ['spec', 'template', 'metadata', 'labels', name],
])

const isHeadless = ({ spec }: KubeObject): boolean => (spec as { readonly clusterIP?: string } | undefined)?.clusterIP === 'None'
const hasOwnSelector = ({ spec }: KubeObject): boolean => (spec as { readonly manualSelector?: boolean }).manualSelector === true

interface Named {
  readonly name: string
}
interface PodSpec {
  readonly volumes?: readonly Named[]
  readonly containers?: readonly { readonly volumeMounts?: readonly Named[] }[]
  readonly initContainers?: readonly { readonly volumeMounts?: readonly Named[] }[]
}

const isTokenVolume = ({ name }: Named): boolean => name.startsWith('kube-api-access-')

/** Every Pod is given its ServiceAccount's token as a volume of a random name when it is made. */
function withoutTokenVolume(pod: unknown): unknown {
  const { spec, ...rest } = pod as { readonly spec: PodSpec }
  const mounts = <C extends { readonly volumeMounts?: readonly Named[] }>(container: C): C =>
    container.volumeMounts === undefined ? container : { ...container, volumeMounts: container.volumeMounts.filter((one) => !isTokenVolume(one)) }
  const kept = {
    ...spec,
    ...(spec.volumes === undefined ? {} : { volumes: spec.volumes.filter((one) => !isTokenVolume(one)) }),
    ...(spec.containers === undefined ? {} : { containers: spec.containers.map(mounts) }),
    ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(mounts) }),
  }
  return { ...rest, spec: kept }
}
