import type { KubeObject } from '#contract/kube.ts'
import type { NotYet } from '../../../engine/cluster/poll-until.ts'
import { agnhost, aDeployment, aService, eventually, make, webContainer, type Smoke, type SmokePlace } from '../smoke.ts'

const shortWindow = { stabilizationWindowSeconds: 0, policies: [{ type: 'Percent', value: 100, periodSeconds: 5 }] }

const autoscaler: KubeObject = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web' },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
    minReplicas: 1,
    maxReplicas: 3,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } }],
    behavior: { scaleUp: shortWindow, scaleDown: shortWindow },
  },
}

const storm: KubeObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'storm' },
  spec: { terminationGracePeriodSeconds: 0, containers: [{ name: 'storm', image: agnhost, imagePullPolicy: 'IfNotPresent', command: ['sh', '-c', 'while true; do curl -s -o /dev/null "http://web/hostname?[1-500]"; done'] }] },
}

/** A Deployment grows under load and shrinks when the load has gone: 1, more, 1. */
export const metricsServer: Smoke = {
  async run(place) {
    await make(place, aDeployment('web', { ...webContainer, resources: { requests: { cpu: '20m' } } }), aService('web'), autoscaler)
    await replicas(place, 'one replica that is measured', (count, measured) => count === 1 && measured !== undefined)
    await make(place, storm)
    await replicas(place, 'more replicas under load', (count) => count > 1)
    await place.kube.delete({ apiVersion: 'v1', kind: 'Pod', name: 'storm', namespace: place.namespace }, { graceSeconds: 0 })
    await replicas(place, 'one replica after the load', (count) => count === 1)
  },
}

interface Scaled {
  readonly status?: { readonly desiredReplicas?: number; readonly currentMetrics?: readonly { readonly resource?: { readonly current?: { readonly averageUtilization?: number } } }[] | null }
}

function replicas({ kube, namespace, signal }: SmokePlace, what: string, isWanted: (count: number, measured: number | undefined) => boolean): Promise<true> {
  const look = async (): Promise<true | NotYet> => {
    const { status } = ((await kube.read({ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: 'web', namespace })) ?? {}) as Scaled // of the API's own kind
    const measured = status?.currentMetrics?.[0]?.resource?.current?.averageUtilization
    return isWanted(status?.desiredReplicas ?? 0, measured) ? true : { notYet: `${status?.desiredReplicas ?? 0} replicas at ${measured ?? '?'} %` }
  }
  return eventually<true>({ signal }, what, look, 120)
}
