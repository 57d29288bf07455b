import { spawn } from 'node:child_process'
import { once as eventOf } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { Attempt } from '#contract/attempt.ts'
import type { KubeObject } from '#contract/kube.ts'
import { baselineObject } from '../../../engine/attempts/compare-baseline.ts'
import { clusterScopedObjects } from '../../../engine/attempts/cluster-baseline.ts'
import { createKubeClient } from '../../../engine/kube/create-kube-client.ts'
import type { KubeClient } from '../../../engine/kube/kube-client.ts'
import { KubeError } from '../../../engine/kube/kube-error.ts'
import type { LoadedLab } from '../../../engine/packs/pack-store.ts'
import { aLab, aLoadedLab } from '../../builders/labs.ts'
import { engineForEachTest, once, patiently, stepIs } from './on-cluster.ts'

const site = engineForEachTest()

const storage = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass' }
const priority = { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass' }
const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole' }

afterEach(async () => {
  await site.kube.delete({ ...priority, name: 'kindlab-test-low' })
  await site.kube.delete({ ...role, name: 'kindlab:test:Readers' })
})

const start = (loaded: LoadedLab = aLoadedLab()): Promise<Attempt> => site.engine.attempts.start({ pack: 'first', loaded }, patiently)
const mainOf = ({ namespaces }: Attempt): string => namespaces['main'] ?? ''

const configMap = (namespace: string, name: string, data: Readonly<Record<string, string>>): KubeObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data })

/** A client with nothing but the learner's token. */
async function learnerOf({ id }: Attempt): Promise<KubeClient & Disposable> {
  const client = createKubeClient(await site.engine.attempts.learnerAccess(id))
  return Object.assign(client, { [Symbol.dispose]: () => client.dispose() })
}

interface Wanted {
  readonly verb: string
  readonly group?: string
  readonly resource: string
  readonly subresource?: string
  readonly namespace?: string
  readonly name?: string
}

async function may(client: KubeClient, resourceAttributes: Wanted): Promise<boolean> {
  const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes } }
  const answer = await client.post('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', review)
  return (answer as { readonly status: { readonly allowed: boolean } }).status.allowed
}

const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof KubeError ? error.reason : String(error)),
  )

