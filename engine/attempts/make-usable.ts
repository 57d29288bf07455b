import type { KubeClient } from '../kube/kube-client.ts'
import { createOnce } from './learner-identity.ts'

/**
 * Without its `default` ServiceAccount a namespace refuses Pods, without `kube-root-ca.crt` they wait. Controllers make both within
 * a tenth of a second or, on a busy machine, several; whoever comes first makes the same, and they keep them right from then on.
 */
export async function makeUsable(kube: KubeClient, namespace: string): Promise<void> {
  const authority = { 'ca.crt': kube.access.authority }
  await Promise.all([
    createOnce(kube, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } }),
    createOnce(kube, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'kube-root-ca.crt', namespace }, data: authority }),
  ])
}
