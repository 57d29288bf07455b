import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Components } from '../../../engine/components/components.ts'
import { readComponents } from '../../../engine/components/component-recipe.ts'
import type { KubeClient } from '../../../engine/kube/kube-client.ts'
import { refOf } from '../../../engine/kube/ref-of.ts'
import { connectToCluster, patiently } from '../attempts/on-cluster.ts'
import { componentsOf } from './on-cluster.ts'

describe('metrics-server on a real cluster', () => {
  const [recipe] = readComponents().filter(({ name }) => name === 'metrics-server')
  let kube: KubeClient
  let components: Components

  beforeAll(async () => {
    kube = await connectToCluster()
    components = await componentsOf(kube)
    await components.remove('metrics-server', patiently)
  })

  afterAll(() => kube.dispose())

  const state = async () => (await components.list()).find(({ name }) => name === 'metrics-server')?.state

  it('is added, and soon tells what Pods use', { timeout: 900_000 }, async () => {
    expect(await state()).toBe('absent')
    await components.add('metrics-server', patiently)
    expect(await state()).toBe('added')
    await expect.poll(() => kube.list({ apiVersion: 'metrics.k8s.io/v1beta1', kind: 'PodMetrics' }, { namespace: 'kube-system' }).then((pods) => pods.length, () => 0), { timeout: 60_000, interval: 500 }).toBeGreaterThan(0)
  })

  it('is left alone by a second add, which is quick', async () => {
    const before = performance.now()
    await components.add('metrics-server', patiently)
    expect(performance.now() - before).toBeLessThan(1_000)
  })

  it('is gone on with where adding it was cut short', async () => {
    await kube.delete({ apiVersion: 'v1', kind: 'ConfigMap', name: 'kindlab-component-metrics-server', namespace: 'kube-system' })
    expect(await state()).toBe('partial')
    await components.add('metrics-server', patiently)
    expect(await state()).toBe('added')
  })

  it('is removed without a trace', async () => {
    await components.remove('metrics-server', patiently)
    expect(await state()).toBe('absent')
    const left = await Promise.all((recipe?.objects ?? []).map((object) => kube.read(refOf(object))))
    expect(left.filter((object) => object !== undefined)).toEqual([])
  })

  it('names those that there are when asked for another', async () => {
    await expect(components.add('metric-server', patiently)).rejects.toMatchObject({ problem: { code: 'component-missing', params: { components: expect.stringContaining('metrics-server') } } })
  })
})
