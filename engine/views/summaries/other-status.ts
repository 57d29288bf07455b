import type { KubeObject } from '#contract/kube.ts'
import type { Claim } from '../../diagnosis/shapes.ts'
import type { Scaler, WithConditions, WithData } from '../view-shapes.ts'
import { factIf } from './network-status.ts'
import type { Standing } from './workload-status.ts'

const neutral = (facts: Standing['facts'] = []): Standing => ({ status: { word: '', tone: 'neutral' }, facts })

/** ConfigMaps and Secrets: how many keys, and how much is in them. Never what. */
export function dataStanding(object: WithData): Standing {
  const sizes = sizesOf(object)
  const bytes = Object.values(sizes).reduce((sum, one) => sum + one, 0)
  return neutral([...factIf('type', object.type ?? ''), { name: 'keys', value: String(Object.keys(sizes).length) }, { name: 'size', value: `${bytes} B` }])
}

/** Bytes of each value, by key. */
export function sizesOf({ kind, data, binaryData }: WithData): Readonly<Record<string, number>> {
  const isEncoded = kind === 'Secret'
  const plain = Object.entries(data ?? {}).map(([key, value]) => [key, isEncoded ? Buffer.byteLength(value, 'base64') : Buffer.byteLength(value)] as const)
  return Object.fromEntries([...plain, ...Object.entries(binaryData ?? {}).map(([key, value]) => [key, Buffer.byteLength(value, 'base64')] as const)])
}

export function claimStanding(claim: Claim): Standing {
  const phase = claim.status?.phase ?? 'Pending'
  const { spec = {}, status = {} } = claim as { readonly spec?: { readonly volumeName?: string; readonly storageClassName?: string }; readonly status?: { readonly capacity?: { readonly storage?: string } } }
  const facts = [...factIf('size', status.capacity?.storage ?? ''), ...factIf('class', spec.storageClassName ?? ''), ...factIf('volume', spec.volumeName ?? '')]
  return { status: { word: phase, tone: phase === 'Bound' ? 'well' : phase === 'Pending' ? 'under-way' : 'broken' }, facts }
}

export function scalerStanding({ spec, status }: Scaler): Standing {
  const refused = status?.conditions?.find(({ type, status: is }) => (type === 'ScalingActive' || type === 'AbleToScale') && is === 'False')
  const target = spec?.scaleTargetRef
  const metrics = (spec?.metrics ?? []).flatMap(({ resource }) => (resource === undefined ? [] : [`${resource.name} ${usedOf(resource.name, status)}/${resource.target?.averageUtilization ?? '?'}%`]))
  const facts = [...factIf('target', target === undefined ? '' : `${target.kind}/${target.name}`), ...factIf('metrics', metrics.join(', ')), { name: 'replicas' as const, value: `${status?.currentReplicas ?? 0} (${spec?.minReplicas ?? 1}–${spec?.maxReplicas ?? 1})` }]
  // Scaled to nothing by hand it rests: that is no fault.
  const isResting = refused?.reason === 'ScalingDisabled'
  return { status: refused === undefined || isResting ? { word: isResting ? 'ScalingDisabled' : 'ScalingActive', tone: isResting ? 'neutral' : 'well' } : { word: refused.reason ?? 'Failed', tone: 'broken' }, facts }
}

function usedOf(name: string, status: Scaler['status']): string {
  const used = (status?.currentMetrics ?? []).find(({ resource }) => resource?.name === name)?.resource?.current?.averageUtilization
  return used === undefined ? '?' : String(used)
}

export function nodeStanding(node: WithConditions): Standing {
  const isReady = node.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') === true
  const { spec = {}, status = {} } = node as { readonly spec?: { readonly unschedulable?: boolean }; readonly status?: { readonly nodeInfo?: { readonly kubeletVersion?: string } } }
  const word = `${isReady ? 'Ready' : 'NotReady'}${spec.unschedulable === true ? ',SchedulingDisabled' : ''}`
  return { status: { word, tone: !isReady ? 'broken' : spec.unschedulable === true ? 'under-way' : 'well' }, facts: [...factIf('role', rolesOf(node)), ...factIf('version', status.nodeInfo?.kubeletVersion ?? '')] }
}

const rolesOf = ({ metadata }: KubeObject): string =>
  Object.keys(metadata.labels ?? {})
    .flatMap((key) => (key.startsWith('node-role.kubernetes.io/') ? [key.slice('node-role.kubernetes.io/'.length)] : []))
    .join(', ')

/** Namespaces, PersistentVolumes: one word of theirs says it. */
export function phaseStanding(object: KubeObject): Standing {
  const { phase = '' } = (object as { readonly status?: { readonly phase?: string } }).status ?? {}
  const tone = ['Active', 'Bound', 'Available'].includes(phase) ? 'well' : phase === 'Failed' || phase === 'Lost' ? 'broken' : phase === '' ? 'neutral' : 'under-way'
  return { status: { word: phase, tone } }
}

export function bindingStanding(binding: KubeObject): Standing {
  const { roleRef, subjects } = binding as { readonly roleRef?: { readonly kind: string; readonly name: string }; readonly subjects?: readonly { readonly kind: string; readonly name: string; readonly namespace?: string }[] | null }
  return neutral([...factIf('role', roleRef === undefined ? '' : `${roleRef.kind}/${roleRef.name}`), ...factIf('subjects', (subjects ?? []).map(({ kind, name }) => `${kind}/${name}`).join(', '))])
}

export function roleStanding(role: KubeObject): Standing {
  const { rules } = role as { readonly rules?: readonly object[] | null }
  return neutral([{ name: 'rules', value: String(rules?.length ?? 0) }])
}

/** Any other kind: whether it says that it is ready, in the condition that most controllers write. */
export function plainStanding(object: WithConditions): Standing {
  const conditions = object.status?.conditions
  const condition = Array.isArray(conditions) ? conditions.find(({ type }: { readonly type?: string }) => type !== undefined && telling.has(type)) : undefined
  if (condition === undefined) return phaseStanding(object)
  if (condition.status === 'True') return { status: { word: condition.type, tone: 'well' } }
  return { status: { word: condition.reason ?? `Not${condition.type}`, tone: condition.status === 'False' ? 'broken' : 'under-way' } }
}

const telling = new Set(['Ready', 'Available', 'Established', 'Succeeded', 'Healthy'])