describe('a learner on a real cluster', () => {
  it('may do everything with every kind that the server serves, inside their namespace', async () => {
    const attempt = await start()
    using learner = await learnerOf(attempt)
    const kinds = (await site.kube.resources()).filter(({ namespaced, verbs }) => namespaced && verbs.includes('create'))
    const denied: string[] = []
    for (const { apiVersion, plural } of kinds) {
      const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : ''
      for (const verb of ['create', 'deletecollection', 'watch']) {
        if (!(await may(learner, { verb, group, resource: plural, namespace: mainOf(attempt) }))) denied.push(`${verb} ${apiVersion} ${plural}`)
      }
    }
    expect(denied).toEqual([])
    expect(kinds.length).toBeGreaterThan(20)
  })

  it.each([
    ['read Secrets elsewhere', { verb: 'list', resource: 'secrets', namespace: 'kube-system' }],
    ['read Secrets everywhere', { verb: 'list', resource: 'secrets' }],
    ['make Pods elsewhere', { verb: 'create', resource: 'pods', namespace: 'default' }],
    ['change nodes', { verb: 'patch', resource: 'nodes' }],
    ['reach into nodes', { verb: 'get', resource: 'nodes', subresource: 'proxy' }],
    ['make ClusterRoles', { verb: 'create', group: 'rbac.authorization.k8s.io', resource: 'clusterroles' }],
    ['make namespaces', { verb: 'create', resource: 'namespaces' }],
    ['become somebody else', { verb: 'impersonate', resource: 'users' }],
    ['ask for the tokens of other learners', { verb: 'create', resource: 'serviceaccounts', subresource: 'token', namespace: 'kindlab-learners' }],
  ])('may not %s', async (_what, wanted) => {
    using learner = await learnerOf(await start())
    expect(await may(learner, wanted)).toBe(false)
  })

  it('may look at nodes, StorageClasses and ClusterRoles', async () => {
    using learner = await learnerOf(await start())
    const looks = [
      { apiVersion: 'v1', kind: 'Node' },
      { apiVersion: 'v1', kind: 'Namespace' },
      { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass' },
      { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole' },
    ]
    for (const kind of looks) expect((await learner.list(kind)).length).toBeGreaterThan(0)
  })

  it('may set quotas and grant what they have, but not change their Namespace, its Pod Security, or grant more', async () => {
    const attempt = await start()
    const namespace = mainOf(attempt)
    using learner = await learnerOf(attempt)
    const rbac = 'rbac.authorization.k8s.io/v1'
    const subjects = [{ kind: 'ServiceAccount', name: 'default', namespace }]
    const binding = (name: string): KubeObject => ({ apiVersion: rbac, kind: 'RoleBinding', metadata: { name, namespace }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name }, subjects })
    const rule = { apiGroups: [''], resources: ['namespaces'], verbs: ['patch'] }
    await learner.create({ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'q', namespace }, spec: { hard: { pods: '5' } } })
    for (const name of ['view', 'edit', 'admin']) await learner.create(binding(name))
    expect(await refusal(learner.create(binding('cluster-admin')))).toBe('Forbidden')
    expect(await refusal(learner.create({ apiVersion: rbac, kind: 'Role', metadata: { name: 'more', namespace }, rules: [rule] }))).toBe('Forbidden')
    expect(await refusal(learner.mergePatch({ apiVersion: 'v1', kind: 'Namespace', name: namespace }, { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } }))).toBe('Forbidden')
    const pod: KubeObject = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'root', namespace }, spec: { hostPID: true, containers: [{ name: 'c', image: 'none' }] } }
    expect(await refusal(learner.create(pod))).toBe('Forbidden')
  })

  it('has no rights left once the attempt has ended', async () => {
    const attempt = await start()
    using learner = await learnerOf(attempt)
    expect((await learner.list({ apiVersion: 'v1', kind: 'Node' })).length).toBe(1)
    await site.engine.attempts.end(attempt.id, patiently)
    // The server's authorizer follows its own watch, a moment behind.
    await expect.poll(() => refusal(learner.list({ apiVersion: 'v1', kind: 'Node' })), { timeout: 10_000, interval: 20 }).toMatch(/Forbidden|Unauthorized/)
  })
})

