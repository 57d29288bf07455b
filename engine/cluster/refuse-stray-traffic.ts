import type { Progress } from '#contract/progress.ts'
import type { ContainerRuntime } from '../runtime/container-runtime.ts'
import { kindClusterLabel } from './cluster-marks.ts'

/** kind's range of Service addresses, unless a configuration names another; ours names none. */
const serviceAddresses = '10.96.0.0/16'

/**
 * kube-proxy turns what is meant for a Service into traffic for one of its Pods before the filter sees it. What still goes
 * to a Service's address there has no such port, or nobody behind it. It must not leave the cluster by the default route:
 * on a network that answers for any address, a call to a port that no Service has would succeed.
 * The rules go with the node's network, so they are looked for whenever a cluster comes up.
 */
const refuseInNode = `
for chain in FORWARD OUTPUT; do
  iptables -w 5 -C $chain -d ${serviceAddresses} -j REJECT 2>/dev/null || iptables -w 5 -I $chain -d ${serviceAddresses} -j REJECT || exit 1
done`

/** Has every node refuse traffic to Service addresses that no Service takes. A node that cannot is told of, and goes on. */
export async function refuseStrayTraffic(runtime: ContainerRuntime, cluster: string, progress: Progress): Promise<void> {
  const nodes = await runtime.containers({ [kindClusterLabel]: cluster })
  await Promise.all(
    nodes.map(async ({ id, name }) => {
      const { exitCode, stderr } = await runtime.exec(id, ['sh', '-c', refuseInNode])
      if (exitCode !== 0) progress.log(`${name} lets traffic to unused Service addresses out of the cluster: ${stderr.trim()}`)
    }),
  )
}
