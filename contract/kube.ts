/** Any object of the cluster as JSON. Only what every object has is typed; the rest is read where it is needed. */
export interface KubeObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: ObjectMeta
  readonly [field: string]: unknown
}

export interface ObjectMeta {
  readonly name: string
  readonly namespace?: string
  readonly uid?: string
  readonly resourceVersion?: string
  readonly generation?: number
  readonly creationTimestamp?: string
  readonly deletionTimestamp?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly ownerReferences?: readonly { readonly kind: string; readonly name: string; readonly uid: string; readonly controller?: boolean }[]
  readonly [field: string]: unknown
}

/** A kind of object, as YAML names it: `{ apiVersion: 'apps/v1', kind: 'Deployment' }`. */
export interface KindRef {
  readonly apiVersion: string
  readonly kind: string
}

/** `apps/v1/Deployment`: a kind as a map key. */
export function kindKey(ref: KindRef): string {
  return `${ref.apiVersion}/${ref.kind}`
}
