import { aDeployment, eventually, make, webContainer, type Smoke } from '../smoke.ts'

const metrics = '/api/v1/namespaces/kube-system/services/kube-state-metrics:8080/proxy/metrics'

/** It tells how many replicas somebody wants, and lets go of what has gone. It does not read Secrets. */
export const kubeStateMetrics: Smoke = {
  async run(place) {
    const { kube, namespace, signal } = place
    const lines = async (): Promise<readonly string[]> => (await kube.get(metrics, signal)).split('\n').filter((line) => line.includes(`namespace="${namespace}"`))
    const wanted = (count: number): string => `kube_deployment_spec_replicas{namespace="${namespace}",deployment="web"} ${count}`
    await make(place, aDeployment('web', webContainer, { replicas: 2 }))
    await eventually(place, 'the replicas that are wanted', async () => ((await lines()).includes(wanted(2)) ? true : { notYet: (await lines()).join('; ').slice(0, 300) }))
    if ((await kube.get(metrics, signal)).includes('kube_secret_')) throw new Error('it tells of Secrets')
    await kube.delete({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace })
    await eventually(place, 'nothing of a Deployment that has gone', async () => ((await lines()).every((line) => !line.startsWith('kube_deployment_')) ? true : { notYet: 'it is still told of' }))
  },
}
