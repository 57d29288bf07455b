import { setTimeout as pause } from 'node:timers/promises'
import { createEngine } from '../../engine/engine.ts'
import { countRequests, isWatch } from './request-counter.ts'

export interface AtRest {
  readonly rss: number
  readonly heap: number
  /** Paths, of the API server, that are no watch. */
  readonly requests: readonly string[]
  readonly watches: number
  readonly docker: number
  /** ms in the quiet time. */
  readonly processorTime: number
}

/** The engine and nothing else in a process: a lab is open, its terminal is looked at, nobody does anything for so long. */
const [quietTime = '30000', server = ''] = process.argv.slice(2)
const engine = await createEngine()
await engine.up()
const [lab] = (await engine.labs()).labs
if (lab === undefined) throw new Error('there are no labs')
const attempt = await engine.startAttempt({ pack: lab.pack, lab: lab.lab })
const following = await engine.onAttempt(attempt.id, () => {})
const terminal = await engine.openTerminal(attempt.id, { size: { columns: 120, rows: 40 } })
const attached = await engine.attachTerminal(terminal.id, { columns: 120, rows: 40 })
attached.stream.resume()
await pause(8_000)

const counted = countRequests(server)
const before = process.cpuUsage()
await pause(Number(quietTime))
const { user, system } = process.cpuUsage(before)
const { rss, heapUsed } = process.memoryUsage()
const seen: AtRest = {
  rss,
  heap: heapUsed,
  requests: counted.api.filter((path) => !isWatch(path)),
  watches: counted.api.filter(isWatch).length,
  docker: counted.others.length,
  processorTime: (user + system) / 1_000,
}
console.log(JSON.stringify(seen))

attached.dispose()
following.dispose()
await engine.end(attempt.id)
await engine.dispose()
process.exit()
