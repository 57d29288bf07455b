import type { KubeObject } from '../../../contract/kube.ts'
import type { Around } from '../../../engine/views/summaries/around.ts'

interface Parts {
  readonly apiVersion?: string
  readonly namespace?: string | undefined
  readonly labels?: Readonly<Record<string, string>>
  readonly owner?: KubeObject
  readonly [field: string]: unknown
}

/** `anObject('Service', 'web', { spec })`, in the namespace `shop` where it is not told otherwise. */
export function anObject(kind: string, name: string, { apiVersion = 'v1', labels, owner, metadata, ...rest }: Parts & { readonly metadata?: object } = {}): KubeObject {
  const { namespace = 'shop', ...fields } = rest
  const ownerReferences = owner === undefined ? [] : [{ apiVersion: owner.apiVersion, kind: owner.kind, name: owner.metadata.name, uid: owner.metadata.uid ?? '', controller: true }]
  return { ...fields, apiVersion, kind, metadata: { name, ...(namespace === null ? {} : { namespace }), uid: `uid-${kind}-${name}`, ...(labels && { labels }), ...(owner && { ownerReferences }), ...metadata } } as KubeObject
}

export const running = { containerStatuses: [{ name: 'main', ready: true, restartCount: 0, state: { running: {} } }], phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] }

export const aPod = (name: string, { status = running, spec = { containers: [{ name: 'main' }] }, ...rest }: Parts = {}): KubeObject => anObject('Pod', name, { ...rest, spec, status })

export const workload = (kind: string, name: string, rest: Parts = {}): KubeObject => anObject(kind, name, { apiVersion: kind.endsWith('Job') ? 'batch/v1' : 'apps/v1', ...rest })

/** These objects and no others, with all kinds to be seen but those named. */
export const around = (objects: readonly KubeObject[], unseen: readonly string[] = []): Around => ({
  objects: ({ kind }, namespace) => (unseen.includes(kind) ? undefined : objects.filter((one) => one.kind === kind && (one.metadata.namespace ?? '') === namespace)),
})
