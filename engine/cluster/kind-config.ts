import { stringify } from 'yaml'

/** What of this machine decides how a cluster must be configured. */
export interface KindConfigFacts {
  readonly name: string
  readonly nodes: number
  readonly nodeImage: string
  readonly cgroup: 'v1' | 'v2'
  /** Docker itself runs without the right to lower a process's OOM score or to set sysctls (in a container of its own). */
  readonly confined: boolean
}

/** The configuration for `kind create cluster --config`. */
export function kindConfig(facts: KindConfigFacts): string {
  const patches = [...kubeletPatch(facts), kubeProxyPatch(facts)]
  return yaml({
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    name: facts.name,
    // Port 0: kind finds a free one and keeps it over restarts.
    networking: { apiServerAddress: '127.0.0.1', apiServerPort: 0 },
    nodes: nodesOf(facts),
    kubeadmConfigPatches: patches.map(yaml),
    kubeadmConfigPatchesJSON6902: [controlPlaneArguments()],
  })
}

/** Without anchors: a person may read it. */
const yaml = (value: unknown): string => stringify(value, { aliasDuplicateObjects: false })

function nodesOf({ nodes, nodeImage }: KindConfigFacts): { readonly role: string; readonly image: string }[] {
  return Array.from({ length: nodes }, (_, index) => ({ role: index === 0 ? 'control-plane' : 'worker', image: nodeImage }))
}

/**
 * By JSON patch, because a merge would replace the lists that kind fills itself (the scheduler's is empty).
 * - Watches end when the API server does; by default they stay open and silent for a minute.
 * - There is one control plane: electing a leader only delays everything after a start or a long pause, and writes to etcd every two seconds.
 * - Autoscalers look every five seconds rather than fifteen: there are few, and somebody is waiting.
 */
function controlPlaneArguments(): { readonly group: string; readonly version: string; readonly kind: string; readonly patch: string } {
  const noElection = { name: 'leader-elect', value: 'false' }
  return {
    group: 'kubeadm.k8s.io',
    version: 'v1beta4',
    kind: 'ClusterConfiguration',
    patch: yaml([
      { op: 'add', path: '/apiServer/extraArgs/-', value: { name: 'shutdown-watch-termination-grace-period', value: '2s' } },
      { op: 'add', path: '/controllerManager/extraArgs/-', value: noElection },
      { op: 'add', path: '/controllerManager/extraArgs/-', value: { name: 'horizontal-pod-autoscaler-sync-period', value: '5s' } },
      { op: 'add', path: '/scheduler/extraArgs', value: [noElection] },
    ]),
  }
}

function kubeletPatch({ cgroup, confined }: KindConfigFacts): object[] {
  // Kubernetes 1.35 and later refuse cgroup v1 unless told otherwise (KEP-5573).
  const tolerant = cgroup === 'v1' ? { failCgroupV1: false } : {}
  // The kubelet then does without negative OOM scores and sysctls (KEP-2033).
  const modest = confined ? { featureGates: { KubeletInUserNamespace: true } } : {}
  const wanted = { ...tolerant, ...modest }
  return Object.keys(wanted).length === 0 ? [] : [{ kind: 'KubeletConfiguration', apiVersion: 'kubelet.config.k8s.io/v1beta1', ...wanted }]
}

/**
 * A Service that was just made takes calls after a tenth of a second rather than a whole one: on a few nodes the rules are few.
 * kube-proxy ends when it may not set the sysctls of conntrack; 0 leaves them as they are.
 */
function kubeProxyPatch({ confined }: KindConfigFacts): object {
  const conntrack = { maxPerCore: 0, min: 0, tcpEstablishedTimeout: '0s', tcpCloseWaitTimeout: '0s' }
  return { kind: 'KubeProxyConfiguration', apiVersion: 'kubeproxy.config.k8s.io/v1alpha1', iptables: { minSyncPeriod: '100ms' }, ...(confined ? { conntrack } : {}) }
}
