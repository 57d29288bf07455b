import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { problemFrom } from '#contract/problem.ts'
import { silentProgress } from '#contract/progress.ts'
import { createKubeconfigProvider, namespacesOf, poolOf } from '../../../engine/cluster/kubeconfig-provider.ts'
import { pooledNamespaces } from '../../../engine/cluster/kubeconfig-provider-namespaces.ts'
import { leaseKind } from '../../../engine/cluster/kubeconfig-provider-pool.ts'
import type { NamespaceRequest } from '../../../engine/cluster/namespace-source.ts'
import type { KubeClient } from '../../../engine/kube/kube-client.ts'
import { createClusterWatch } from '../../../engine/watch/cluster-watch.ts'
import { lendCluster, type LentCluster } from './kubeconfig-provider-lent.ts'

const pool = `lent-pool-${process.pid}`
const names = [1, 2].map((number) => `lent-${process.pid}-${number}`)
const progress = silentProgress(new AbortController().signal)
const { signal } = progress

let folder: string
let cluster: LentCluster
let admin: KubeClient
let lent: KubeClient
let kubeconfig: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kindlab-lent-'))
  cluster = await lendCluster(pool, names)
  ;({ admin, lent } = cluster)
  kubeconfig = join(folder, 'kubeconfig')
  await writeFile(kubeconfig, cluster.kubeconfig, { mode: 0o600 })
})

afterAll(async () => {
  await cluster[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

const problemOf = (work: Promise<unknown>) => work.then(() => undefined, problemFrom)

describe('a lent cluster', () => {
  const provider = () => createKubeconfigProvider({ kubeconfig })

  it('is ready with namespaced rights alone', async () => {
    expect(await provider().state()).toMatchObject({ kind: 'ready', cluster: { provider: 'kubeconfig', kubernetes: expect.stringMatching(/^v1\./) } })
    const ready = await provider().up({}, progress)
    expect(ready.images.terminal).toBe('registry.example.com/kindlab/terminal:1')
    expect([ready.internalServer, ready.internalAuthority]).toEqual(['https://kubernetes.default.svc', expect.stringContaining('BEGIN CERTIFICATE')])
    expect(ready.facts.name).toBe(`${new URL(ready.access.server).host}/${pool}`)
    expect(await poolOf({ kubeconfig })).toBe(pool)
    expect((await namespacesOf(lent, pool)).toSorted()).toEqual(names)
  })

  it('offers namespaces and no more, and is neither paused nor stopped nor removed', async () => {
    expect([...provider().capabilities]).toEqual(['namespaces'])
    expect((await problemOf(provider().pause(progress)))?.code).toBe('lent-cluster-not-ours')
    expect((await problemOf(provider().stop(progress)))?.code).toBe('lent-cluster-not-ours')
    await provider().down(progress)
    expect((await provider().state()).kind).toBe('ready')
  })

  it('names each right that is missing, and where', async () => {
    const [first = ''] = names
    const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', name: 'kindlab', namespace: first }
    const before = await admin.read(role)
    const rules = ((before?.['rules'] ?? []) as { resources: string[] }[]).filter(({ resources }) => !resources.includes('pods/exec'))
    await admin.mergePatch(role, { rules })
    await expect.poll(async () => problemOf(provider().up({}, progress)), { timeout: 10_000 }).toMatchObject({ code: 'lent-rights-missing', params: { rights: `${first}: get+create pods/attach, get+create pods/exec` } })
    await admin.mergePatch(role, { rules: before?.['rules'] })
    await expect.poll(() => provider().state(), { timeout: 10_000 }).toMatchObject({ kind: 'ready' })
  })

  it('says so when nobody prepared it', async () => {
    const elsewhere = join(folder, 'elsewhere')
    await writeFile(elsewhere, (await readFile(kubeconfig, 'utf8')).replace(`namespace: ${pool}`, 'namespace: default'))
    expect(await createKubeconfigProvider({ kubeconfig: elsewhere }).state()).toMatchObject({ kind: 'failed', problem: { code: 'lent-rights-missing' } })
    const asAdmin = await readFile(process.env['KINDLAB_TEST_KUBECONFIG'] ?? '', 'utf8')
    await writeFile(elsewhere, asAdmin)
    expect(await createKubeconfigProvider({ kubeconfig: elsewhere }).state()).toMatchObject({ kind: 'failed', problem: { code: 'lent-cluster-unprepared', params: { namespace: 'default' } } })
  })

  it('says so when it cannot be reached, or the kubeconfig is not there', async () => {
    const nowhere = join(folder, 'nowhere')
    await writeFile(nowhere, (await readFile(kubeconfig, 'utf8')).replace(/server: .*/, 'server: https://127.0.0.1:1'))
    expect(await createKubeconfigProvider({ kubeconfig: nowhere }).state()).toMatchObject({ kind: 'failed', problem: { code: 'lent-cluster-unreachable' } })
    expect(await createKubeconfigProvider({ kubeconfig: join(folder, 'none') }).state()).toMatchObject({ kind: 'failed', problem: { code: 'kubeconfig-unreadable' } })
  })
})

describe('a watch of a lent namespace', () => {
  it('shows what is there and each change, with namespaced rights alone', async () => {
    const [namespace = ''] = names
    const watch = createClusterWatch({ access: lent.access, discover: (kind) => lent.resource(kind) })
    const configMaps = watch.want({ apiVersion: 'v1', kind: 'ConfigMap', namespace })
    const arrived = new Promise<string>((resolve) => {
      watch.onChange((change) => {
        if (change.kind === 'added' && change.object.metadata.name === 'watched') resolve(change.object.metadata.name)
      })
    })
    await configMaps.synced(signal)
    await admin.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'watched', namespace } })
    expect(await arrived).toBe('watched')
    expect([configMaps.state, watch.sight.kind]).toEqual(['live', 'live'])
    const elsewhere = watch.want({ apiVersion: 'v1', kind: 'ConfigMap', namespace: 'kube-system' })
    await elsewhere.synced(signal)
    expect(elsewhere.state).toBe('denied')
    watch.dispose()
    await admin.delete({ apiVersion: 'v1', kind: 'ConfigMap', name: 'watched', namespace })
  })
})

