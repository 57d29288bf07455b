import { kindKey, type KindRef, type KubeObject } from '#contract/kube.ts'

/** Kinds that only Kubernetes' own controllers write. */
const controllerKinds = new Set([
  'v1/Endpoints',
  'v1/Event',
  'events.k8s.io/v1/Event',
  'discovery.k8s.io/v1/EndpointSlice',
  'coordination.k8s.io/v1/Lease',
  'apps/v1/ControllerRevision',
])

const serverMetadata = new Set(['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'ownerReferences', 'managedFields', 'selfLink'])

/** Fields of a spec that the cluster fills in when the learner does not. */
const filledIn: Readonly<Record<string, readonly string[]>> = {
  'v1/Pod': ['nodeName'],
  'v1/Service': ['clusterIP', 'clusterIPs'],
  'v1/PersistentVolumeClaim': ['volumeName'],
}

/**
 * Whether a learner's own manifest says what this field is. A difference there is `wrong`; everywhere else
 * (status, what the server or a controller writes, objects that a controller owns) it is `not-yet`.
 */
export function isWrittenByLearner(object: KubeObject, fields: readonly string[]): boolean {
  if (isLedByController(object)) return false
  const [first, second = ''] = fields
  if (first === 'status') return false
  if (first === 'metadata') return !serverMetadata.has(second)
  return !(first === 'spec' && (filledIn[kindKey(object)] ?? []).includes(second))
}

function isLedByController(object: KubeObject): boolean {
  const owners: unknown = object.metadata.ownerReferences
  // Typed by us, but sent by the cluster: a custom API server may put anything there.
  const isLed = Array.isArray(owners) && owners.some((owner: { readonly controller?: unknown } | null) => owner?.controller === true)
  return controllerKinds.has(kindKey(object satisfies KindRef)) || isLed
}
