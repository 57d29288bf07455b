import type { KindRef, KubeObject } from '#contract/kube.ts'

/** What else is known around an object: undefined where a kind cannot be seen, so that its absence says nothing. */
export interface Around {
  objects(kind: KindRef, namespace: string): readonly KubeObject[] | undefined
}
