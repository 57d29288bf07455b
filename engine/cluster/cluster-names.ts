import type { Progress } from '#contract/progress.ts'
import type { KubeObject } from '#contract/kube.ts'
import type { KubeClient } from '../kube/kube-client.ts'
import { pollOrTell } from './poll-until.ts'

/**
 * kubeadm has CoreDNS asked every ten seconds whether it is ready; the first answer is always no, so that a new cluster knows
 * no names for that long. Asked every second, it is ready about two seconds after its node.
 * Best before the node is: then no Pod of it runs yet that would be replaced.
 */
export async function hastenNames(client: KubeClient): Promise<void> {
  await client.apply(askedEverySecond, { fieldManager: 'kindlab', force: true })
}

const askedEverySecond: KubeObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'coredns', namespace: 'kube-system' },
  spec: { template: { spec: { containers: [{ name: 'coredns', readinessProbe: { periodSeconds: 1 } }] } } },
}

const patience = 30_000

/** Until names are answered in Pods. Where that stays out the cluster is still one to work in, so it is only told. */
export async function waitForNames(client: KubeClient, progress: Progress): Promise<void> {
  await pollOrTell(async () => ((await areAnswered(client)) ? true : { notYet: 'CoreDNS is not ready' }), {
    signal: progress.signal,
    every: 100,
    within: patience,
    tell: (lastSeen) => progress.log(lastSeen),
  })
}

async function areAnswered(client: KubeClient): Promise<boolean> {
  const slices = await client.list({ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' }, { namespace: 'kube-system', labels: 'kubernetes.io/service-name=kube-dns' })
  return slices.some(hasReadyEndpoint)
}

interface EndpointSlice extends KubeObject {
  readonly endpoints?: readonly { readonly conditions?: { readonly ready?: boolean } }[] | null
}

const hasReadyEndpoint = (slice: EndpointSlice): boolean => (slice.endpoints ?? []).some(({ conditions }) => conditions?.ready === true)
