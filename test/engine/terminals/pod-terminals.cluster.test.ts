import { createPodTerminals } from '../../../engine/terminals/pod-terminals.ts'
import { connectRuntime, terminalImage, testCluster } from './on-cluster.ts'
import { loadShellImage, shellImage } from './shell-image.ts'
import { terminalHostContract } from './terminal-host-contract.ts'

terminalHostContract('Pods', async () => {
  const runtime = await connectRuntime()
  const { kube, node } = await testCluster(runtime)
  await loadShellImage(runtime, await terminalImage(runtime), node.name)
  const namespace = `kindlab-terminals-${process.pid}`
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' }
  await kube.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } })
  await kube.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } }).catch(() => {})
  return {
    newHost: async () => createPodTerminals({ kube, image: shellImage, namespaces: async () => [namespace] }),
    kubeconfig: () => 'apiVersion: v1\nkind: Config\n',
    count: async (attempt) => (await kube.list({ apiVersion: 'v1', kind: 'Pod' }, { namespace, labels: `dev.kindlab.attempt=${attempt}` })).filter(({ metadata }) => metadata.deletionTimestamp === undefined).length,
    sharesWorkspace: false,
    namespace,
    dispose: async () => {
      await kube.delete({ apiVersion: 'v1', kind: 'Namespace', name: namespace })
      kube.dispose()
    },
  }
})
