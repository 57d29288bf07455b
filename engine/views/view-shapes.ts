import type { KubeObject } from '#contract/kube.ts'
import type { Condition, Container, PodSpec } from '../diagnosis/shapes.ts'

/**
 * The parts of Kubernetes' objects that views read, beyond what diagnosis reads of them; see diagnosis/shapes.ts.
 * A surprise in one ends in a plain summary (see summarize.ts), never in an error.
 */
export interface WithConditions extends KubeObject {
  readonly status?: { readonly conditions?: readonly (Condition & { readonly lastTransitionTime?: string })[] }
}

export interface Workload extends KubeObject {
  readonly spec?: { readonly replicas?: number; readonly paused?: boolean; readonly suspend?: boolean; readonly completions?: number; readonly schedule?: string; readonly template?: { readonly spec?: PodSpec } }
  readonly status?: {
    readonly conditions?: readonly Condition[]
    readonly replicas?: number
    readonly readyReplicas?: number
    readonly updatedReplicas?: number
    readonly availableReplicas?: number
    readonly desiredNumberScheduled?: number
    readonly numberReady?: number
    readonly updatedNumberScheduled?: number
    readonly succeeded?: number
    readonly failed?: number
    readonly active?: number | readonly object[]
    readonly lastScheduleTime?: string
    readonly observedGeneration?: number
  }
}

export interface Slice extends KubeObject {
  readonly addressType?: string
  readonly endpoints?: readonly { readonly addresses?: readonly string[]; readonly conditions?: { readonly ready?: boolean } }[] | null
  readonly ports?: readonly { readonly name?: string; readonly port?: number; readonly protocol?: string }[] | null
}

export interface Ingress extends KubeObject {
  readonly spec?: {
    readonly ingressClassName?: string
    readonly defaultBackend?: IngressBackend
    readonly rules?: readonly { readonly host?: string; readonly http?: { readonly paths?: readonly { readonly path?: string; readonly backend?: IngressBackend }[] } }[]
  }
  readonly status?: { readonly loadBalancer?: { readonly ingress?: readonly { readonly ip?: string; readonly hostname?: string }[] } }
}

export interface IngressBackend {
  readonly service?: { readonly name: string; readonly port?: { readonly name?: string; readonly number?: number } }
}

export interface ServiceParts extends KubeObject {
  readonly spec?: {
    readonly type?: string
    readonly clusterIP?: string
    readonly selector?: Readonly<Record<string, string>>
    readonly externalName?: string
    readonly ports?: readonly { readonly name?: string; readonly port: number; readonly targetPort?: number | string; readonly nodePort?: number; readonly protocol?: string }[]
  }
}

export interface Scaler extends KubeObject {
  readonly spec?: { readonly minReplicas?: number; readonly maxReplicas?: number; readonly scaleTargetRef?: { readonly apiVersion?: string; readonly kind: string; readonly name: string }; readonly metrics?: readonly ScalerMetric[] }
  readonly status?: { readonly conditions?: readonly Condition[]; readonly currentReplicas?: number; readonly currentMetrics?: readonly ScalerMetric[] | null }
}

export interface ScalerMetric {
  readonly resource?: { readonly name: string; readonly target?: { readonly averageUtilization?: number }; readonly current?: { readonly averageUtilization?: number } }
}

export interface UsingPodSpec extends PodSpec {
  readonly nodeName?: string
  readonly imagePullSecrets?: readonly { readonly name?: string }[]
  readonly containers?: readonly UsingContainer[]
  readonly initContainers?: readonly UsingContainer[]
  readonly volumes?: readonly Volume[]
}

export interface UsingContainer extends Omit<Container, 'env'> {
  readonly env?: readonly { readonly value?: string; readonly valueFrom?: { readonly configMapKeyRef?: KeyReference; readonly secretKeyRef?: KeyReference } }[]
  readonly envFrom?: readonly { readonly configMapRef?: Reference; readonly secretRef?: Reference }[]
}

export interface Reference {
  readonly name?: string
  readonly optional?: boolean
}

export interface KeyReference extends Reference {
  readonly key: string
}

export interface Volume {
  readonly configMap?: Reference
  readonly secret?: { readonly secretName?: string; readonly optional?: boolean }
  readonly persistentVolumeClaim?: { readonly claimName?: string }
  readonly projected?: { readonly sources?: readonly { readonly configMap?: Reference; readonly secret?: Reference }[] }
}

export interface WithData extends KubeObject {
  readonly type?: string
  readonly data?: Readonly<Record<string, string>> | null
  readonly binaryData?: Readonly<Record<string, string>> | null
}
