import { request } from 'node:https'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Attempt } from '#contract/attempt.ts'
import type { KubeObject } from '#contract/kube.ts'
import { createKubeClient } from '../../../engine/kube/create-kube-client.ts'
import type { KubeClient } from '../../../engine/kube/kube-client.ts'
import { KubeError } from '../../../engine/kube/kube-error.ts'
import { aLab, aLoadedLab } from '../../builders/labs.ts'
import { engineForEachTest, once, patiently } from './on-cluster.ts'

// A learner with their own rights tries to pass without the work, and to pass by another way than the author thought of.

const site = engineForEachTest()

const deployments = { apiVersion: 'apps/v1', kind: 'Deployment' }
const image = 'registry.k8s.io/e2e-test-images/agnhost:2.66.1'
const web = { ...deployments, name: 'web' }

const checks = [
  { id: 'ready', title: { en: 'Ready' }, object: web, match: { spec: { replicas: 2, template: { spec: { containers: [{ image, resources: { limits: { cpu: '200m' } } }] } } } }, assert: ['object.status.availableReplicas >= 2 && object.status.updatedReplicas >= 2'], hold: '1500ms' },
  { id: 'rolled', title: { en: 'Rolled' }, history: { object: web, since: 'settled', always: ['object.status.availableReplicas >= 2'], sequence: ["!('round' in object.spec.template.metadata.labels)", "object.spec.template.metadata.labels['round'] == 'two'"] } },
  { id: 'pods', title: { en: 'Pods' }, objects: { apiVersion: 'v1', kind: 'Pod', labels: { app: 'web' } }, match: { status: { phase: 'Running' } }, hold: '1500ms' },
  { id: 'open', title: { en: 'Keeps the step open' }, object: { apiVersion: 'v1', kind: 'ConfigMap', name: 'done' } },
]
const lab = (): ReturnType<typeof aLoadedLab> => aLoadedLab({ start: [], lab: aLab({ steps: [{ id: 'try', title: { en: 'Try' }, checks }] }) })

interface Scene extends Disposable {
  readonly id: string
  readonly namespace: string
  readonly learner: KubeClient
  /** Every verdict that a check had, in its order. */
  readonly told: (check: string) => readonly string[]
}

async function start(): Promise<Scene> {
  const { id, namespaces } = await site.engine.attempts.start({ pack: 'first', loaded: lab() }, patiently)
  const learner = createKubeClient(await site.engine.attempts.learnerAccess(id))
  const told = new Map<string, string[]>(checks.map((check) => [check.id, []]))
  const following = site.engine.attempts.subscribe(id, (attempt) => {
    for (const check of attempt.steps[0]?.checks ?? []) {
      const verdicts = told.get(check.id) ?? []
      if (verdicts.at(-1) !== check.verdict.kind) verdicts.push(check.verdict.kind)
    }
  })
  return {
    id,
    namespace: namespaces['main'] ?? '',
    learner,
    told: (check) => told.get(check) ?? [],
    [Symbol.dispose]: () => {
      following.dispose()
      learner.dispose()
    },
  }
}

const becomes = (scene: Scene, check: string, kind: string): Promise<Attempt> => once(site.engine.attempts, scene.id, (attempt) => attempt.steps[0]?.checks.find(({ id }) => id === check)?.verdict.kind === kind)

function aDeployment(namespace: string, { replicas = 2, args = ['netexec'], cpu = '200m', ...spec }: { replicas?: number; args?: readonly string[]; cpu?: string; [field: string]: unknown } = {}): KubeObject {
  const container = { name: 'any-name', image, args, resources: { limits: { cpu } }, readinessProbe: { periodSeconds: 1, httpGet: { path: '/', port: 8080 } } }
  return {
    ...deployments,
    metadata: { name: 'web', namespace },
    spec: { replicas, strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } }, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { terminationGracePeriodSeconds: 0, containers: [container] } }, ...spec },
  }
}

/** As `kubectl patch --subresource=status` does. */
function patchStatus({ access }: KubeClient, path: string, body: object): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(access.server + path, { method: 'PATCH', ca: access.authority, headers: { authorization: `Bearer ${access.token}`, 'content-type': 'application/merge-patch+json' } }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    call.on('error', reject)
    call.end(JSON.stringify(body))
  })
}

