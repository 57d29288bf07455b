import { afterEach, describe, expect, it } from 'vitest'
import type { KubeObject } from '../../../contract/kube.ts'
import { ProblemError } from '../../../contract/problem.ts'
import { createKubeClient } from '../../../engine/kube/create-kube-client.ts'
import type { KubeClient } from '../../../engine/kube/kube-client.ts'
import { isAlreadyExists, isConflict, KubeError } from '../../../engine/kube/kube-error.ts'
import { type Answer, type ApiServerStub, namedGroups, type SeenRequest, serveApi } from './api-server-stub.ts'

const configMap: KubeObject = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'colours', namespace: 'team-a' }, data: { sky: 'blue' } }
const colours = { apiVersion: 'v1', kind: 'ConfigMap', name: 'colours', namespace: 'team-a' }
const address = '/api/v1/namespaces/team-a/configmaps/colours'

describe('the client', () => {
  let stub: ApiServerStub
  let client: KubeClient

  afterEach(async () => {
    client.dispose()
    await stub[Symbol.asyncDispose]()
  })

  async function serve(answer: (request: SeenRequest) => Answer | undefined = () => undefined): Promise<void> {
    stub = await serveApi(answer)
    client = createKubeClient(stub.access)
  }
  const requests = (): string[] => stub.seen.map(({ method, url }) => `${method} ${url}`).filter((line) => !/ \/apis?$/.test(line))
  const status = (code: number, reason: string): Answer => ({ status: code, body: { kind: 'Status', reason, message: 'as the server says' } })

  it('reads an object with its dates as the strings that were sent', async () => {
    const sent = { ...configMap, metadata: { ...configMap.metadata, creationTimestamp: '2026-01-02T03:04:05Z' } }
    await serve(({ url }) => (url === address ? { body: sent } : undefined))
    expect(await client.read(colours)).toEqual(sent)
  })

  it('says undefined of an object that is not there, and of a kind that is not served', async () => {
    await serve()
    expect(await client.read(colours)).toBeUndefined()
    expect(await client.read({ apiVersion: 'example.com/v1', kind: 'Widget', name: 'w', namespace: 'a' })).toBeUndefined()
  })

  it('keeps upper-case letters and colons of a name', async () => {
    await serve(() => undefined)
    await client.read({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', name: 'team:Readers' })
    expect(requests()).toEqual(['GET /apis/rbac.authorization.k8s.io/v1/clusterroles/team%3AReaders'])
  })

  it('makes one connection for many calls, one after the other', async () => {
    await serve(({ url }) => (url === address ? { body: configMap } : undefined))
    await client.resource(colours)
    const before = stub.connections()
    for (let call = 0; call < 20; call += 1) await client.read(colours)
    expect(stub.connections()).toBe(before)
  })

  it('asks again by itself when the kept connection turns out to be closed', async () => {
    await serve(({ url }) => (url === address ? { body: configMap } : undefined))
    await client.read(colours)
    stub.closeConnections()
    expect(await client.read(colours)).toEqual(configMap)
  })

  it('asks for discovery once, and again for a kind it does not know', async () => {
    let groups = namedGroups
    await serve(({ url }) => (url === '/apis' ? { body: groups } : undefined))
    await client.read(colours)
    await client.read(colours)
    expect(stub.seen.filter(({ url }) => url === '/apis')).toHaveLength(1)
    const widget = { resource: 'widgets', scope: 'Cluster', verbs: ['list'], responseKind: { kind: 'Widget', group: 'example.com', version: 'v1' } }
    groups = { items: [{ metadata: { name: 'example.com' }, versions: [{ version: 'v1', resources: [widget] }] }] }
    expect(await client.resource({ apiVersion: 'example.com/v1', kind: 'Widget' })).toEqual({
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      plural: 'widgets',
      namespaced: false,
      verbs: ['list'],
    })
  })

  it('takes an unchanged discovery for what it knew', async () => {
    await serve(({ url, headers }) => (/^\/apis?$/.test(url) && headers['if-none-match'] ? { status: 304, body: '' } : undefined))
    const first = await client.resources()
    expect(await client.resources()).toEqual(first)
    expect(first.map(({ kind }) => kind)).toEqual(['Namespace', 'ConfigMap', 'Pod', 'Deployment', 'ClusterRole'])
  })

  it('gives listed objects the kind that a list leaves out', async () => {
    await serve(({ url }) => (url === '/api/v1/namespaces/team-a/configmaps?labelSelector=app%3Dweb' ? { body: { items: [{ metadata: { name: 'a' } }] } } : undefined))
    expect(await client.list({ apiVersion: 'v1', kind: 'ConfigMap' }, { namespace: 'team-a', labels: 'app=web' })).toEqual([
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } },
    ])
  })

  it('finds none of a kind that went since it was discovered', async () => {
    await serve()
    expect(await client.list({ apiVersion: 'apps/v1', kind: 'Deployment' })).toEqual([])
  })

  it('applies on the server as the manager it is told', async () => {
    await serve(({ method }) => (method === 'PATCH' ? { body: configMap } : undefined))
    await client.apply(configMap, { fieldManager: 'kindlab', force: true, dryRun: true })
    expect(requests()).toEqual([`PATCH ${address}?fieldManager=kindlab&force=true&dryRun=All`])
    expect(stub.seen.at(-1)?.headers['content-type']).toBe('application/apply-patch+yaml')
  })

  it('forces a deletion by its address, where no proxy or library can lose it', async () => {
    await serve(({ method }) => (method === 'DELETE' ? { body: {} } : undefined))
    await client.delete(colours, { graceSeconds: 0, propagation: 'Foreground' })
    await client.deleteAll({ apiVersion: 'v1', kind: 'Pod' }, 'team-a', { graceSeconds: 0 })
    expect(requests()).toEqual([
      `DELETE ${address}?gracePeriodSeconds=0&propagationPolicy=Foreground`,
      'DELETE /api/v1/namespaces/team-a/pods?gracePeriodSeconds=0',
    ])
  })

  it('is content when what it should delete is gone already', async () => {
    await serve()
    await expect(client.delete(colours)).resolves.toBeUndefined()
  })

  it('tells a conflict from an object that exists already', async () => {
    await serve(({ method }) => (method === 'PUT' ? status(409, 'Conflict') : method === 'POST' ? status(409, 'AlreadyExists') : undefined))
    const replaced = await client.replace(configMap).catch((error: unknown) => error)
    const created = await client.create(configMap).catch((error: unknown) => error)
    expect([isConflict(replaced), isAlreadyExists(replaced)]).toEqual([true, false])
    expect([isConflict(created), isAlreadyExists(created)]).toEqual([false, true])
  })

  it('says what it wanted of which object, and what the server said', async () => {
    await serve(({ method }) => (method === 'POST' ? status(403, 'Forbidden') : undefined))
    const error = await client.create(configMap).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(KubeError)
    expect((error as KubeError).message).toBe('create ConfigMap colours in team-a: Forbidden: as the server says')
  })

  it('says so when an object of a kind that is not served should be made', async () => {
    await serve()
    await expect(client.apply({ apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'w' } }, { fieldManager: 'kindlab' })).rejects.toThrow(
      'apply Widget w: NotServed: the server serves no Widget of example.com/v1',
    )
  })

  it('calls in the name of another when it is asked to', async () => {
    await serve(({ method }) => (method === 'POST' ? { body: configMap } : undefined))
    await client.with({ impersonate: { user: 'system:serviceaccount:a:b', groups: ['x', 'y'] } }).create(configMap)
    const headers = stub.seen.at(-1)?.headers
    expect([headers?.['impersonate-user'], headers?.['impersonate-group']]).toEqual(['system:serviceaccount:a:b', 'x, y'])
  })

  it('shows its token', async () => {
    stub = await serveApi(() => ({ body: { gitVersion: 'v1.37.0' } }))
    client = createKubeClient({ ...stub.access, token: 'abc' })
    expect(await client.version()).toBe('v1.37.0')
    expect(stub.seen.at(-1)?.headers.authorization).toBe('Bearer abc')
  })

  it('ends a call when its signal aborts, with the signal’s reason', async () => {
    const stop = new AbortController()
    await serve(({ url }) => {
      if (url === address) stop.abort(new Error('enough'))
      return undefined
    })
    await expect(client.with({ signal: stop.signal }).read(colours)).rejects.toThrow('enough')
    await expect(client.with({ signal: stop.signal }).read(colours)).rejects.toThrow('enough')
  })

  it('keeps an abort without a reason an abort', async () => {
    const stop = new AbortController()
    stop.abort()
    await serve()
    await expect(client.with({ signal: stop.signal }).read(colours)).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('tells a server that is not there as a problem to act on', async () => {
    await serve()
    await stub[Symbol.asyncDispose]()
    const error = await client.read(colours).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ProblemError)
    expect((error as ProblemError).problem.code).toBe('kube-unreachable')
    expect(await client.isReady()).toBe(false)
  })
})
