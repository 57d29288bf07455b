import type { KubeClient } from '../kube/kube-client.ts'
import { isNotFound } from '../kube/kube-error.ts'
import { type ClusterMarks, labelsFor } from './cluster-marks.ts'

const namespace = 'kube-system'
const name = 'kindlab'

/** The last thing that provisioning writes: a cluster that has it was made to its end. */
export async function markFinished(client: KubeClient, marks: ClusterMarks): Promise<void> {
  const labels = { 'app.kubernetes.io/managed-by': 'kindlab' }
  await client.apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace, labels }, data: labelsFor(marks) }, { fieldManager: 'kindlab', force: true })
}

/** One request, without discovery: it is asked at every start. */
export async function isFinished(client: KubeClient, signal: AbortSignal): Promise<boolean> {
  try {
    await client.get(`/api/v1/namespaces/${namespace}/configmaps/${name}`, signal)
    return true
  } catch (error) {
    if (isNotFound(error)) return false
    throw error
  }
}
