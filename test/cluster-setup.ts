import { prepareCluster, removeCluster } from './gate/test-cluster.ts'

/** For tests that need the shared cluster: the gate has brought it up already; run by themselves, they bring it up and take it down. */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['KINDLAB_TEST_KUBECONFIG'] !== undefined) return undefined
  const { passed, impossible } = await prepareCluster()
  if (passed === 0) throw new Error(impossible ?? 'the test cluster did not come up')
  return removeCluster
}
