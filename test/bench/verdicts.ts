import { setTimeout as pause } from 'node:timers/promises'
import type { Attempts } from '../../engine/attempts/attempts.ts'
import type { LoadedLab } from '../../engine/packs/pack-store.ts'
import { flagLab, labOfChecks } from './bench-labs.ts'
import { quietly, type BenchSite } from './bench-site.ts'
import { EventSource } from './event-source.ts'
import { type Figure, figure, percentile, unmeasured } from './figure.ts'
import { childrenProcessorTime, withKubectl, type Kubectl } from './kubectl.ts'
import type { Part, PartTools } from './part.ts'
import { countRequests } from './request-counter.ts'
import { repeat } from './stopwatch.ts'
import { byAttempt, byLoop, chainsawLoop, KubectlWait, kuttlLoop, shellGymLoop, type LoopingWay, type WayToKnow } from './ways-to-know.ts'

/** What a way of knowing was seen to do. */
interface Conduct {
  readonly name: string
  /** Verdict minus arrival on a bare watch, ms. */
  readonly delays: readonly number[]
  readonly requestsPerMinute: number
  /** ms of processor time that a minute of waiting takes; for kubectl, with the start and end of its process. */
  readonly processorTime: number
}

export const verdicts: Part = {
  name: 'verdicts',
  needs: 'cluster',
  measure: async (tools, site) => {
    const figures = [...(await withFlagLab(site, (attempts, id, source) => compare({ tools, site, attempts, id, source })))]
    for (const crowd of crowds) figures.push(await amidOthers(crowd, tools, site))
    return figures
  },
}

/** So many checks are open, and a verdict may come so many ms after its event. */
const crowds = [
  { checks: 1, atMost: 5 },
  { checks: 20, atMost: 8 },
  { checks: 200, atMost: 20 },
] as const

/** Half of the open checks look at what the event changes, and the attempt is told with all of them in it. */
async function amidOthers({ checks, atMost }: (typeof crowds)[number], tools: PartTools, site: BenchSite): Promise<Figure> {
  tools.say(`  ${checks} open`)
  const delays = await withFlagLab(site, (attempts, id, source) => delaysOf(byAttempt(attempts, id), source, tools.times(200), 50), labOfChecks(checks))
  return figure({ name: `verdict minus arrival with ${checks} checks open, p95`, value: percentile(delays, 0.95), unit: 'ms', target: { atMost }, of: delays })
}

/** An attempt of five open checks unless said, and what turns one of them. */
export async function withFlagLab<Result>(site: BenchSite, use: (attempts: Attempts, id: string, source: EventSource) => Promise<Result>, loaded: LoadedLab = flagLab): Promise<Result> {
  await using opened = await site.attempts()
  const { attempts } = opened
  const { id, namespaces } = await attempts.start({ pack: 'bench', loaded }, quietly)
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
  const { site, attempts, id, tools } = comparison
  tools.say('  until causes have been looked for: their lists are no part of what waiting costs')
  await pause(untilDiagnosed)
  const kindlab = await conductOf(byAttempt(attempts, id), comparison, { times: 300, apart: 50 })
  const peers = await withKubectl(site, (kubectl) => peerConducts(kubectl, comparison)).then(
    (conducts) => conducts.flatMap((peer) => beside(kindlab, peer)),
    (error: unknown) => [unmeasured('beside what others do', error)],
  )
  return [...targets(kindlab), ...peers]
}

/** What the others do, on the same assertion and in the same run. */
async function peerConducts(kubectl: Kubectl, comparison: Comparison): Promise<readonly Conduct[]> {
  const { site: { kube }, source: { namespace } } = comparison
  return [
    await waitConduct(kubectl, comparison),
    await conductOf(byLoop(chainsawLoop(kube, namespace), namespace), comparison, { times: 100, apart: 100 }),
    await conductOf(byLoop(kuttlLoop(kube, namespace), namespace), comparison, { times: 20, apart: 1_000 }),
    await conductOf(byLoop(shellGymLoop(kubectl, namespace), namespace), comparison, { times: 20, apart: 1_000 }),
  ]
}

interface Trial {
  readonly times: number
  /** At most so many ms between two events. */
  readonly apart: number
}

const quietTime = 10_000
/** Ten seconds after a check stays not-yet its cause is looked for, and what is watched for that. */
const untilDiagnosed = 13_000

/** Events first, then a quiet time, in which whatever is asked or computed is asked and computed for nothing. */
async function conductOf(way: WayToKnow | LoopingWay, { source, site, tools }: Comparison, { times, apart }: Trial): Promise<Conduct> {
  using _way = way
  tools.say(`  ${way.name}`)
  const delays = await delaysOf(way, source, tools.times(times), apart)
  const quiet = await inQuietTime(site, 'end' in way ? way : undefined)
  return { name: way.name, delays, ...quiet }
}

async function inQuietTime(site: BenchSite, loop: LoopingWay | undefined): Promise<Pick<Conduct, 'requestsPerMinute' | 'processorTime'>> {
  const counted = countRequests(site.cluster.access.server)
  const [ownBefore, childrenBefore, asked] = [process.threadCpuUsage(), await childrenProcessorTime(), loop?.requests?.() ?? 0]
  await pause(quietTime)
  const { user, system } = process.threadCpuUsage(ownBefore)
  const children = loop?.requests === undefined ? 0 : ((await childrenProcessorTime()) ?? Number.NaN) - (childrenBefore ?? Number.NaN)
  const requests = counted.api.length + (loop?.requests?.() ?? 0) - asked
  counted.dispose()
  // Its programs end with it, so that their time is counted nowhere else.
  await loop?.end()
  const perMinute = 60_000 / quietTime
  return { requestsPerMinute: requests * perMinute, processorTime: ((user + system) / 1_000 + children) * perMinute }
}

/** One process for each check that is waited for: what it costs does not grow while it waits. */
async function waitConduct(kubectl: Kubectl, { source, tools }: Comparison): Promise<Conduct> {
  using way = new KubectlWait(kubectl, source.namespace)
  tools.say(`  ${way.name}`)
  const times = tools.times(12)
  const before = await childrenProcessorTime()
  const delays = await delaysOf(way, source, times, 100)
  const processorTime = ((await childrenProcessorTime()) ?? Number.NaN) - (before ?? Number.NaN)
  return { name: way.name, delays, requestsPerMinute: way.requests / times, processorTime: processorTime / times }
}

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
