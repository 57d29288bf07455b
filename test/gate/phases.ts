import { statfsSync } from 'node:fs'

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export interface PhaseResult extends Counts {
  /** The names of what failed, as far as the phase knows them. */
  readonly failures?: readonly string[]
  /** What passed only at its second try. */
  readonly flaky?: readonly string[]
  /** Set when the phase could not be done here at all: what depends on it is skipped for this reason. */
  readonly impossible?: string
}

/** A phase as it ended, for the summary at the end of the gate. */
export interface PhaseReport extends PhaseResult {
  readonly name: string
  readonly seconds: number
}

export interface Phase {
  readonly name: string
  /** What it may need at worst; it is skipped, and says so, when less is left. */
  readonly minutes: number
  readonly gigabytes: number
  readonly needs?: string
  /** Runs only in the full gate. */
  readonly full?: true
  /** Wants a processor and no cluster: it runs beside those behind it, which mostly wait for theirs. What it prints comes at its end. */
  readonly beside?: true
  readonly run: (output: Output) => Promise<PhaseResult>
}

/** Whether what a phase's programs print is seen as it comes, or at their end and in one piece. */
export type Output = 'live' | 'at-end'

export interface GateOptions {
  readonly phases: readonly Phase[]
  readonly only: readonly string[] | undefined
  readonly full: boolean
  readonly minutes: number
}

export const freeGigabytes = (): number => {
  const { bavail, bsize } = statfsSync('.')
  return (bavail * bsize) / 1e9
}

/** Runs what fits in the budget, in order, some of it beside the rest; everything else is printed with its reason and counted as skipped. */
export async function runPhases(options: GateOptions): Promise<readonly PhaseReport[]> {
  const deadline = Date.now() + options.minutes * 60_000
  const wanted = withNeeds(options)
  const done = new Map<string, PhaseReport>()
  // Who asks for a few by name looks on.
  const isBeside = (phase: Phase): boolean => phase.beside === true && options.only === undefined
  const take = async (phase: Phase): Promise<void> => {
    const reason = wanted.has(phase.name) ? reasonToSkip(phase, done, deadline) : 'it belongs to npm run test:full'
    done.set(phase.name, reason === undefined ? await runPhase(phase, isBeside(phase) ? 'at-end' : 'live') : skip(phase, reason))
  }
  let beside = Promise.resolve()
  for (const phase of options.phases.filter(({ name }) => wanted.has(name) || options.only === undefined)) {
    if (isBeside(phase)) beside = beside.then(() => take(phase))
    else await take(phase)
  }
  await beside
  return options.phases.flatMap(({ name }) => done.get(name) ?? [])
}

/** What each phase counted and took, and what failed by name: the last lines are often all that is kept of a run. */
export function summaryOf(reports: readonly PhaseReport[]): string {
  const lines = reports.map(({ name, passed, failed, skipped, seconds }) => `${name.padEnd(10)}${columns([passed, failed, skipped])}${seconds.toFixed(0).padStart(7)} s`)
  const named = reports.flatMap(({ name, failures = [], flaky = [] }) => [
    ...failures.map((one) => `failed in ${name}: ${one}`),
    ...flaky.map((one) => `passed only at its second try in ${name}: ${one}`),
  ])
  return [`${''.padEnd(10)} passed failed skipped`, ...lines, ...named].join('\n')
}

const columns = (counts: readonly number[]): string => counts.map((count) => String(count).padStart(7)).join('')

function withNeeds({ phases, only, full }: GateOptions): ReadonlySet<string> {
  const chosen = phases.filter((phase) => (only ? only.includes(phase.name) : full || !phase.full))
  return new Set(chosen.flatMap((phase) => (phase.needs === undefined ? [phase.name] : [phase.needs, phase.name])))
}

function reasonToSkip(phase: Phase, done: ReadonlyMap<string, PhaseResult>, deadline: number): string | undefined {
  const need = phase.needs === undefined ? undefined : done.get(phase.needs)
  if (need?.impossible !== undefined) return need.impossible
  if (need !== undefined && need.passed === 0) return `${phase.needs} did not succeed`
  const minutesLeft = (deadline - Date.now()) / 60_000
  if (minutesLeft < phase.minutes) return `it may need ${phase.minutes} min and ${minutesLeft.toFixed(0)} are left of the budget`
  const gigabytes = freeGigabytes()
  if (gigabytes < phase.gigabytes) return `it may need ${phase.gigabytes} GB of disk and ${gigabytes.toFixed(1)} are free`
  return undefined
}

function skip(phase: Phase, reason: string): PhaseReport {
  console.log(`\n── ${phase.name}: skipped: ${reason}`)
  return { name: phase.name, seconds: 0, passed: 0, failed: 0, skipped: 1 }
}

/** A phase that breaks is a failure, and those behind it still run. */
function failed(error: unknown): PhaseResult {
  console.error(error)
  return { passed: 0, failed: 1, skipped: 0, failures: [String(error)] }
}

async function runPhase(phase: Phase, output: Output): Promise<PhaseReport> {
  console.log(`\n── ${phase.name}${output === 'live' ? '' : ' begins, beside what follows'}`)
  const started = Date.now()
  const result = await phase.run(output).catch(failed)
  const seconds = (Date.now() - started) / 1000
  console.log(`── ${phase.name}: ${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped in ${seconds.toFixed(1)} s, ${freeGigabytes().toFixed(1)} GB free`)
  return { ...result, name: phase.name, seconds }
}
