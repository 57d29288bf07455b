import type { Smoke } from './smoke.ts'
import { fakeGpu } from './smokes/fake-gpu.ts'
import { kubeStateMetrics } from './smokes/kube-state-metrics.ts'
import { metricsServer } from './smokes/metrics-server.ts'
import { victoriaMetrics } from './smokes/victoria-metrics.ts'

/** By the component's name; a test holds that none is without. */
export const smokes: Readonly<Record<string, Smoke>> = {
  'fake-gpu': fakeGpu,
  'kube-state-metrics': kubeStateMetrics,
  'metrics-server': metricsServer,
  'victoria-metrics': victoriaMetrics,
}
