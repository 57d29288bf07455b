import { setTimeout as pause } from 'node:timers/promises'
import type { LearnerIdentity, TerminalHost } from '../../engine/terminals/terminal-host.ts'
import { nameOfOpen } from '../../engine/terminals/terminal-container.ts'
import type { BenchSite } from './bench-site.ts'
import { type Figure, figure, median, percentile } from './figure.ts'
import type { Part, PartTools } from './part.ts'
import { millisecondsOf, repeat } from './stopwatch.ts'
import { answerTime, dockerExec, prompt, seen, type Tty, ttyOf } from './tty.ts'
import { delaysOf, withFlagLab } from './verdicts.ts'
import { byAttempt, type WayToKnow } from './ways-to-know.ts'

export const terminals: Part = {
  name: 'terminals',
  needs: 'cluster',
  measure: (tools, site) =>
    withFlagLab(site, async (attempts, id, source) => {
      const bench = { tools, site, identity: await attempts.identity(id), host: await site.terminals() }
      const way = byAttempt(attempts, id)
      try {
        return [...(await opening(bench)), ...(await besideExec(bench)), ...(await underFlood(bench, way, (times) => delaysOf(way, source, times, 50)))]
      } finally {
        way[Symbol.dispose]()
        await bench.host.closeAll(id)
        bench.host.dispose()
      }
    }),
}

interface TerminalBench {
  readonly tools: PartTools
  readonly site: BenchSite
  readonly identity: LearnerIdentity
  readonly host: TerminalHost
}

const size = { columns: 120, rows: 40 }

async function opening(bench: TerminalBench): Promise<Figure[]> {
  const { tools, host, identity } = bench
  tools.say('  open, take a spare, attach again')
  const fresh = await repeat(tools.times(10), () => openTime(bench))
  const spare = await repeat(tools.times(10), async () => {
    await host.prepare(identity)
    // As long as a person needs for a first look at the lesson: the spare's shell is at its prompt.
    await pause(1_500)
    return openTime(bench)
  })
  const again = await againTimes(bench)
  return [
    figure({ name: 'a new terminal prompts', value: seconds(fresh), unit: 's', target: { atMost: 0.6 }, of: fresh.map((one) => one / 1_000) }),
    figure({ name: 'a new terminal prompts, from a spare', value: seconds(spare), unit: 's', target: { atMost: 0.15 }, of: spare.map((one) => one / 1_000) }),
    figure({ name: 'an old terminal shows its prompt again', value: seconds(again), unit: 's', target: { atMost: 0.1 }, of: again.map((one) => one / 1_000) }),
  ]
}

const seconds = (milliseconds: readonly number[]): number => median(milliseconds) / 1_000

async function openTime({ host, identity }: TerminalBench): Promise<number> {
  let opened = ''
  const time = await millisecondsOf(async () => {
    const { id } = await host.open({ target: { kind: 'attempt', attempt: identity.attempt }, identity, size })
    opened = id
    await promptOf(host, id)
  })
  await host.close(opened)
  return time
}

async function promptOf(host: TerminalHost, id: string): Promise<void> {
  const tty = ttyOf(await host.attach(id, size))
  await seen(tty, prompt)
  tty.dispose()
}

/** Each time by an engine that has just started. */
async function againTimes({ tools, site, host, identity }: TerminalBench): Promise<number[]> {
  const { id } = await host.open({ target: { kind: 'attempt', attempt: identity.attempt }, identity, size })
  await promptOf(host, id)
  const times = await repeat(tools.times(10), async () => {
    const later = await site.terminals()
    const time = await millisecondsOf(() => promptOf(later, id))
    later.dispose()
    return time
  })
  await host.close(id)
  return times
}

interface Two {
  readonly ours: Tty
  readonly theirs: Tty
}

/** Our terminal, and `docker exec -it` into the same container. */
async function besideExec(bench: TerminalBench): Promise<Figure[]> {
  const { host, identity, site, tools } = bench
  tools.say('  beside docker exec -it')
  const { id } = await host.open({ target: { kind: 'attempt', attempt: identity.attempt }, identity, size })
  const two = { ours: ttyOf(await host.attach(id, size)), theirs: dockerExec(nameOfOpen(id), site.runtime.environment) }
  try {
    await Promise.all([seen(two.ours, prompt), seen(two.theirs, prompt)])
    return [await throughput(two, tools), await echo(two, tools)]
  } finally {
    two.ours.dispose()
    two.theirs.dispose()
    await host.close(id)
  }
}

const megabytes = 30

async function throughput({ ours, theirs }: Two, tools: PartTools): Promise<Figure> {
  await answerTime(ours, `yes 'a line of a log, as long as such lines are: 0123456789' | head -c ${megabytes}000000 > /tmp/log; clear; echo it-is-$((1+1))\r`, /it-is-2\s/)
  const rate = async (tty: Tty): Promise<number> => megabytes / ((await answerTime(tty, 'cat /tmp/log; echo end-$((1+1))\r', /end-2\s/)) / 1_000)
  const rates = await repeat(tools.times(5), async () => ({ ours: await rate(ours), theirs: await rate(theirs) }))
  const [own, peer] = [rates.map((one) => one.ours), rates.map((one) => one.theirs)]
  return figure({ name: 'terminal throughput ÷ docker exec -it', value: median(own) / median(peer), unit: '', peer: { name: 'docker exec -it, MB/s', value: median(peer) }, target: { atLeast: 0.9 }, of: rates.map((one) => one.ours / one.theirs) })
}

async function echo({ ours, theirs }: Two, tools: PartTools): Promise<Figure> {
  await Promise.all([answerTime(ours, '\x03', prompt), answerTime(theirs, '\x03', prompt)])
  const times = await repeat(tools.times(100), async () => ({ ours: await keyTime(ours), theirs: await keyTime(theirs) }))
  const [own, peer] = [times.map((one) => one.ours), times.map((one) => one.theirs)]
  return figure({ name: 'key echo ÷ docker exec -it', value: median(own) / median(peer), unit: '', peer: { name: 'docker exec -it, ms', value: median(peer) }, target: { atMost: 1.3 }, of: own })
}

/** A key, as fast as somebody types, and its removal. */
async function keyTime(tty: Tty): Promise<number> {
  await pause(20)
  const time = await answerTime(tty, 'q', /q$/)
  await answerTime(tty, '\x15', /.*/)
  return time
}

/** `yes` floods one terminal that is looked at. */
async function underFlood({ host, identity, tools }: TerminalBench, way: WayToKnow, delaysOfTimes: (times: number) => Promise<number[]>): Promise<Figure[]> {
  tools.say(`  under a flood, ${way.name}`)
  const { id } = await host.open({ target: { kind: 'attempt', attempt: identity.attempt }, identity, size })
  const tty = ttyOf(await host.attach(id, size))
  await seen(tty, prompt)
  const floods = await repeat(tools.times(10), async () => {
    await answerTime(tty, 'yes\r', /y\r\ny\r\n/)
    const delays = await delaysOfTimes(10)
    return { delays, stop: await answerTime(tty, '\x03', prompt) }
  })
  tty.dispose()
  await host.close(id)
  const [stops, delays] = [floods.map(({ stop }) => stop), floods.flatMap((flood) => flood.delays)]
  return [
    figure({ name: 'Ctrl-C stops yes, p95', value: percentile(stops, 0.95), unit: 'ms', target: { atMost: 200 }, of: stops }),
    figure({ name: 'verdict minus arrival while yes floods a terminal, p95', value: percentile(delays, 0.95), unit: 'ms', target: { atMost: 5 }, of: delays }),
  ]
}
