import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import type { KubeClient } from '../../../engine/kube/kube-client.ts'
import { createMarker, type Mark, type OpenCheck } from '../../../engine/marking/marker.ts'
import { usualTiming } from '../../../engine/watch/timing.ts'
import type { ClusterWatch } from '../../../engine/watch/watch.ts'
import { prepared } from '../../builders/checks.ts'
import { aConfigMap, aNamespace, bareWatch, connectToCluster, quantiles } from '../watch/on-cluster.ts'
import { Recording } from '../watch/recording.ts'

let kube: KubeClient

beforeAll(async () => {
  kube = await connectToCluster()
})
afterAll(() => kube?.dispose())

const aRecording = (): Recording => new Recording({ access: kube.access, discover: (kind) => kube.resource(kind) }, { timing: usualTiming })
const deployments = { apiVersion: 'apps/v1', kind: 'Deployment' }

interface Marks {
  /** `at` by the clock that also times the bare watch. */
  readonly marks: readonly (Mark & { readonly at: number })[]
  readonly kindOf: (id: string) => string | undefined
}

function marksOf(watch: ClusterWatch, namespace: string, checks: readonly OpenCheck[]): Marks {
  const marks: (Mark & { readonly at: number })[] = []
  const marker = createMarker({ watch, namespaces: { main: namespace }, vars: {} })
  marker.onMark((mark) => marks.push({ ...mark, at: performance.now() }))
  marker.open(checks)
  return { marks, kindOf: (id) => marks.findLast((mark) => mark.id === id)?.verdict.kind }
}

const aDeployment = (namespace: string, round: string): KubeObject => ({
  ...deployments,
  metadata: { name: 'web', namespace },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web', round } },
      spec: {
        terminationGracePeriodSeconds: 0,
        containers: [{ name: 'web', image: 'registry.k8s.io/e2e-test-images/agnhost:2.66.1', args: ['netexec'], resources: { limits: { cpu: '0.5' } }, readinessProbe: { periodSeconds: 1, httpGet: { path: '/', port: 8080 } } }],
      },
    },
  },
})

/** Everything is as in this round, and running. */
const runsIn = (round: string): OpenCheck => ({
  id: round,
  prepared: prepared({
    match: { spec: { replicas: 1, template: { metadata: { labels: { round } }, spec: { containers: [{ name: 'web', resources: { limits: { cpu: '500m' } } }] } } } },
    assert: ['object.status.updatedReplicas == 1 && object.status.availableReplicas == 1 && object.status.unavailableReplicas == 0'],
  }),
})

describe('a marker of a real cluster', () => {
  it('passes a Deployment when it runs, and never on the status of the one before', async () => {
    await using namespace = await aNamespace(kube, 'marker')
    using record = aRecording()
    const { marks, kindOf } = marksOf(record.watch, namespace.name, [runsIn('first'), runsIn('second')])
    await record.until('a first look', () => kindOf('first') === 'not-yet')
    await kube.create(aDeployment(namespace.name, 'first'))
    await record.until('the first to run', () => kindOf('first') === 'passed', 60_000)
    await kube.mergePatch({ ...deployments, namespace: namespace.name, name: 'web' }, { spec: { template: { metadata: { labels: { round: 'second' } } } } })
    await record.until('the second to run', () => kindOf('second') === 'passed', 60_000)
    const kinds = (id: string): string[] => [...new Set(marks.filter((mark) => mark.id === id).map(({ verdict }) => verdict.kind))]
    expect({ first: kinds('first'), second: kinds('second') }).toEqual({ first: ['unknown', 'not-yet', 'passed', 'wrong'], second: ['unknown', 'not-yet', 'wrong', 'passed'] })
    const passes = marks.filter((mark) => mark.id === 'second' && mark.verdict.kind === 'passed')
    expect(passes).toHaveLength(1)
    const pods = await kube.list({ apiVersion: 'v1', kind: 'Pod' }, { namespace: namespace.name, labels: 'round=second' })
    expect(pods.map(({ status }) => (status as { phase?: string }).phase)).toEqual(['Running'])
  }, 150_000)

  it('has a verdict out as soon as a bare watch has the bytes', async () => {
    await using namespace = await aNamespace(kube, 'marker')
    using record = aRecording()
    const count = 100
    const on = Array.from({ length: count }, (_, index): OpenCheck => ({ id: `c${index}`, prepared: prepared({ object: { apiVersion: 'v1', kind: 'ConfigMap', name: `c${index}` }, match: { data: { on: 'yes' } } }) }))
    const { marks, kindOf } = marksOf(record.watch, namespace.name, on)
    await record.until('a first look', () => kindOf('c0') === 'not-yet')
    using bare = bareWatch(kube.access, `/api/v1/namespaces/${namespace.name}/configmaps?watch=1`, /"name":"c\d+"/g)
    await bare.ready
    for (const { id } of on) await kube.create(aConfigMap(namespace.name, id, { on: 'yes' }))
    await record.until('all verdicts', () => on.every(({ id }) => kindOf(id) === 'passed'), 30_000)
    const delays = marks.filter(({ verdict }) => verdict.kind === 'passed').map(({ id, at }) => at - (bare.arrivals.get(`"name":"${id}"`) ?? Number.NaN))
    console.log(`verdict after a bare watch got the bytes, ${count} checks open: ${quantiles(delays.filter(Number.isFinite))}`)
    expect(delays).toHaveLength(count)
  }, 60_000)
})
