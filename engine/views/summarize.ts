import type { KubeObject } from '#contract/kube.ts'
import { objectId, type Fact, type ObjectSummary } from '#contract/views.ts'
import type { Claim, NetworkPolicy, Pod } from '../diagnosis/shapes.ts'
import { refOf } from '../kube/ref-of.ts'
import type { Around } from './summaries/around.ts'
import { factIf, ingressStanding, policyStanding, serviceStanding, sliceStanding } from './summaries/network-status.ts'
import { bindingStanding, claimStanding, dataStanding, nodeStanding, phaseStanding, plainStanding, roleStanding, scalerStanding } from './summaries/other-status.ts'
import { podStatus } from './summaries/pod-status.ts'
import { cronJobStanding, daemonStanding, jobStanding, replicasStanding, type Standing } from './summaries/workload-status.ts'
import type { Ingress, Scaler, ServiceParts, Slice, UsingPodSpec, WithConditions, WithData, Workload } from './view-shapes.ts'

/** An object in one line. Pure, and never throws: what is not shaped as its kind is told plainly. */
export function summarize(object: KubeObject, around: Around): ObjectSummary {
  const { metadata } = object
  const ref = refOf(object)
  const owner = ownerOf(object)
  const standing = standingOf(object, around)
  return {
    ...ref,
    id: objectId(ref),
    uid: metadata.uid ?? '',
    ...(metadata.creationTimestamp === undefined ? {} : { madeAt: Date.parse(metadata.creationTimestamp) }),
    ...(owner === undefined ? {} : { owner }),
    facts: [],
    ...standing,
    ...(metadata.deletionTimestamp === undefined ? {} : { status: { word: 'Terminating', tone: 'under-way' } }),
  }
}

/** Whether an object's line depends on others. */
export const isSummaryAlone = ({ kind }: KubeObject): boolean => kind !== 'Service'

export function ownerOf({ metadata }: KubeObject): string | undefined {
  // The API server requires apiVersion of every owner reference.
  const owners = (metadata.ownerReferences ?? []) as unknown as readonly OwnerReference[]
  const owner = owners.find(({ controller }) => controller === true) ?? owners[0]
  return owner && objectId({ apiVersion: owner.apiVersion, kind: owner.kind, name: owner.name, ...(metadata.namespace === undefined || owner.kind === 'Node' ? {} : { namespace: metadata.namespace }) })
}

interface OwnerReference {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly controller?: boolean
}

function standingOf(object: KubeObject, around: Around): Standing {
  try {
    return standings[object.kind]?.(object, around) ?? plainStanding(object)
  } catch {
    return { status: { word: '', tone: 'neutral' } }
  }
}

/** Objects of a kind have its shape; see view-shapes.ts. */
const standings: Readonly<Record<string, (object: KubeObject, around: Around) => Standing>> = {
  Pod: (pod) => podStanding(pod as Pod),
  Deployment: (workload) => withImages(replicasStanding(workload as Workload), workload as Workload),
  ReplicaSet: (workload) => withImages(replicasStanding(workload as Workload), workload as Workload),
  StatefulSet: (workload) => withImages(replicasStanding(workload as Workload), workload as Workload),
  DaemonSet: (workload) => withImages(daemonStanding(workload as Workload), workload as Workload),
  Job: (job) => withImages(jobStanding(job as Workload), job as Workload),
  CronJob: (job) => cronJobStanding(job as Workload),
  Service: (service, around) => serviceStanding(service as ServiceParts, around),
  EndpointSlice: (slice) => sliceStanding(slice as Slice),
  Ingress: (ingress) => ingressStanding(ingress as Ingress),
  NetworkPolicy: (policy) => policyStanding(policy as NetworkPolicy),
  ConfigMap: (config) => dataStanding(config as WithData),
  Secret: (secret) => dataStanding(secret as WithData),
  PersistentVolumeClaim: (claim) => claimStanding(claim as Claim),
  PersistentVolume: phaseStanding,
  HorizontalPodAutoscaler: (scaler) => scalerStanding(scaler as Scaler),
  Node: (node) => nodeStanding(node as WithConditions),
  Namespace: phaseStanding,
  Role: roleStanding,
  ClusterRole: roleStanding,
  RoleBinding: bindingStanding,
  ClusterRoleBinding: bindingStanding,
}

function podStanding(pod: Pod): Standing {
  const statuses = pod.status?.containerStatuses ?? []
  const restarts = [...statuses, ...(pod.status?.initContainerStatuses ?? [])].reduce((sum, { restartCount = 0 }) => sum + restartCount, 0)
  const ready = { are: statuses.filter((one) => one.ready === true).length, of: pod.spec?.containers?.length ?? statuses.length }
  // Its own address, and where it runs: what kubectl shows with -o wide.
  const { podIP = '' } = (pod.status ?? {}) as { readonly podIP?: string }
  const { nodeName = '' } = (pod.spec ?? {}) as UsingPodSpec
  return { status: podStatus(pod), ready, restarts, facts: [...factIf('address', podIP), ...factIf('node', nodeName)] }
}

function withImages(standing: Standing, { spec, kind, metadata }: Workload): Standing {
  const images = (spec?.template?.spec?.containers ?? []).flatMap(({ image }) => image ?? [])
  const revision = kind === 'ReplicaSet' ? (metadata.annotations?.['deployment.kubernetes.io/revision'] ?? '') : ''
  const facts: readonly Fact[] = [...factIf('image', images.join(', ')), ...factIf('revision', revision)]
  return { ...standing, facts }
}
