import type { ContainerFacts, ContainerRuntime } from '../runtime/container-runtime.ts'

/**
 * The freezer stops every process but not the clock. Woken together with the rest,
 * - a kubelet would find that it has not heard of its container runtime for longer than it allows, and call its node not ready;
 * - the controller manager would find that no node has renewed its Lease, call the nodes lost and their Pods not ready.
 * So both are held by a signal before the freeze and let go one after the other after it; a kubelet that was held for too long
 * is replaced by a new one, which asks its runtime before it reports. Pods do not notice either.
 *
 * A watchdog in the node lets both go after thirty seconds of being awake, should nobody else: it counts in steps, as a
 * frozen step is one step only. So `docker unpause` by hand, or our own death, costs half a minute and not the cluster.
 */
export async function holdNodes(runtime: ContainerRuntime, nodes: readonly ContainerFacts[]): Promise<void> {
  await onEach(runtime, nodes, hold)
}

/** Lets the kubelets go, so that they renew their nodes' Leases. */
export async function releaseKubelets(runtime: ContainerRuntime, nodes: readonly ContainerFacts[]): Promise<void> {
  await onEach(runtime, nodes, releaseKubelet)
}

/** The last of letting go: the controller manager may look at the nodes again. */
export async function releaseControllers(runtime: ContainerRuntime, nodes: readonly ContainerFacts[]): Promise<void> {
  await onEach(runtime, nodes, releaseController)
}

/** `pkill -x` compares the 15 characters that Linux keeps of a name. */
const controller = 'kube-controller'

const hold = `
date +%s > /run/kindlab-held
setsid sh -c 'for i in $(seq 30); do sleep 1; done; pkill -CONT -x kubelet; pkill -CONT -x ${controller}' < /dev/null > /dev/null 2>&1 &
echo $! > /run/kindlab-watchdog
pkill -STOP -x kubelet
pkill -STOP -x ${controller}
true`

/** A kubelet asks its runtime every 5 s and allows it 30 s. */
const releaseKubelet = `
now=$(date +%s)
held=$((now - $(cat /run/kindlab-held 2> /dev/null || echo $now)))
if [ $held -lt 25 ]; then pkill -CONT -x kubelet; else pkill -KILL -x kubelet; systemctl restart kubelet; fi
true`

const releaseController = `
pkill -CONT -x ${controller}
kill $(cat /run/kindlab-watchdog 2> /dev/null) 2> /dev/null
rm -f /run/kindlab-held /run/kindlab-watchdog`

async function onEach(runtime: ContainerRuntime, nodes: readonly ContainerFacts[], script: string): Promise<void> {
  await Promise.all(nodes.map(({ id }) => runtime.exec(id, ['sh', '-c', script])))
}
