import type { KubeObject } from '#contract/kube.ts'
import { eventually, make, type Smoke, type SmokePlace } from '../smoke.ts'

const rollout = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' } as const

/** Every Pod of the version must answer its scrape, twice in a row; that nothing is measured yet decides nothing. */
const healthy: KubeObject = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AnalysisTemplate',
  metadata: { name: 'healthy' },
  spec: {
    args: [{ name: 'hash' }],
    metrics: [
      {
        name: 'answers',
        initialDelay: '15s',
        interval: '5s',
        count: 20,
        consecutiveSuccessLimit: 2,
        failureLimit: 2,
        inconclusiveLimit: 20,
        successCondition: 'len(result) == 1 && result[0] >= 1',
        failureCondition: 'len(result) == 1 && result[0] < 1',
        provider: { prometheus: { address: 'http://victoria-metrics.monitoring:8428', query: 'min(up{job="pods",rollouts_pod_template_hash="{{args.hash}}"})' } },
      },
    ],
  },
}

const template = (metricsPort: number): object => ({
  metadata: { labels: { app: 'web' }, annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': String(metricsPort) } },
  spec: { terminationGracePeriodSeconds: 0, containers: [{ name: 'web', image: 'docker.io/victoriametrics/victoria-metrics:v1.150.0', imagePullPolicy: 'IfNotPresent', args: ['-storageDataPath=/tmp/data', '-httpListenAddr=:9000'] }] },
})

const analysis = { templates: [{ templateName: 'healthy' }], args: [{ name: 'hash', valueFrom: { podTemplateHashValue: 'Latest' } }] }

const web: KubeObject = {
  apiVersion: rollout.apiVersion,
  kind: rollout.kind,
  metadata: { name: rollout.name },
  spec: { replicas: 2, selector: { matchLabels: { app: 'web' } }, template: template(9000), strategy: { canary: { maxSurge: 1, maxUnavailable: 0, steps: [{ setWeight: 50 }, { analysis }] } } },
}

/** A canary that measures well becomes the stable version by itself; one that does not goes, and the stable one stays. */
export const argoRollouts: Smoke = {
  beside: ['victoria-metrics'],
  async run(place) {
    await make(place, healthy, web)
    const first = await stableOnce(place, 'the first version is stable', () => true)
    await update(place, { spec: { template: { metadata: { labels: { version: 'two' } } } } })
    const second = await stableOnce(place, 'a healthy canary becomes stable', (hash) => hash !== first)
    await update(place, { spec: { template: { metadata: { annotations: { 'prometheus.io/port': '9999' } } } } })
    await eventually(place, 'a canary that cannot be measured is given up', async () => {
      const { phase, abort, stableRS } = await statusOf(place)
      return abort === true && phase === 'Degraded' && stableRS === second ? true : { notYet: JSON.stringify({ phase, abort, stableRS }) }
    }, 120)
    await eventually(place, 'the stable version alone remains', async () => {
      const pods = await place.kube.list({ apiVersion: 'v1', kind: 'Pod' }, { namespace: place.namespace, labels: 'app=web' })
      const hashes = pods.map(({ metadata }) => metadata.labels?.['rollouts-pod-template-hash'])
      return hashes.length === 2 && hashes.every((hash) => hash === second) ? true : { notYet: hashes.join(', ') }
    })
  },
}

interface Status {
  readonly phase?: string
  readonly abort?: boolean
  readonly stableRS?: string
}

async function statusOf({ kube, namespace }: SmokePlace): Promise<Status> {
  return ((await kube.read({ ...rollout, namespace })) as { readonly status?: Status } | undefined)?.status ?? {}
}

async function update({ kube, namespace }: SmokePlace, patch: object): Promise<void> {
  await kube.mergePatch({ ...rollout, namespace }, patch)
}

function stableOnce(place: SmokePlace, what: string, isWanted: (hash: string) => boolean): Promise<string> {
  return eventually<string>(place, what, async () => {
    const { phase, stableRS } = await statusOf(place)
    return phase === 'Healthy' && stableRS !== undefined && isWanted(stableRS) ? stableRS : { notYet: JSON.stringify({ phase, stableRS }) }
  }, 120)
}
