import type { KubeObject } from '#contract/kube.ts'

/** Why a Node is not Ready, in its kubelet's words; undefined when it is. */
export function whyNotReady(node: KubeObject): string | undefined {
  const ready = conditionsOf(node['status']).find(({ type }) => type === 'Ready')
  if (ready?.status === 'True') return undefined
  return `node ${node.metadata.name} is not Ready: ${typeof ready?.message === 'string' ? ready.message : 'it has not reported yet'}`
}

interface Condition {
  readonly type?: unknown
  readonly status?: unknown
  readonly message?: unknown
}

function conditionsOf(status: unknown): Condition[] {
  const conditions: unknown = typeof status === 'object' && status !== null && 'conditions' in status ? status.conditions : undefined
  return Array.isArray(conditions) ? conditions.filter((one): one is Condition => typeof one === 'object' && one !== null) : []
}

/** When a kubelet last renewed its Lease, milliseconds since the epoch. */
export function renewedAt(lease: KubeObject): number {
  const spec = lease['spec']
  const renewTime: unknown = typeof spec === 'object' && spec !== null && 'renewTime' in spec ? spec.renewTime : undefined
  return typeof renewTime === 'string' ? Date.parse(renewTime) : 0
}
