import { eventuallyMeasured, query } from '../query.ts'
import { aDeployment, make, type Smoke } from '../smoke.ts'

/** VictoriaMetrics' own program, which tells of itself: the one at hand that has metrics. */
const measured = { image: 'docker.io/victoriametrics/victoria-metrics:v1.150.0', args: ['-storageDataPath=/tmp/data', '-httpListenAddr=:9000'], ports: [{ containerPort: 9000 }] }
const annotations = { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9000' }

/** Nodes, containers, objects and annotated Pods are measured; what has gone soon counts no more. */
export const victoriaMetrics: Smoke = {
  beside: ['kube-state-metrics'],
  async run(place) {
    const { kube, namespace } = place
    await make(place, aDeployment('measured', measured, { replicas: 2, annotations }))
    await eventuallyMeasured(place, `up{job="pods",namespace="${namespace}"}`, (values) => values.length === 2 && values.every((value) => value === 1))
    await eventuallyMeasured(place, 'up{job=~"kubelet|cadvisor|kube-state-metrics"}', (values) => values.length >= 3 && values.every((value) => value === 1))
    await eventuallyMeasured(place, `sum(rate(container_cpu_usage_seconds_total{namespace="${namespace}",container="measured"}[1m]))`, ([value = 0]) => value > 0, 90)
    await eventuallyMeasured(place, `kube_deployment_status_replicas_available{namespace="${namespace}"} == 2`, (values) => values.length === 1)
    await kube.mergePatch({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'measured', namespace }, { spec: { replicas: 0 } })
    await eventuallyMeasured(place, `up{job="pods",namespace="${namespace}"}`, (values) => values.length === 0, 45)
    if ((await query(place, 'no_such_metric')).length > 0) throw new Error('it answers for a metric that nobody has')
  },
}
