import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import type { Verdict } from '#contract/verdict.ts'
import type { KubeClient } from '../../../engine/kube/kube-client.ts'
import { createMarker } from '../../../engine/marking/marker.ts'
import type { Prober } from '../../../engine/marking/sampler.ts'
import { createClusterProber } from '../../../engine/probing/cluster-prober.ts'
import { usualTiming } from '../../../engine/watch/timing.ts'
import { prepared } from '../../builders/checks.ts'
import { aNamespace, connectToCluster } from '../watch/on-cluster.ts'
import { Recording } from '../watch/recording.ts'

const image = 'registry.k8s.io/e2e-test-images/agnhost:2.66.1'
let kube: KubeClient

beforeAll(async () => {
  kube = await connectToCluster()
})
afterAll(() => kube?.dispose())

interface Scene extends AsyncDisposable {
  readonly namespace: string
  readonly verdict: (id: string) => Verdict | undefined
  readonly until: (id: string, kind: Verdict['kind'], code?: string) => Promise<void>
}

async function scene(checks: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Promise<Scene> {
  const namespace = await aNamespace(kube, 'probing')
  const record = new Recording({ access: kube.access, discover: (kind) => kube.resource(kind) }, { timing: usualTiming })
  const cluster = createClusterProber({ kube, image })
  const prober: Prober = { take: (request, signal) => (request.kind === 'http' ? cluster.http(request, signal) : request.kind === 'log' ? cluster.log(request, signal) : Promise.reject(new Error(request.kind))) }
  const marker = createMarker({ watch: record.watch, prober, namespaces: { main: namespace.name }, vars: {}, checks: Object.entries(checks).map(([id, check]) => ({ id, prepared: prepared(check, { namespaces: ['main'], vars: [] }) })) })
  const verdict = (id: string): Verdict | undefined => marker.marks.get(id)?.verdict
  const isSo = (id: string, kind: string, code: string | undefined): boolean => verdict(id)?.kind === kind && (code === undefined || JSON.stringify(verdict(id)).includes(code))
  return {
    namespace: namespace.name,
    verdict,
    until: (id, kind, code) => record.until(`${id} to be ${kind} ${code ?? ''}`, () => isSo(id, kind, code), 40_000).catch((error: unknown) => { throw new Error(`${String(error)}; it is ${JSON.stringify(verdict(id))}`) }),
    [Symbol.asyncDispose]: async () => {
      marker.dispose()
      record[Symbol.dispose]()
      await namespace[Symbol.asyncDispose]()
    },
  }
}

const aPod = (namespace: string, name: string, { labels = { app: 'web' }, args = ['netexec'], ...spec }: { labels?: Record<string, string>; args?: readonly string[]; [field: string]: unknown } = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, labels },
  spec: { terminationGracePeriodSeconds: 0, containers: [{ name: 'web', image, args, readinessProbe: { periodSeconds: 1, tcpSocket: { port: 8080 } } }], ...spec },
})
const aService = (namespace: string, targetPort = 8080): KubeObject => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace }, spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort }] } })

describe('a Service on a real cluster', () => {
  it('is asked through the API server: no Pods, the wrong port, then right', async () => {
    await using all = await scene({ answers: { http: { service: 'web', path: '/hostname', expect: { body: '^web-1$' } } }, missing: { http: { service: 'web', path: '/echo?msg=gone&code=404', expect: { status: 404, body: 'gone' } } } })
    await all.until('answers', 'not-yet', 'object-missing')
    await kube.create(aService(all.namespace, 9999))
    await all.until('answers', 'not-yet', 'no endpoints available')
    await kube.create(aPod(all.namespace, 'web-1'))
    await all.until('answers', 'not-yet', 'refused')
    await kube.mergePatch({ apiVersion: 'v1', kind: 'Service', name: 'web', namespace: all.namespace }, { spec: { ports: [{ port: 80, targetPort: 8080 }] } })
    await all.until('answers', 'passed')
    await all.until('missing', 'passed')
  }, 120_000)

  it('answers in shares, which a different number of Pods puts right', async () => {
    const share = { value: '^two', is: 0.5, within: 0.15, confidence: 0.999 }
    await using all = await scene({ share: { http: { service: 'web', path: '/hostname', expect: { share } } } })
    await kube.create(aService(all.namespace))
    await Promise.all(['one-a', 'one-b', 'one-c', 'two-a'].map((name) => kube.create(aPod(all.namespace, name))))
    await all.until('share', 'not-yet', 'share-different')
    for (const name of ['one-b', 'one-c']) await kube.delete({ apiVersion: 'v1', kind: 'Pod', namespace: all.namespace, name }, { graceSeconds: 0 })
    await all.until('share', 'passed')
  }, 120_000)

  it('refuses one and lets in another, and is not taken for refusing while it answers nobody', async () => {
    const from = (role: string): object => ({ from: { labels: { role } } })
    await using all = await scene({ refused: { http: { service: 'web', ...from('stranger'), expect: { refused: true } } }, allowed: { http: { service: 'web', ...from('friend'), path: '/hostname', expect: { body: 'web-1' } } } })
    await kube.create(aService(all.namespace))
    await all.until('refused', 'not-yet', 'no endpoints available')
    await kube.create(aPod(all.namespace, 'web-1'))
    await all.until('allowed', 'passed')
    await all.until('refused', 'not-yet', 'http-allowed')
    await kube.create({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'friends', namespace: all.namespace },
      spec: { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: { matchLabels: { role: 'friend' } } }] }] },
    })
    await all.until('refused', 'passed')
    await all.until('allowed', 'passed')
  }, 150_000)
})

describe('what containers and Kubernetes say on a real cluster', () => {
  it('passes by a line of the log, and not by the Pod that has not said it', async () => {
    await using all = await scene({ said: { log: { pod: { labels: { app: 'web' } }, matches: 'HTTP server on port[: ]+8080|Started HTTP server on port 8080' } }, never: { log: { pod: { name: 'web-1' }, matches: 'no such line' } } })
    await all.until('said', 'not-yet', 'object-missing')
    await kube.create(aPod(all.namespace, 'web-1'))
    await all.until('said', 'passed')
    await all.until('never', 'not-yet', 'log-unmatched')
  }, 90_000)

  it('passes by the scheduler’s Event about a Pod that fits nowhere', async () => {
    await using all = await scene({ unscheduled: { event: { about: { kind: 'Pod', name: 'giant' }, reason: 'FailedScheduling', matches: 'Insufficient memory' } }, other: { event: { about: { kind: 'Pod', name: 'web' }, reason: 'FailedScheduling' } } })
    await kube.create({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'giant', namespace: all.namespace }, spec: { containers: [{ name: 'web', image, resources: { requests: { memory: '4Ti' } } }] } })
    await all.until('unscheduled', 'passed')
    expect(all.verdict('other')?.kind).toBe('not-yet')
  }, 60_000)
})