describe('its pool', () => {
  const source = () => pooledNamespaces({ kube: lent, pool })
  const ask = (attempt: string, alias = 'main', round = 1): NamespaceRequest => ({ attempt, alias, round, pack: 'p', lab: 'l', podSecurity: 'baseline', signal })

  beforeEach(async () => {
    for (const name of names) await source().release(name)
  })

  it('gives each of two who ask at once a namespace of their own, and then has no more', async () => {
    const got = await Promise.all([source().claim(ask('one')), source().claim(ask('two'))])
    expect(got.toSorted()).toEqual(names)
    expect(await problemOf(source().claim(ask('three')))).toMatchObject({ code: 'lent-pool-used-up', params: { size: 2 } })
  })

  it('gives the same one to who asks again, and tells what an attempt holds', async () => {
    const first = await source().claim(ask('one'))
    expect(await source().claim(ask('one'))).toBe(first)
    expect(await source().held('one')).toEqual([first])
    expect(await source().claim(ask('one', 'main', 2))).not.toBe(first)
  })

  it('takes a namespace back empty: no Pod, no owner that makes it again, no token of a learner’s making', async () => {
    const namespace = await source().claim(ask('one'))
    await admin.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'left', namespace, labels: { 'dev.kindlab.pool': 'true' } } })
    await admin.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'extra', namespace } })
    const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'registry.example.com/none:1' }] } }
    await admin.create({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace }, spec: { replicas: 2, selector: { matchLabels: { app: 'web' } }, template } })
    await expect.poll(async () => (await admin.list({ apiVersion: 'v1', kind: 'Pod' }, { namespace })).length, { timeout: 20_000 }).toBe(2)
    await source().release(namespace)
    expect(await everythingIn(namespace)).toEqual(['ConfigMap kube-root-ca.crt', 'ServiceAccount default', 'ServiceAccount learner'])
    expect(await source().held('one')).toEqual([])
  })

  it('empties what a crash left before anyone gets it', async () => {
    const namespace = await source().claim(ask('one'))
    const [other = ''] = names.filter((name) => name !== namespace)
    await source().claim(ask('busy'))
    await admin.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'left', namespace } })
    const tomorrow = pooledNamespaces({ kube: lent, pool, now: () => new Date(Date.now() + 13 * 3_600_000) })
    expect([namespace, other]).toContain(await tomorrow.claim(ask('two')))
    expect([namespace, other]).toContain(await tomorrow.claim(ask('three')))
    expect(await everythingIn(namespace)).not.toContain('ConfigMap left')
    for (const name of names) await tomorrow.release(name)
  })

  it('has nothing to do for a namespace that is free or not of the pool', async () => {
    await source().release(names[0]!)
    await source().release('default')
    expect(await admin.read({ ...leaseKind, name: 'default', namespace: pool })).toBeUndefined()
  })

  async function everythingIn(namespace: string): Promise<string[]> {
    const kinds = ['ConfigMap', 'Pod', 'Secret', 'Service', 'ServiceAccount'].map((kind) => ({ apiVersion: 'v1', kind }))
    const all = await Promise.all([...kinds, { apiVersion: 'apps/v1', kind: 'Deployment' }, { apiVersion: 'apps/v1', kind: 'ReplicaSet' }].map((kind) => admin.list(kind, { namespace })))
    return all.flat().map(({ kind, metadata }) => `${kind} ${metadata.name}`).toSorted()
  }
})
