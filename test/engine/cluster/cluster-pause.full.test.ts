import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import type { KubeAccess, KubeClient } from '../../../engine/kube/kube-client.ts'
import { patiently, type RealCluster, realCluster, timeToRunningPod, withClient } from './real-cluster.ts'

const name = 'kindlab-pause-test'
let cluster: RealCluster
let access: KubeAccess

beforeAll(async () => {
  cluster = await realCluster(name)
  access = (await cluster.provider.up({ nodes: 2 }, patiently())).access
  await withClient(access, deploy)
})
afterAll(() => cluster[Symbol.asyncDispose]())

/** Three Pods with a readiness probe, as checks look at them. */
async function deploy(client: KubeClient): Promise<void> {
  const labels = { app: 'web' }
  const readinessProbe = { httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 2 }
  const container = { name: 'web', image: 'registry.k8s.io/e2e-test-images/agnhost:2.66.1', args: ['netexec'], readinessProbe }
  const spec = { replicas: 3, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [container] } } }
  await client.apply({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'default' }, spec }, { fieldManager: 'test' })
  await vi.waitFor(async () => expect(await podsReady(client)).toEqual(['True', 'True', 'True']), { timeout: 120_000, interval: 500 })
}

async function podsReady(client: KubeClient): Promise<(string | undefined)[]> {
  return (await readiness(client)).filter(({ what }) => what.startsWith('Pod')).map(({ ready }) => ready)
}

/** Each node's and Pod's readiness with the time since when: a flip between two looks shows in it. */
async function readiness(client: KubeClient) {
  const nodes = await client.list({ apiVersion: 'v1', kind: 'Node' })
  const pods = await client.list({ apiVersion: 'v1', kind: 'Pod' }, { namespace: 'default', labels: 'app=web' })
  return [...nodes, ...pods].map(readinessOf)
}

function readinessOf(object: KubeObject) {
  // Read from a real API server, whose objects have these fields.
  const status = object['status'] as { conditions?: { type: string; status: string; lastTransitionTime: string }[] }
  const ready = status.conditions?.find(({ type }) => type === 'Ready')
  return { what: `${object.kind} ${object.metadata.name}`, uid: object.metadata.uid, deleted: object.metadata.deletionTimestamp, ready: ready?.status, since: ready?.lastTransitionTime }
}

async function pauseFor(seconds: number): Promise<void> {
  const before = await withClient(access, readiness)
  await cluster.provider.pause(patiently())
  await wait(seconds * 1_000)
  const began = performance.now()
  await cluster.provider.resume(patiently())
  console.log(`resumed in ${Math.round(performance.now() - began)} ms after ${seconds} s`)
  await withClient(access, async (client) => {
    console.log(`a new Pod ran after ${Math.round(await timeToRunningPod(client, `after-${seconds}`))} ms`)
    expect(await readiness(client)).toEqual(before)
    // The controller manager looks every 5 s, a kubelet reports every 10 s: what they think of the pause shows by then.
    await wait(15_000)
    expect(await readiness(client)).toEqual(before)
  })
}

describe('a pause', () => {
  it.each([10, 60, 90])('of %i s makes no node lost and no Pod not ready', (seconds) => pauseFor(seconds))

  it('of ten minutes makes no node lost and no Pod not ready', () => pauseFor(600))
})
