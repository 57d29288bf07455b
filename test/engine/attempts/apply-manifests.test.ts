import { describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import type { ProblemError } from '#contract/problem.ts'
import { applyManifests } from '../../../engine/attempts/apply-manifests.ts'
import { KubeError } from '../../../engine/kube/kube-error.ts'
import { FakeCluster, FakeKubeClient } from '../../fakes/fake-kube-client.ts'

const namespaces = { main: 'colours-main-x7k2q', dev: 'colours-dev-x7k2q' }
const options = { namespaces, signal: new AbortController().signal, source: 'start/' }

function aCluster(): FakeCluster {
  const cluster = new FakeCluster()
  for (const name of Object.values(namespaces)) cluster.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
  return cluster
}

const configMap = (name: string, namespace?: string): KubeObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...(namespace === undefined ? {} : { namespace }) } })

const problemOf = (work: Promise<unknown>): Promise<unknown> => work.then(String, (error: unknown) => (error as ProblemError).problem)

describe('manifests', () => {
  it('go into the first namespace, or the one that they name as the lab or the cluster calls it', async () => {
    const cluster = aCluster()
    await applyManifests(new FakeKubeClient(cluster), [configMap('a'), configMap('b', 'dev'), configMap('c', 'colours-dev-x7k2q')], options)
    expect(cluster.names('ConfigMap')).toEqual(['colours-main-x7k2q/a', 'colours-dev-x7k2q/b', 'colours-dev-x7k2q/c'])
  })

  it('of kinds that belong to no namespace go into none', async () => {
    const cluster = aCluster()
    await applyManifests(new FakeKubeClient(cluster), [{ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'p' }, value: 1 }], options)
    expect(cluster.names('PriorityClass')).toEqual(['p'])
  })

  it.each([
    ['Forbidden', 403, 'manifest-forbidden'],
    ['Invalid', 422, 'manifest-refused'],
  ])('that the server refuses as %s say which and from where', async (reason, code, expected) => {
    const cluster = aCluster()
    cluster.beforeChange = () => {
      throw new KubeError('apply ConfigMap a', code, reason, 'as the server says')
    }
    expect(await problemOf(applyManifests(new FakeKubeClient(cluster), [configMap('a')], options))).toEqual({
      code: expected,
      params: { source: 'start/', object: 'ConfigMap a' },
      detail: `apply ConfigMap a: ${reason}: as the server says`,
    })
  })

  it('stay inside the attempt', async () => {
    const problem = await problemOf(applyManifests(new FakeKubeClient(aCluster()), [configMap('a', 'default')], options))
    expect(problem).toMatchObject({ code: 'manifest-outside', params: { namespace: 'default' } })
  })
})