describe('start manifests on a real cluster', () => {
  it('are refused what the lab did not declare, and nothing is left', async () => {
    const priority = { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'kindlab-test-start' }, value: 1 }
    await expect(start(aLoadedLab({ start: [priority] }))).rejects.toMatchObject({ problem: { code: 'manifest-forbidden' } })
    expect(site.engine.attempts.list()).toEqual([])
    const declared = await start(aLoadedLab({ lab: aLab({ needs: ['namespaces', 'cluster-scope'] }), start: [priority] }))
    expect(await site.kube.read({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', name: 'kindlab-test-start' })).toBeDefined()
    await site.engine.attempts.end(declared.id, patiently)
    expect(await site.kube.read({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', name: 'kindlab-test-start' })).toBeUndefined()
  })
})

describe('an attempt on a real cluster', () => {
  it('passes step by step as the learner works, over a restart of the engine', async () => {
    const attempt = await start()
    using learner = await learnerOf(attempt)
    await learner.create(configMap(mainOf(attempt), 'sky', { colour: 'blue' }))
    await once(site.engine.attempts, attempt.id, stepIs('paint', 'passed'))
    await site.restart(() => learner.create(configMap(mainOf(attempt), 'frame', { wood: 'oak' })))
    await once(site.engine.attempts, attempt.id, stepIs('frame', 'passed'))
    await learner.create(configMap(mainOf(attempt), 'nail', { metal: 'iron' }))
    const finished = await once(site.engine.attempts, attempt.id, ({ phase }) => phase === 'finished')
    expect(finished.points).toEqual({ earned: 3, of: 4 })
  })

  it('skips a step with its solution, as the learner', async () => {
    const attempt = await start()
    await site.engine.attempts.skip(attempt.id, 'paint', patiently)
    expect(site.engine.attempts.get(attempt.id).steps.map(({ state }) => state)).toEqual(['skipped', 'open', 'locked'])
    expect(await site.kube.read({ apiVersion: 'v1', kind: 'ConfigMap', name: 'sky', namespace: mainOf(attempt) })).toMatchObject({ data: { colour: 'blue' } })
  })

  it('has its work back after a rewind, whatever kinds it was', async () => {
    const attempt = await start()
    using learner = await learnerOf(attempt)
    for (const object of someWork(mainOf(attempt))) await learner.create(object)
    await learner.create(configMap(mainOf(attempt), 'sky', { colour: 'blue' }))
    await once(site.engine.attempts, attempt.id, stepIs('paint', 'passed'))
    const back = await site.engine.attempts.rewind(attempt.id, 'frame', patiently)
    expect(back.steps.map(({ state }) => state)).toEqual(['passed', 'open', 'locked'])
    const missing: string[] = []
    for (const { apiVersion, kind, metadata } of someWork(mainOf(back))) {
      if ((await site.kube.read({ apiVersion, kind, name: metadata.name, namespace: mainOf(back) })) === undefined) missing.push(`${kind} ${metadata.name}`)
    }
    expect(missing).toEqual([])
    expect(await site.kube.read({ apiVersion: 'v1', kind: 'Service', name: 'web', namespace: mainOf(back) })).toMatchObject({ spec: { ports: [{ nodePort: 31_234 }] } })
  })

  it('is as at the start after a reset, and every object of no namespace is as it was', async () => {
    await site.kube.create({ ...priority, metadata: { name: 'kindlab-test-low' }, value: 1 })
    await site.kube.create({ ...role, metadata: { name: 'kindlab:test:Readers' }, rules: [] })
    const node = (await site.kube.list({ apiVersion: 'v1', kind: 'Node' }))[0]?.metadata.name ?? ''
    const attempt = await start()
    const before = await comparable()

    const [standard] = await site.kube.list(storage)
    await site.kube.delete({ ...storage, name: standard?.metadata.name ?? '' })
    await site.kube.create({ ...storage, metadata: { name: 'kindlab-test-made' }, provisioner: 'example.com/none' })
    await site.kube.delete({ ...priority, name: 'kindlab-test-low' })
    await site.kube.create({ ...priority, metadata: { name: 'kindlab-test-low' }, value: 99 })
    await site.kube.mergePatch({ ...role, name: 'kindlab:test:Readers' }, { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }], metadata: { labels: { a: 'b' } } })
    await site.kube.mergePatch({ apiVersion: 'v1', kind: 'Node', name: node }, { metadata: { labels: { disk: 'ssd' } }, spec: { taints: [{ key: 'gpu', effect: 'PreferNoSchedule' }], unschedulable: true } })
    await site.kube.create(aWidgetDefinition)
    expect(await comparable()).not.toEqual(before)

    const fresh = await site.engine.attempts.reset(attempt.id, patiently)
    await gone({ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', name: 'widgets.example.com' })
    expect(await comparable()).toEqual(before)
    expect(mainOf(fresh)).toBe(`${mainOf(attempt)}-2`)
    expect(site.engine.refreshed.map(({ namespace }) => namespace)).toEqual([mainOf(fresh)])
    using learner = await learnerOf(fresh)
    await learner.create(configMap(mainOf(fresh), 'at-once', {}))
  })

  it('survives an engine that is killed at any moment of its resets', async () => {
    const namespacesOf = async (): Promise<string[]> => {
      const all = await site.kube.list({ apiVersion: 'v1', kind: 'Namespace' }, { labels: 'dev.kindlab.lab=colours' })
      return all.filter(({ metadata }) => metadata.deletionTimestamp === undefined).map(({ metadata }) => metadata.name)
    }
    for (const moment of [0, 60, 130, 220]) {
      const script = new URL('./resets-forever.ts', import.meta.url).pathname
      const child = spawn(process.execPath, [script, site.home], { stdio: ['ignore', 'pipe', 'inherit'] })
      await eventOf(child.stdout, 'data')
      await pause(moment)
      child.kill('SIGKILL')
      await eventOf(child, 'exit')
    }
    const [attempt, ...others] = await site.engine.attempts.resume(patiently)
    expect(others).toEqual([])
    expect(attempt?.phase).toBe('open')
    await expect.poll(namespacesOf, { timeout: 10_000, interval: 50 }).toEqual(Object.values(attempt?.namespaces ?? {}))
    expect(await site.kube.read({ apiVersion: 'v1', kind: 'ConfigMap', name: 'wall', namespace: attempt?.namespaces['main'] ?? '' })).toBeDefined()
  })

  it('leaves no namespace behind', async () => {
    const attempt = await start()
    const fresh = await site.engine.attempts.reset(attempt.id, patiently)
    await site.engine.attempts.end(attempt.id, patiently)
    for (const name of [mainOf(attempt), mainOf(fresh)]) await gone({ apiVersion: 'v1', kind: 'Namespace', name })
    expect(await site.kube.list({ apiVersion: 'v1', kind: 'ServiceAccount' }, { namespace: 'kindlab-learners', labels: `dev.kindlab.attempt=${attempt.id}` })).toEqual([])
  })
})

async function comparable(): Promise<readonly (KubeObject | undefined)[]> {
  const objects = (await clusterScopedObjects(site.kube)).flatMap((one) => (one.kind === 'Namespace' ? [] : (baselineObject(one) ?? [])))
  return objects.toSorted((a, b) => `${a.kind}/${a.metadata.name}`.localeCompare(`${b.kind}/${b.metadata.name}`))
}

/** Deletion goes on for a while after it was accepted; the server tells the end only to those who watch, and one look more does for a test. */
async function gone(ref: Parameters<KubeClient['read']>[0]): Promise<void> {
  await expect.poll(() => site.kube.read(ref), { timeout: 40_000, interval: 250 }).toBeUndefined()
}

const aWidgetDefinition: KubeObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Cluster',
    names: { plural: 'widgets', singular: 'widget', kind: 'Widget' },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
  },
}

/** Kinds that are hard to make twice: fixed ports, claims, Jobs, bare Pods, rights. Their image is never pulled. */
function someWork(namespace: string): KubeObject[] {
  const containers = [{ name: 'c', image: 'kindlab.invalid/none:1', imagePullPolicy: 'Never' }]
  const labels = { app: 'web' }
  const metadata = (name: string) => ({ name, namespace, labels })
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadata('worker') },
    { apiVersion: 'v1', kind: 'Secret', metadata: metadata('password'), stringData: { word: 'open' } },
    { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: metadata('data'), spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Mi' } } } },
    { apiVersion: 'v1', kind: 'Service', metadata: metadata('web'), spec: { type: 'NodePort', selector: labels, ports: [{ port: 80, nodePort: 31_234 }] } },
    { apiVersion: 'v1', kind: 'Service', metadata: metadata('headless'), spec: { clusterIP: 'None', selector: labels, ports: [{ port: 80 }] } },
    { apiVersion: 'v1', kind: 'Pod', metadata: metadata('bare'), spec: { containers, serviceAccountName: 'worker' } },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: metadata('web'), spec: { replicas: 2, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } } },
    { apiVersion: 'batch/v1', kind: 'Job', metadata: metadata('once'), spec: { template: { spec: { containers, restartPolicy: 'Never' } } } },
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: metadata('reader'), rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] },
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: metadata('closed'), spec: { podSelector: {} } },
  ]
}
