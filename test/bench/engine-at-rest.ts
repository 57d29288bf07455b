import { join } from 'node:path'
import { runProgram } from '../../engine/programs/run-program.ts'
import { root } from '../gate/run-command.ts'
import type { AtRest } from './engine-child.ts'
import { type Figure, figure } from './figure.ts'
import type { Part } from './part.ts'

const quietSeconds = 30

export const engineAtRest: Part = {
  name: 'engine-at-rest',
  needs: 'cluster',
  measure: async ({ say }, { cluster }) => {
    say(`  a lab is open, and nothing happens for ${quietSeconds} s`)
    return figuresOf(await engineInAProcess(cluster.access.server))
  },
}

function figuresOf({ rss, heap, requests, watches, docker, processorTime }: AtRest): Figure[] {
  const during = `in ${quietSeconds} s`
  return [
    figure({ name: `API requests at idle besides watches, ${during}`, value: requests.length, unit: '', target: { atMost: 0 }, peer: { name: 'watches renewed', value: watches } }),
    figure({ name: `requests to Docker at idle, ${during}`, value: docker, unit: '', target: { atMost: 0 } }),
    figure({ name: `processor time at idle, ${during}`, value: processorTime, unit: 'ms' }),
    figure({ name: 'memory (RSS) with one lab open', value: rss / 1e6, unit: 'MB', target: { atMost: 150 }, peer: { name: 'heap in use', value: heap / 1e6 } }),
  ]
}

/** Started as the program itself is, so with its memory settings. */
async function engineInAProcess(server: string): Promise<AtRest> {
  const printed = await runProgram(process.execPath, [join(root, 'bin', 'run.mjs'), 'test/bench/engine-child.ts', String(quietSeconds * 1_000), server])
  return JSON.parse(printed) as AtRest // printed by engine-child.ts
}
