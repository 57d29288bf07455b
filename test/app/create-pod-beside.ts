import { connectToCluster } from '../engine/watch/on-cluster.ts'

/** Makes a Pod in an open attempt of a lab, as somebody beside the learner: what happens while Kindlab is not there to see it. */
export async function createPodBeside(lab: string, name: string): Promise<void> {
  const kube = await connectToCluster()
  const namespaces = await kube.list({ apiVersion: 'v1', kind: 'Namespace' })
  const namespace = namespaces.find(({ metadata }) => metadata.name?.startsWith(`${lab}-main-`) && metadata.deletionTimestamp === undefined)?.metadata.name
  if (namespace === undefined) throw new Error(`no attempt of ${lab} has a namespace`)
  const container = { name: 'main', image: 'registry.k8s.io/e2e-test-images/agnhost:2.66.1', args: ['netexec'] }
  await kube.create({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace }, spec: { containers: [container] } })
}
