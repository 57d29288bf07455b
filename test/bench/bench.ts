import { parseArgs } from 'node:util'
import { prepareCluster, removeCluster } from '../gate/test-cluster.ts'
import { attempts } from './attempts.ts'
import { benchSite } from './bench-site.ts'
import { engineAtRest } from './engine-at-rest.ts'
import { type Figure, tableOf, unmeasured } from './figure.ts'
import type { Part, PartTools } from './part.ts'
import { judging, program } from './program.ts'
import { provisioning } from './provisioning.ts'
import { terminals } from './terminals.ts'
import { verdicts } from './verdicts.ts'
import { views } from './views.ts'
import { watching } from './watching.ts'

/** The quiet ones first: what comes later leaves work behind in the cluster. */
const parts: readonly Part[] = [judging, program, views, engineAtRest, verdicts, terminals, attempts, watching, provisioning]

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** Names of parts, with commas. */
    only: { type: 'string' },
    /** Few repetitions: to see that everything is measured, not how well it does. */
    quick: { type: 'boolean', default: false },
    /** Leave the cluster for the next run. */
    keep: { type: 'boolean', default: false },
  },
})

// Standard output is for the figures alone.
const say = (line: string): void => console.error(line)
const tools: PartTools = { say, times: (usual) => (options.quick ? Math.min(usual, Math.max(2, Math.ceil(usual / 10))) : usual) }

const chosen = choose(options.only?.split(','))
const all = await measureAll(chosen)
console.log(options.json ? JSON.stringify({ figures: all }, undefined, 2) : tableOf(all))
process.exit(all.every(({ holds }) => holds) ? 0 : 1)

function choose(names: readonly string[] | undefined): readonly Part[] {
  const unknown = names?.filter((name) => !parts.some((part) => part.name === name)) ?? []
  if (unknown.length > 0) {
    console.error(`no part is called ${unknown.join(', ')}; there are ${parts.map(({ name }) => name).join(', ')}`)
    process.exit(2)
  }
  return parts.filter(({ name }) => names?.includes(name) ?? true)
}

async function measureAll(wanted: readonly Part[]): Promise<readonly Figure[]> {
  const needsCluster = wanted.some(({ needs }) => needs === 'cluster')
  try {
    if (needsCluster) await bringUp()
    return (await inOrder(wanted)).flat()
  } catch (error) {
    return wanted.map(({ name }) => unmeasured(name, error))
  } finally {
    if (needsCluster && !options.keep) await removeCluster()
  }
}

async function bringUp(): Promise<void> {
  const { passed, impossible } = await prepareCluster({ name: 'kindlab-bench', say })
  if (passed === 0) throw new Error(impossible ?? 'the cluster did not come up')
}

async function inOrder(wanted: readonly Part[]): Promise<readonly (readonly Figure[])[]> {
  const measured: (readonly Figure[])[] = []
  for (const part of wanted) {
    say(`── ${part.name}`)
    const figures = await measure(part).catch((error: unknown) => [unmeasured(part.name, error)])
    // Whoever ends a long run has what was measured until then.
    say(tableOf(figures))
    measured.push(figures)
  }
  return measured
}

async function measure(part: Part): Promise<readonly Figure[]> {
  if (part.needs === 'nothing') return part.measure(tools)
  using site = await benchSite()
  return part.measure(tools, site)
}