const refused = (work: Promise<unknown>): Promise<string> => work.then(() => 'none', (error: unknown) => (error instanceof KubeError ? error.reason : String(error)))
const toRoundTwo = { spec: { template: { metadata: { labels: { round: 'two' } } } } }

describe('no false pass on a real cluster', () => {
  it('by a status that the learner writes themselves', async () => {
    using scene = await start()
    const { learner, namespace } = scene
    await learner.create(aDeployment(namespace, { args: ['pause'] }))
    await becomes(scene, 'ready', 'not-yet')
    const forged = { status: { replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2, observedGeneration: 1 } }
    await learner.create({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'once', namespace }, spec: { suspend: true, template: { spec: { restartPolicy: 'Never', containers: [{ name: 'once', image }] } } } })
    expect(await patchStatus(learner, `/apis/apps/v1/namespaces/${namespace}/deployments/web/status`, forged)).toBe(403)
    expect(await patchStatus(learner, `/apis/batch/v1/namespaces/${namespace}/jobs/once/status`, { status: { succeeded: 1 } })).toBe(403)
    await pause(2_000)
    expect(scene.told('ready')).not.toContain('passed')
  }, 60_000)

  it('by Pods that are said to run, and that nobody runs', async () => {
    using scene = await start()
    const { learner, namespace } = scene
    await learner.create({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace, labels: { app: 'web' } }, spec: { schedulerName: 'nobody', containers: [{ name: 'web', image }] } })
    const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes: { verb: 'patch', resource: 'pods', subresource: 'status', namespace } } }
    const answer = (await learner.post('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', review)) as { readonly status: { readonly allowed: boolean } }
    expect(answer.status.allowed).toBe(false)
    await pause(2_000)
    expect(scene.told('pods')).not.toContain('passed')
  }, 30_000)

  it('by a paused rollout, nor by scaling to zero and back', async () => {
    using scene = await start()
    const { learner, namespace } = scene
    await learner.create(aDeployment(namespace))
    await becomes(scene, 'ready', 'passed')
    await learner.mergePatch({ ...web, namespace }, { spec: { paused: true } })
    await learner.mergePatch({ ...web, namespace }, toRoundTwo)
    await pause(2_500)
    expect(scene.told('rolled').at(-1)).toBe('not-yet')
    await learner.mergePatch({ ...web, namespace }, { spec: { replicas: 0 } })
    await becomes(scene, 'rolled', 'spent')
    await learner.mergePatch({ ...web, namespace }, { spec: { replicas: 2, paused: false } })
    await becomes(scene, 'ready', 'passed')
    expect(scene.told('rolled').at(-1)).toBe('spent')
    expect(scene.told('rolled')).not.toContain('passed')
  }, 60_000)

  it('by the right name elsewhere: in another namespace, or generated', async () => {
    using scene = await start()
    const { learner, namespace } = scene
    expect(await refused(learner.create(aDeployment('default')))).toBe('Forbidden')
    const { metadata, ...generated } = aDeployment(namespace)
    await site.kube.create({ ...generated, metadata: { ...metadata, name: 'web-x7k2p' } } as KubeObject)
    await becomes(scene, 'pods', 'passed')
    expect(scene.told('ready')).not.toContain('passed')
  }, 60_000)
})

describe('no false fail on a real cluster', () => {
  it('by server-side apply in a name of one’s own, an equal amount in other letters, and patches one by one', async () => {
    using scene = await start()
    const { learner, namespace } = scene
    const { name, ...kind } = web
    await learner.apply(aDeployment(namespace, { replicas: 1, cpu: '0.2' }), { fieldManager: 'my-own-tool' })
    await learner.mergePatch({ ...kind, name, namespace }, { metadata: { labels: { 'app.kubernetes.io/managed-by': 'Helm' }, annotations: { note: 'mine' } } })
    await learner.mergePatch({ ...kind, name, namespace }, { spec: { replicas: 2 } })
    await becomes(scene, 'ready', 'passed')
    await becomes(scene, 'pods', 'passed')
  }, 60_000)
})
