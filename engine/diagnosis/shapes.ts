import type { KubeObject } from '#contract/kube.ts'

/**
 * The parts of Kubernetes' objects that a diagnosis reads, as the API server sends them: whatever it leaves out is absent here.
 * Nobody has checked them; a surprise in one ends in no diagnosis (see diagnose.ts), never in an error.
 */
export interface Pod extends KubeObject {
  readonly spec?: PodSpec
  readonly status?: {
    readonly phase?: string
    readonly conditions?: readonly Condition[]
    readonly containerStatuses?: readonly ContainerStatus[]
    readonly initContainerStatuses?: readonly ContainerStatus[]
  }
}

export interface PodSpec {
  readonly restartPolicy?: string
  readonly nodeSelector?: Readonly<Record<string, string>>
  readonly containers?: readonly Container[]
  readonly initContainers?: readonly Container[]
  readonly volumes?: readonly { readonly persistentVolumeClaim?: { readonly claimName?: string } }[]
}

export interface Container {
  readonly name: string
  readonly image?: string
  readonly command?: readonly string[]
  readonly args?: readonly string[]
  readonly env?: readonly { readonly value?: string }[]
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[]
  readonly resources?: { readonly limits?: Readonly<Record<string, string>>; readonly requests?: Readonly<Record<string, string>> }
}

export interface ContainerStatus {
  readonly name: string
  readonly ready?: boolean
  readonly restartCount?: number
  readonly state?: ContainerState
  readonly lastState?: ContainerState
}

export interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string }
  readonly running?: { readonly startedAt?: string }
  readonly terminated?: Terminated
}

export interface Terminated {
  readonly exitCode: number
  readonly reason?: string
  readonly message?: string
}

export interface Condition {
  readonly type: string
  readonly status: string
  readonly reason?: string
  readonly message?: string
}

/** Deployments, ReplicaSets, StatefulSets, DaemonSets, Jobs: whatever makes Pods. */
export interface Controller extends KubeObject {
  readonly spec?: { readonly paused?: boolean; readonly replicas?: number; readonly selector?: LabelSelector; readonly template?: { readonly metadata?: { readonly labels?: Readonly<Record<string, string>> }; readonly spec?: PodSpec } }
  readonly status?: { readonly conditions?: readonly Condition[]; readonly availableReplicas?: number; readonly updatedReplicas?: number; readonly observedGeneration?: number }
}

export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] }[]
}

export interface Service extends KubeObject {
  readonly spec?: {
    readonly type?: string
    readonly selector?: Readonly<Record<string, string>>
    readonly ports?: readonly { readonly port: number; readonly targetPort?: number | string }[]
  }
}

export interface Claim extends KubeObject {
  readonly spec?: { readonly storageClassName?: string }
  readonly status?: { readonly phase?: string }
}

export interface Autoscaler extends KubeObject {
  readonly spec?: { readonly scaleTargetRef?: { readonly apiVersion?: string; readonly kind: string; readonly name: string } }
  readonly status?: { readonly conditions?: readonly Condition[] }
}

export interface NetworkPolicy extends KubeObject {
  readonly spec?: {
    readonly podSelector?: LabelSelector
    readonly policyTypes?: readonly string[]
    readonly ingress?: readonly { readonly ports?: readonly PolicyPort[] }[]
    readonly egress?: readonly object[]
  }
}

export interface PolicyPort {
  readonly protocol?: string
  readonly port?: number | string
  readonly endPort?: number
}

export interface Event extends KubeObject {
  readonly involvedObject?: { readonly kind?: string; readonly name?: string; readonly uid?: string }
  readonly reason?: string
  readonly message?: string
  readonly type?: string
  readonly lastTimestamp?: string | null
  readonly eventTime?: string | null
  readonly series?: { readonly lastObservedTime?: string }
}
