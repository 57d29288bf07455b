import type { Smoke } from './smoke.ts'
import { argoRollouts } from './smokes/argo-rollouts.ts'
import { fakeGpu } from './smokes/fake-gpu.ts'
import { kubeStateMetrics } from './smokes/kube-state-metrics.ts'
import { metricsServer } from './smokes/metrics-server.ts'
import { traefik } from './smokes/traefik.ts'
import { victoriaMetrics } from './smokes/victoria-metrics.ts'

/** By the component's name; a test holds that none is without. */
export const smokes: Readonly<Record<string, Smoke>> = {
  'argo-rollouts': argoRollouts,
  'fake-gpu': fakeGpu,
  'kube-state-metrics': kubeStateMetrics,
  'metrics-server': metricsServer,
  traefik,
  'victoria-metrics': victoriaMetrics,
}
