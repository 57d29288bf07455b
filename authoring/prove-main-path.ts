import type { Step } from '#contract/lab.ts'
import type { KubeObject } from '#contract/kube.ts'
import { kindKey } from '#contract/kube.ts'
import { stepsInOrder } from './lab-order.ts'
import { proveCommands } from './prove-commands.ts'
import { ProofAttempt } from './proof-attempt.ts'
import type { Proving } from './proving.ts'
import type { Recording } from './recording.ts'

export interface MainPath {
  readonly recording: Recording
  /** Every verdict at every moment, for comparing two runs. */
  readonly trace: readonly string[]
}

/** From the start through every solution to the end, and back to the start by a reset. */
export async function proveMainPath(proving: Proving, round: 'first' | 'second'): Promise<MainPath> {
  const before = await proving.site.clusterScoped()
  const attempt = await ProofAttempt.start(proving, `proof-${proving.loaded.lab.id}`)
  const trace: string[] = []
  try {
    await attempt.settle()
    trace.push(...proveStart(proving, attempt, 'starts-red'))
    await attempt.remember('start', openSteps(attempt))
    for (const step of stepsInOrder(proving.loaded.lab)) trace.push(...(await proveStep(proving, attempt, step, round)))
    const recording = attempt.recording('solution')
    await proveReset(proving, attempt, before)
    return { recording, trace }
  } finally {
    await attempt.end()
  }
}

const openSteps = (attempt: ProofAttempt): string[] => attempt.attempt.steps.filter(({ state }) => state === 'open').map(({ id }) => id)

/** Nothing has passed, and what is not there yet is `not-yet`. */
function proveStart({ list, loaded }: Proving, attempt: ProofAttempt, kind: 'starts-red' | 'reset-as-start'): string[] {
  const verdicts = Object.entries(attempt.follower.verdicts())
  for (const [check, verdict] of verdicts) {
    list.add(kind, check, verdict !== 'passed' && verdict !== 'holding', verdict)
    if (kind === 'starts-red' && openSteps(attempt).some((step) => check.startsWith(`${step}/`))) {
      const allowed = loaded.start.length === 0 ? ['not-yet'] : ['not-yet', 'wrong']
      list.add('starts-as-declared', check, allowed.includes(verdict), verdict)
    }
  }
  return verdicts.map(([check, verdict]) => `start:${check}=${verdict}`)
}

async function proveStep(proving: Proving, attempt: ProofAttempt, step: Step, round: 'first' | 'second'): Promise<string[]> {
  const { list } = proving
  if (round === 'first') await proveCommands(proving, attempt, step.id, 'open')
  const failed = await attempt.do(step.id)
  list.add('solution-runs', step.id, failed === undefined, failed)
  // What failed is not worth the whole budget.
  if (failed === undefined) await attempt.passes(step.id)
  for (const { id, verdict } of attempt.follower.step(step.id).checks) list.add('solution-passes', `${step.id}/${id}`, verdict.kind === 'passed', verdict.kind)
  // Before the lesson's own commands change anything, what has just opened must be given the time to turn green by itself.
  await attempt.settle()
  const trace = proveLaterRed(proving, attempt, step.id)
  await attempt.remember(`${step.id} solved`, [step.id, ...openSteps(attempt)])
  if (round === 'first') await proveCommands(proving, attempt, step.id, 'passed')
  return trace
}

function proveLaterRed({ list, loaded }: Proving, attempt: ProofAttempt, solved: string): string[] {
  const order = stepsInOrder(loaded.lab).map(({ id }) => id)
  for (const later of order.slice(order.indexOf(solved) + 1)) {
    for (const { id, verdict } of attempt.follower.step(later).checks) list.add('next-stays-red', `${later}/${id} after ${solved}`, verdict.kind !== 'passed', verdict.kind)
  }
  return Object.entries(attempt.follower.verdicts()).map(([check, verdict]) => `${solved}:${check}=${verdict}`)
}

async function proveReset(proving: Proving, attempt: ProofAttempt, before: readonly KubeObject[]): Promise<void> {
  await attempt.reset()
  await attempt.settle()
  proveStart(proving, attempt, 'reset-as-start')
  const differences = differencesBetween(before, await proving.site.clusterScoped())
  proving.list.add('reset-cluster', 'cluster-scoped objects', differences.length === 0, differences.join(', '))
}

/** The names of objects that are new, gone or different. */
export function differencesBetween(before: readonly KubeObject[], now: readonly KubeObject[]): string[] {
  const texts = (objects: readonly KubeObject[]): Map<string, string> => new Map(objects.map((object) => [`${kindKey(object)}/${object.metadata.name}`, sortedJson(object)]))
  const [old, present] = [texts(before), texts(now)]
  return [...new Set([...old.keys(), ...present.keys()])].filter((key) => old.get(key) !== present.get(key))
}

function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1))) : inner,
  )
}
