import type { KubeObject } from '#contract/kube.ts'

interface Working extends KubeObject {
  readonly spec?: { readonly replicas?: number }
  readonly status?: {
    readonly observedGeneration?: number
    readonly readyReplicas?: number
    readonly updatedReplicas?: number
    readonly desiredNumberScheduled?: number
    readonly numberReady?: number
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message?: string }[]
  }
}

/** What keeps an object of a component from doing its work; undefined for what does it, or has no work of its own. */
export function whyNotServing(object: Working): string | undefined {
  const { status = {} } = object
  switch (object.kind) {
    case 'Deployment':
    case 'StatefulSet':
      return isSeen(object) ? unless(status.readyReplicas ?? 0, object.spec?.replicas ?? 1) : 'not looked at yet'
    case 'DaemonSet':
      return isSeen(object) ? unless(status.numberReady ?? 0, status.desiredNumberScheduled ?? 1) : 'not looked at yet'
    case 'APIService':
      return unlessCondition(object, 'Available')
    case 'CustomResourceDefinition':
      return unlessCondition(object, 'Established')
    default:
      return undefined
  }
}

const isSeen = ({ metadata, status }: Working): boolean => (status?.observedGeneration ?? 0) >= (metadata.generation ?? 0)

const unless = (ready: number, wanted: number): string | undefined => (ready >= wanted ? undefined : `${ready} of ${wanted} ready`)

function unlessCondition({ status }: Working, type: string): string | undefined {
  const condition = status?.conditions?.find((one) => one.type === type)
  return condition?.status === 'True' ? undefined : `not ${type} yet${condition?.message === undefined ? '' : `: ${condition.message}`}`
}
