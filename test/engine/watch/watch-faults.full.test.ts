import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import type { WatchChange } from '../../../engine/watch/watch.ts'
import { nodeLeases } from '../../../engine/watch/cluster-watch.ts'
import { usualTiming } from '../../../engine/watch/timing.ts'
import { TcpProxy } from '../../fakes/tcp-proxy.ts'
import { BusyWriter, missedBy } from './busy-writer.ts'
import { aNamespace } from './on-cluster.ts'
import { anOwnCluster, type OwnCluster } from './own-cluster.ts'
import { Recording } from './recording.ts'

/** What is promised: silence is told within this. */
const lostWithin = 15_000
const backWithin = 120_000

let cluster: OwnCluster

beforeAll(async () => {
  cluster = await anOwnCluster('kindlab-watch')
})
afterAll(() => cluster?.[Symbol.asyncDispose]())

interface Fault {
  readonly says: string
  begin(wire: TcpProxy): Promise<unknown> | void
  end?(wire: TcpProxy): Promise<unknown>
  /** Whether a person must be told; a connection that is back in a blink is no news. */
  readonly isLoss: boolean
  /** Whether the server can replay what came meanwhile: then nothing may be missing, gap or not. */
  readonly isReplayed: boolean
}

const signal = (name: 'TERM' | 'KILL' | 'STOP' | 'CONT', program: string) => (): Promise<unknown> => cluster.runtime.exec(cluster.node, ['pkill', `-${name}`, '-x', program])

/** runc gives up on freezing a cgroup v1 in which processes are made all the time ("unable to freeze"); the next attempt succeeds. */
async function pauseNode(attempts = 5): Promise<void> {
  await cluster.runtime.pause(cluster.node).catch((error: unknown) => {
    if (attempts <= 1) throw error
    return pauseNode(attempts - 1)
  })
}

const faults: readonly Fault[] = [
  { says: 'a connection closed (FIN)', begin: (wire) => wire.fin(), isLoss: false, isReplayed: true },
  { says: 'a connection reset (RST)', begin: (wire) => wire.rst(), isLoss: false, isReplayed: true },
  { says: 'packets that vanish', begin: (wire) => wire.blackHole(), end: (wire) => wire.pass(), isLoss: true, isReplayed: true },
  { says: 'connections refused for 20 s', begin: (wire) => wire.refuse(), end: (wire) => aWhile(20_000).then(() => wire.pass()), isLoss: true, isReplayed: true },
  { says: 'a frozen node', begin: () => pauseNode(), end: () => aWhile(10_000).then(() => cluster.runtime.unpause(cluster.node)), isLoss: true, isReplayed: true },
  { says: 'an etcd that stands still', begin: signal('STOP', 'etcd'), end: signal('CONT', 'etcd'), isLoss: true, isReplayed: true },
  { says: 'an API server ended by SIGTERM', begin: signal('TERM', 'kube-apiserver'), isLoss: true, isReplayed: false },
  { says: 'an API server ended by SIGKILL', begin: signal('KILL', 'kube-apiserver'), isLoss: true, isReplayed: false },
]

describe('a live watch survives', () => {
  it.each(faults)('$says: lost within 15 s, then right, nothing twice, every change told or in a gap', async (fault) => {
    await using namespace = await aNamespace(cluster.kube, 'faults')
    await using wire = await TcpProxy.to({ host: '127.0.0.1', port: Number(new URL(cluster.kube.access.server).port) })
    using record = aRecordingOver(wire)
    const configMaps = { apiVersion: 'v1', kind: 'ConfigMap', namespace: namespace.name }
    const handle = record.watch.want(configMaps)
    record.watch.want({ apiVersion: 'v1', kind: 'Pod' })
    await record.until('live', () => handle.state === 'live' && record.watch.sight.kind === 'live', 30_000)
    const writer = new BusyWriter(cluster.kube, namespace.name)
    await record.until('ten writes seen', () => handle.objects.size > 10, 30_000)

    const times = await endure({ fault, wire, record })
    const writes = writer.confirmed.length
    await record.until('ten more writes', () => writer.confirmed.length > writes + 10, backWithin)
    await writer.stop()
    await cluster.kube.create({ ...configMaps, metadata: { name: 'last', namespace: namespace.name } })
    await record.until('the last write', () => handle.objects.has(`${namespace.name}/last`), 30_000)

    const gaps = record.changes.filter(({ kind }) => kind === 'gap')
    console.log(`${fault.says}: ${times}; ${writer.confirmed.length} writes, ${gaps.length} gaps; ${sightsOf(record)}`)
    expect(versionsOf(handle.objects.values())).toEqual(versionsOf(await cluster.kube.list(configMaps, configMaps)))
    expect(doubled(record.changes)).toEqual([])
    expect(missedBy(record.changes, writer.confirmed)).toEqual([])
    if (fault.isReplayed) expect(gaps).toEqual([])
  })
})

function aRecordingOver(wire: TcpProxy): Recording {
  const { access } = cluster.kube
  return new Recording(
    { access: { ...access, server: `https://127.0.0.1:${wire.port}` }, discover: (kind) => cluster.kube.resource(kind) },
    { timing: usualTiming, heartbeat: nodeLeases },
  )
}

/** From the fault's beginning to sight regained; how long both took, in words. */
async function endure({ fault, wire, record }: { readonly fault: Fault; readonly wire: TcpProxy; readonly record: Recording }): Promise<string> {
  const begin = Date.now()
  await fault.begin(wire)
  if (fault.isLoss) await record.until('lost', () => record.watch.sight.kind === 'lost', lostWithin)
  const lost = fault.isLoss ? `lost after ${Date.now() - begin} ms, ` : ''
  await fault.end?.(wire)
  const healed = Date.now()
  await record.until('live again', () => record.watch.sight.kind === 'live', backWithin)
  return `${lost}live ${Date.now() - healed} ms after its end`
}

const sightsOf = (record: Recording): string => record.sights.map((one) => (one.kind === 'live' ? 'live' : one.problem.code)).join(' → ') || 'never lost'

const versionsOf = (objects: Iterable<KubeObject>): string[] => [...objects].map(({ metadata }) => `${metadata.name}@${metadata.resourceVersion}`).toSorted()

/** The load's own time: how long a fault lasts. */
const aWhile = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

function doubled(changes: readonly WatchChange[]): string[] {
  const told = changes.flatMap((one) => ('object' in one ? [`${one.kind} ${one.object.metadata.uid} ${one.kind === 'deleted' ? '' : one.object.metadata.resourceVersion}`] : []))
  return told.filter((words, index) => told.indexOf(words) !== index)
}
