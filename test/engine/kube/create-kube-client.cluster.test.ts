import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import { createKubeClient } from '../../../engine/kube/create-kube-client.ts'
import type { KubeClient } from '../../../engine/kube/kube-client.ts'
import { isAlreadyExists, isConflict, isForbidden } from '../../../engine/kube/kube-error.ts'
import { accessFromKubeconfig, kubeconfigFor } from '../../../engine/kube/kubeconfig.ts'

const namespace = `kube-client-${randomUUID().slice(0, 8)}`
let client: KubeClient

beforeAll(async () => {
  const path = process.env['KINDLAB_TEST_KUBECONFIG']
  if (path === undefined) throw new Error('these tests need a cluster: KINDLAB_TEST_KUBECONFIG names its kubeconfig')
  client = createKubeClient(await accessFromKubeconfig(await readFile(path, 'utf8')))
  await client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } })
})

afterAll(async () => {
  await client.delete({ apiVersion: 'v1', kind: 'Namespace', name: namespace })
  client.dispose()
})

const configMap = (name: string, data: Readonly<Record<string, string>>): KubeObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data })
const thrownBy = (work: Promise<unknown>): Promise<unknown> => work.then(() => undefined, (error: unknown) => error)

const aGadgetDefinition: KubeObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'gadgets.kubeclient.kindlab.test' },
  spec: {
    group: 'kubeclient.kindlab.test',
    scope: 'Namespaced',
    names: { plural: 'gadgets', singular: 'gadget', kind: 'Gadget' },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
  },
}

describe('the client, of a real API server', () => {
  it('reads what it made, dates as text, and says undefined once it is gone', async () => {
    await client.create(configMap('a', { one: '1' }))
    const ref = { apiVersion: 'v1', kind: 'ConfigMap', name: 'a', namespace }
    const read = await client.read(ref)
    expect(read).toMatchObject({ apiVersion: 'v1', kind: 'ConfigMap', data: { one: '1' } })
    expect(read?.metadata.creationTimestamp).toMatch(/^\d{4}-\d\d-\d\dT[\d:]+Z$/)
    await client.delete(ref)
    expect(await client.read(ref)).toBeUndefined()
  })

  it('applies on the server, taking back what it no longer says, and meets other managers as a conflict', async () => {
    await client.apply(configMap('b', { one: '1', two: '2' }), { fieldManager: 'first' })
    expect(await client.apply(configMap('b', { one: '1' }), { fieldManager: 'first' })).toMatchObject({ data: { one: '1' } })
    expect((await client.read({ apiVersion: 'v1', kind: 'ConfigMap', name: 'b', namespace }))?.['data']).toEqual({ one: '1' })
    const error = await thrownBy(client.apply(configMap('b', { one: 'other' }), { fieldManager: 'second' }))
    expect(isConflict(error)).toBe(true)
    expect(String(error)).toMatch(/apply ConfigMap b in .*first/)
    expect(await client.apply(configMap('b', { one: 'other' }), { fieldManager: 'second', force: true })).toMatchObject({ data: { one: 'other' } })
  })

  it('tells an object that exists from one that changed meanwhile', async () => {
    const made = await client.create(configMap('c', {}))
    expect(isAlreadyExists(await thrownBy(client.create(configMap('c', {}))))).toBe(true)
    await client.mergePatch({ apiVersion: 'v1', kind: 'ConfigMap', name: 'c', namespace }, { data: { one: '1' } })
    expect(isConflict(await thrownBy(client.replace({ ...made, data: { one: '2' } })))).toBe(true)
  })

  it('ends a Pod at once where it is told to, instead of after its grace', async () => {
    const spec = { terminationGracePeriodSeconds: 600, containers: [{ name: 'c', image: 'kindlab.invalid/none:1', imagePullPolicy: 'Never' }] }
    await client.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } }).catch(() => {})
    const ref = { apiVersion: 'v1', kind: 'Pod', namespace }
    for (const name of ['one', 'two']) await client.create({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace }, spec })
    await client.delete({ ...ref, name: 'one' }, { graceSeconds: 0 })
    expect(await client.read({ ...ref, name: 'one' })).toBeUndefined()
    await client.deleteAll(ref, namespace, { graceSeconds: 0 })
    expect(await client.list(ref, { namespace })).toEqual([])
  })

  it('knows every kind that is served, one defined a moment ago too, and finds none of a kind that is gone', async () => {
    const facts = await client.resource({ apiVersion: 'apps/v1', kind: 'Deployment' })
    expect(facts).toMatchObject({ plural: 'deployments', namespaced: true })
    expect((await client.resources()).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['Pod', 'Node', 'EndpointSlice', 'ClusterRole']))
    const gadget = { apiVersion: 'kubeclient.kindlab.test/v1', kind: 'Gadget' }
    expect(await client.resource(gadget)).toBeUndefined()
    await client.create(aGadgetDefinition)
    await expect.poll(() => client.resource(gadget), { timeout: 20_000, interval: 50 }).toMatchObject({ plural: 'gadgets' })
    await client.delete({ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', name: aGadgetDefinition.metadata.name })
    await expect.poll(() => client.list(gadget), { timeout: 20_000, interval: 50 }).toEqual([])
  })

  it('acts in another’s name with their rights', async () => {
    const somebody = client.with({ impersonate: { user: 'somebody', groups: ['system:authenticated'] } })
    const error = await thrownBy(somebody.list({ apiVersion: 'v1', kind: 'Secret' }, { namespace }))
    expect(isForbidden(error)).toBe(true)
    expect(String(error)).toContain('"somebody"')
  })

  it('reaches the same server by a kubeconfig that it wrote itself', async () => {
    const again = createKubeClient(await accessFromKubeconfig(kubeconfigFor(client.access, { namespace, user: 'admin' })))
    expect(await again.version()).toBe(await client.version())
    expect(await again.isReady()).toBe(true)
    again.dispose()
  })
})
