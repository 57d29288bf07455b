import { createPodTerminals } from '../../../engine/terminals/pod-terminals.ts'
import { lendCluster } from '../cluster/kubeconfig-provider-lent.ts'
import { connectRuntime, terminalImage, testCluster } from './on-cluster.ts'
import { loadShellImage, shellImage } from './shell-image.ts'
import { terminalHostContract } from './terminal-host-contract.ts'

/** With the rights that a lent cluster gives, no more. */
terminalHostContract('Pods', async () => {
  const runtime = await connectRuntime()
  const { node } = await testCluster(runtime)
  await loadShellImage(runtime, await terminalImage(runtime), node.name)
  const namespace = `lent-terminals-${process.pid}`
  const cluster = await lendCluster(`lent-terminals-pool-${process.pid}`, [namespace])
  const kube = cluster.lent
  return {
    newHost: async () => createPodTerminals({ kube, image: shellImage, namespaces: async () => [namespace] }),
    kubeconfig: () => 'apiVersion: v1\nkind: Config\n',
    count: async (attempt) => {
      const pods = await kube.list({ apiVersion: 'v1', kind: 'Pod' }, { namespace, labels: `dev.kindlab.attempt=${attempt}` })
      return pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined).length
    },
    sharesWorkspace: false,
    namespace,
    dispose: async () => cluster[Symbol.asyncDispose](),
  }
})
