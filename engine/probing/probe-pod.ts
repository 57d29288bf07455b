import type { KubeObject } from '#contract/kube.ts'

export interface ProbePlace {
  readonly namespace: string
  readonly name: string
}

/** So that it is nobody's work: a checkpoint leaves it out. */
const ourLabel = { 'dev.kindlab.shared': 'probe' }

/** What it asks for must fit into the smallest quota, and be there though the namespace gives no defaults. */
const resources = { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '200m', memory: '64Mi' } }

/** A Pod that makes requests for us, with the labels by which NetworkPolicies know it. It ends by itself where nobody takes it away. */
export function probePod({ namespace, name }: ProbePlace, image: string, labels: Readonly<Record<string, string>>): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, labels: { ...labels, ...ourLabel } },
    spec: {
      activeDeadlineSeconds: 1_800,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 0,
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{ name: 'probe', image, imagePullPolicy: 'IfNotPresent', args: ['netexec', '--http-port=8080', '--udp-port=-1'], resources, securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }],
    },
  }
}

interface PodStatus {
  readonly phase?: string
  readonly conditions?: readonly { readonly type: string; readonly status: string }[]
}

const statusOf = ({ status }: KubeObject): PodStatus => (typeof status === 'object' && status !== null ? status : {})

export function isProbeReady(pod: KubeObject): boolean {
  return pod.metadata.deletionTimestamp === undefined && (statusOf(pod).conditions ?? []).some(({ type, status }) => type === 'Ready' && status === 'True')
}

export function isProbeOver(pod: KubeObject): boolean {
  return ['Succeeded', 'Failed'].includes(statusOf(pod).phase ?? '')
}
