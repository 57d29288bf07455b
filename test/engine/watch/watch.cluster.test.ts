import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import type { KubeClient } from '../../../engine/kube/kube-client.ts'
import { nodeLeases } from '../../../engine/watch/cluster-watch.ts'
import { usualTiming } from '../../../engine/watch/timing.ts'
import { aConfigMap, aNamespace, bareWatch, connectToCluster, quantiles } from './on-cluster.ts'
import { Recording } from './recording.ts'

const kinds = [
  ['v1', 'Pod'],
  ['v1', 'ConfigMap'],
  ['v1', 'Service'],
  ['v1', 'Namespace'],
  ['v1', 'Event'],
  ['v1', 'Node'],
  ['v1', 'ServiceAccount'],
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'ReplicaSet'],
  ['batch/v1', 'Job'],
  ['discovery.k8s.io/v1', 'EndpointSlice'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
].map(([apiVersion = '', kind = '']) => ({ apiVersion, kind }))

let kube: KubeClient

beforeAll(async () => {
  kube = await connectToCluster()
})
afterAll(() => kube?.dispose())

const aRecording = (options: ConstructorParameters<typeof Recording>[1] = {}): Recording =>
  new Recording({ access: kube.access, discover: (kind) => kube.resource(kind) }, { timing: usualTiming, ...options })

describe('a watch of a real cluster', () => {
  it('shows in a moment what a list by the client shows', async () => {
    await kube.resources()
    using record = aRecording()
    const start = performance.now()
    const handles = kinds.map((kind) => record.watch.want(kind))
    await Promise.all(handles.map((handle) => handle.synced()))
    console.log(`${kinds.length} kinds synced in ${(performance.now() - start).toFixed(0)} ms`)
    const roles = handles.at(-1)
    const listed = await kube.list({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole' })
    expect([...(roles?.objects.values() ?? [])].map(nameAndVersion).toSorted()).toEqual(listed.map(nameAndVersion).toSorted())
    expect(record.watch.sight).toEqual({ kind: 'live' })
  })

  it('sees what is made, changed and deleted, each once and as soon as a bare watch', async () => {
    await using namespace = await aNamespace(kube, 'watch')
    using record = aRecording()
    await record.watch.want({ apiVersion: 'v1', kind: 'ConfigMap', namespace: namespace.name }).synced()
    using bare = bareWatch(kube.access, `/api/v1/namespaces/${namespace.name}/configmaps?watch=1`, /"name":"c\d+"/g)
    await bare.ready
    const seen = new Map<string, number>()
    record.watch.onChange((change) => change.kind === 'added' && seen.set(change.object.metadata.name, performance.now()))
    const count = 200
    for (let number = 0; number < count; number += 1) await kube.create(aConfigMap(namespace.name, `c${number}`, { greeting: '안녕하세요' }))
    await record.until('all of them', () => seen.size >= count, 30_000)
    const delays = [...seen].map(([name, at]) => at - (bare.arrivals.get(`"name":"${name}"`) ?? NaN)).filter(Number.isFinite)
    console.log(`told after a bare watch got the bytes: ${quantiles(delays)}`)
    await kube.mergePatch({ apiVersion: 'v1', kind: 'ConfigMap', namespace: namespace.name, name: 'c0' }, { data: { a: '1' } })
    await kube.delete({ apiVersion: 'v1', kind: 'ConfigMap', namespace: namespace.name, name: 'c0' })
    await record.until('the end of c0', () => record.changes.at(-1)?.kind === 'deleted')
    const ofOne = record.changes.flatMap((change) => ('object' in change && change.object.metadata.name === 'c0' ? [change.kind] : []))
    expect(ofOne).toEqual(['added', 'modified', 'deleted'])
    expect(record.changes.filter(({ kind }) => kind === 'added').length).toBe(count + (await ownConfigMaps(namespace.name)))
  })

  it('sees a kind come and go with its CustomResourceDefinition', async () => {
    const group = `w${process.pid}.kindlab.test`
    const crd = aCrd(group)
    using record = aRecording()
    const handle = record.watch.want({ apiVersion: `${group}/v1`, kind: 'Widget' })
    try {
      await handle.synced()
      expect(handle.state).toBe('absent')
      const start = performance.now()
      await kube.create(crd)
      await record.until('live', () => handle.state === 'live', 30_000)
      console.log(`a new kind was live ${(performance.now() - start).toFixed(0)} ms after its CRD was created`)
      await kube.create({ apiVersion: `${group}/v1`, kind: 'Widget', metadata: { name: 'blue', namespace: 'default' } })
      await record.until('the widget', () => handle.objects.has('default/blue'), 30_000)
    } finally {
      await kube.delete({ apiVersion: crd.apiVersion, kind: crd.kind, name: crd.metadata.name })
    }
    await record.until('absent', () => handle.state === 'absent', 30_000)
    expect(handle.objects.size).toBe(0)
  })

  it('asks the server for nothing while nothing happens', async () => {
    const heard: string[] = []
    using record = aRecording({ heartbeat: nodeLeases, log: (line) => void heard.push(line) })
    await Promise.all(kinds.map((kind) => record.watch.want(kind).synced()))
    await record.until('all watches', () => record.watch.requests === 2 * (kinds.length + 1))
    const cpu = process.cpuUsage()
    // Longer than from one renewal of a Lease to the next, and than several pings.
    await aWhile(12_000)
    const { user, system } = process.cpuUsage(cpu)
    console.log(`12 s of ${kinds.length} idle watches: ${((user + system) / 1000).toFixed(0)} ms of CPU`)
    expect(record.watch.requests - 2 * (kinds.length + 1)).toBe(0)
    expect([record.watch.sight, heard]).toEqual([{ kind: 'live' }, []])
  })
})

/** The measure is time itself here: how much happens in so much of it. */
const aWhile = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

const nameAndVersion = ({ metadata }: KubeObject): string => `${metadata.name}@${metadata.resourceVersion}`

/** Those that the cluster itself puts into every namespace (kube-root-ca.crt). */
async function ownConfigMaps(namespace: string): Promise<number> {
  return (await kube.list({ apiVersion: 'v1', kind: 'ConfigMap' }, { namespace })).filter(({ metadata }) => metadata.name.startsWith('kube-')).length
}

const aCrd = (group: string): KubeObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `widgets.${group}` },
  spec: {
    group,
    scope: 'Namespaced',
    names: { plural: 'widgets', singular: 'widget', kind: 'Widget' },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } } }],
  },
})
