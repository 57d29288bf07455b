import type { Progress } from '#contract/progress.ts'
import { ProblemError } from '#contract/problem.ts'
import type { ContainerRuntime } from '../runtime/container-runtime.ts'
import { type ClusterMarks, kindClusterLabel } from './cluster-marks.ts'
import { pollUntil } from './poll-until.ts'

/**
 * A node counts as Ready as soon as it has a CNI configuration. kube-router writes the node's range into it, and makes the
 * bridge, a moment later; a Pod in between fails, and its kubelet tries again only after 12 seconds and more.
 */
export async function waitForPodNetwork(runtime: ContainerRuntime, marks: ClusterMarks, progress: Progress, within: number): Promise<void> {
  if (marks.image === 'official') return
  const nodes = await runtime.containers({ [kindClusterLabel]: marks.cluster })
  await pollUntil(async () => firstMissing(await Promise.all(nodes.map(async ({ id, name }) => ((await hasNetwork(runtime, id)) ? undefined : name)))), {
    signal: progress.signal,
    every: 150,
    within,
    otherwise: (lastSeen) => new ProblemError({ code: 'cluster-node-not-ready', params: { seconds: Math.round(within / 1000) }, detail: lastSeen }),
  })
}

/**
 * A Pod that failed in between leaves the bridge without a port, and so without a hardware address. The bridge plugin then
 * wants to fix that address of zeros, and fails, for every Pod that comes alone. So it is fixed here (3: NET_ADDR_SET).
 */
const configured = `
bridge=/sys/class/net/kube-bridge
grep -qs '"subnet"' /etc/cni/net.d/*.conflist && [ -e $bridge ] || exit 1
[ $(cat $bridge/addr_assign_type) = 3 ] || ip link set kube-bridge address $(sed s/00:00:00:00:00:00/0a:58:0a:f4:00:01/ $bridge/address)`

async function hasNetwork(runtime: ContainerRuntime, node: string): Promise<boolean> {
  return (await runtime.exec(node, ['sh', '-c', configured])).exitCode === 0
}

function firstMissing(nodes: readonly (string | undefined)[]): true | { readonly notYet: string } {
  const missing = nodes.find((name) => name !== undefined)
  return missing === undefined ? true : { notYet: `${missing} has no range of Pod addresses or no bridge yet` }
}
