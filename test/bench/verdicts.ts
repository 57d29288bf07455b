import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Attempts } from '../../engine/attempts/attempts.ts'
import { clusterFiles } from '../../engine/cluster/cluster-files.ts'
import { runProgram } from '../../engine/programs/run-program.ts'
import { flagLab } from './bench-labs.ts'
import { quietly, type BenchSite } from './bench-site.ts'
import { EventSource } from './event-source.ts'
import { type Figure, figure, percentile, unmeasured } from './figure.ts'
import type { Part, PartTools } from './part.ts'
import { countRequests } from './request-counter.ts'
import { repeat } from './stopwatch.ts'
import { byAttempt, byPolling, childrenProcessorTime, type Kubectl, KubectlWait, type WayToKnow } from './ways-to-know.ts'

/** What a way of knowing was seen to do. */
interface Conduct {
  readonly name: string
  /** Verdict minus arrival on a bare watch, ms. */
  readonly delays: readonly number[]
  readonly requestsPerMinute: number
  /** ms of processor time that a minute of waiting takes; for kubectl, with the start and end of its process. */
  readonly processorTime: number
}

export const verdicts: Part = { name: 'verdicts', needs: 'cluster', measure: (tools, site) => withFlagLab(site, (attempts, id, source) => compare({ tools, site, attempts, id, source })) }

/** An attempt of five open checks, and what turns one of them. */
export async function withFlagLab<Result>(site: BenchSite, use: (attempts: Attempts, id: string, source: EventSource) => Promise<Result>): Promise<Result> {
  await using opened = await site.attempts()
  const { attempts } = opened
  const { id, namespaces } = await attempts.start({ pack: 'bench', loaded: flagLab }, quietly)
  await using source = await EventSource.open(site.kube, namespaces['main'] ?? '')
  return await use(attempts, id, source)
}

/** Turns the flag so often, a random moment apart, and gives back how long after each arrival it was known. */
export async function delaysOf(way: WayToKnow, source: EventSource, times: number, apart: number): Promise<number[]> {
  return repeat(times, async () => {
    await pause(Math.random() * apart)
    const value = source.next()
    const { seen } = await way.lookFor(value)
    const [arrivedAt, seenAt] = await Promise.all([source.raise(value), within(5_000, seen, way.name)])
    return seenAt - arrivedAt
  })
}

function within<Result>(milliseconds: number, promise: Promise<Result>, who: string): Promise<Result> {
  const limit = pause(milliseconds, undefined, { ref: false }).then(() => Promise.reject(new Error(`${who} did not know of an event after ${milliseconds} ms`)))
  return Promise.race([promise, limit])
}

interface Comparison {
  readonly tools: PartTools
  readonly site: BenchSite
  readonly attempts: Attempts
  readonly id: string
  readonly source: EventSource
}

async function compare(comparison: Comparison): Promise<readonly Figure[]> {
  const { site, attempts, id, source } = comparison
  const kindlab = await conductOf(byAttempt(attempts, id), comparison, { times: 300, apart: 50 })
  const slow = await conductOf(byPolling(site.kube, source.namespace, 1_000), comparison, { times: 20, apart: 1_000 })
  const quick = await conductOf(byPolling(site.kube, source.namespace, 50), comparison, { times: 100, apart: 100 })
  const kubectl = await kubectlConduct(comparison).catch((error: unknown) => error)
  return [...targets(kindlab), ...[kubectl, slow, quick].flatMap((peer) => (isConduct(peer) ? beside(kindlab, peer) : [unmeasured('beside kubectl wait', peer)]))]
}

interface Trial {
  readonly times: number
  /** At most so many ms between two events. */
  readonly apart: number
}

const quietTime = 10_000

/** Events first, then a quiet time, in which whatever is asked or computed is asked and computed for nothing. */
async function conductOf(way: WayToKnow, { source, site, tools }: Comparison, { times, apart }: Trial): Promise<Conduct> {
  using _way = way
  tools.say(`  ${way.name}`)
  const delays = await delaysOf(way, source, tools.times(times), apart)
  const counted = countRequests(site.cluster.access.server)
  const before = process.threadCpuUsage()
  await pause(quietTime)
  const { user, system } = process.threadCpuUsage(before)
  counted.dispose()
  const perMinute = 60_000 / quietTime
  return { name: way.name, delays, requestsPerMinute: counted.api.length * perMinute, processorTime: ((user + system) / 1_000) * perMinute }
}

/** One process for each check that is waited for: what it costs does not grow while it waits. */
async function kubectlConduct({ site, source, tools }: Comparison): Promise<Conduct> {
  const folder = await mkdtemp(join(tmpdir(), 'kindlab-bench-kubectl-'))
  try {
    using way = new KubectlWait(await kubectlOf(site, folder), source.namespace)
    tools.say(`  ${way.name}`)
    const times = tools.times(12)
    const before = await childrenProcessorTime()
    const delays = await delaysOf(way, source, times, 100)
    const after = await childrenProcessorTime()
    const processorTime = before === undefined || after === undefined ? Number.NaN : (after - before) / times
    return { name: way.name, delays, requestsPerMinute: way.requests / times, processorTime }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The cluster's own kubectl, taken out of its node. */
async function kubectlOf({ runtime, cluster, home }: BenchSite, folder: string): Promise<Kubectl> {
  if (process.platform !== 'linux') throw new Error('the node’s kubectl runs on Linux only')
  const program = join(folder, 'kubectl')
  await runProgram('docker', ['cp', '-L', `${cluster.facts.name}-control-plane:/usr/bin/kubectl`, program], { environment: runtime.environment })
  return { program, kubeconfig: clusterFiles(home, cluster.facts.name).kubeconfig }
}

const isConduct = (value: unknown): value is Conduct => typeof value === 'object' && value !== null && 'delays' in value

function targets({ delays }: Conduct): Figure[] {
  return [
    figure({ name: 'verdict minus arrival on a bare watch, p50', value: percentile(delays, 0.5), unit: 'ms', target: { atMost: 2 }, of: delays }),
    figure({ name: 'verdict minus arrival on a bare watch, p95', value: percentile(delays, 0.95), unit: 'ms', target: { atMost: 5 }, of: delays }),
  ]
}

function beside(kindlab: Conduct, peer: Conduct): Figure[] {
  const figures = [
    { name: 'verdict, p95', unit: 'ms', of: (one: Conduct) => percentile(one.delays, 0.95) },
    { name: 'requests a minute', unit: '', of: (one: Conduct) => one.requestsPerMinute },
    { name: 'processor time of a minute', unit: 'ms', of: (one: Conduct) => one.processorTime },
  ]
  return figures.map(({ name, unit, of }) => figure({ name: `${name}, beside ${peer.name}`, value: of(kindlab), unit, peer: { name: `${peer.name} (${peer.delays.length})`, value: of(peer) } }))
}
