import type { Step } from '#contract/lab.ts'
import type { LabelledSolution } from '../engine/packs/pack-store.ts'
import { stepsBefore } from './lab-order.ts'
import { ProofAttempt } from './proof-attempt.ts'
import { isOneByOne, type Proving } from './proving.ts'
import type { Recording } from './recording.ts'
import { fulfils, seedFor } from './seed-for.ts'
import { expectationOf, wishesOf } from './solution-script.ts'
import { together } from './together.ts'

/** Milliseconds without a change after which a near-miss will not pass any more: longer than a probe waits until it asks again. */
const nearMissQuiet = 2_500

interface Variant {
  readonly kind: 'near-miss' | 'alternative'
  readonly solution: LabelledSolution
  readonly step: Step
}

/** Every near-miss must stay red and every alternative turn green, each from a fresh state in which its step has just opened. */
export async function proveVariants(proving: Proving): Promise<readonly Recording[]> {
  const variants = variantsOf(proving)
  const side = isOneByOne(proving) ? 1 : (proving.options.lanes ?? 3)
  const lanes = Array.from({ length: Math.min(side, variants.length) }, (_, lane) => proveLane(proving, variants, lane))
  const recordings = await together(lanes)
  return recordings.flat().toSorted((left, right) => left.name.localeCompare(right.name))
}

function variantsOf({ loaded }: Proving): Variant[] {
  const stepOf = (id: string): Step[] => loaded.lab.steps.filter((step) => step.id === id)
  const all = (kind: Variant['kind'], solutions: readonly LabelledSolution[]): Variant[] => solutions.flatMap((solution) => stepOf(solution.step).map((step) => ({ kind, solution, step })))
  const variants = [...all('near-miss', loaded.nearMisses), ...all('alternative', loaded.alternatives)]
  // Those with the most to do before them go first, so that at the end no lane is alone with a long one.
  const length = ({ step }: Variant): number => stepsBefore(loaded.lab, step.id).length
  return variants.toSorted((left, right) => length(right) - length(left))
}

/** Takes variants from the common list, with one attempt as long as it suits them and a reset before each. */
async function proveLane(proving: Proving, waiting: Variant[], lane: number): Promise<Recording[]> {
  const recordings: Recording[] = []
  let attempt: ProofAttempt | undefined
  try {
    for (let variant = waiting.shift(); variant !== undefined; variant = waiting.shift()) {
      proving.options.signal.throwIfAborted()
      if (attempt !== undefined && suits(attempt, variant, proving)) await attempt.reset()
      else {
        await attempt?.end()
        attempt = undefined
        attempt = await ProofAttempt.start(proving, seedFor(proving.loaded.lab, `proof-${proving.loaded.lab.id}-${lane}`, wishesOf(variant.solution.file)))
      }
      recordings.push(...(await proveVariant(proving, attempt, variant)))
    }
  } finally {
    await attempt?.end()
  }
  return recordings
}

/** A reset leaves the learner's files as they are: where a lab begins with some, the next variant needs them untouched. */
function suits(attempt: ProofAttempt, { solution }: Variant, { loaded }: Proving): boolean {
  return Object.keys(loaded.files).length === 0 && fulfils(attempt.attempt.vars, wishesOf(solution.file))
}

async function proveVariant(proving: Proving, attempt: ProofAttempt, variant: Variant): Promise<Recording[]> {
  const { kind, solution, step } = variant
  const about = `${solution.step}.${solution.name}`
  const unsolved = await attempt.solve(stepsBefore(proving.loaded.lab, step.id))
  const isOpen = unsolved === undefined && (await attempt.follower.judged([step.id], attempt.budget))
  if (!isOpen) {
    proving.list.add(kind === 'near-miss' ? 'near-miss-applied' : 'alternative-runs', about, false, `its step did not open: ${unsolved ?? ''}`)
    return []
  }
  await attempt.remember('opened', [step.id])
  await (kind === 'near-miss' ? proveNearMiss(proving, attempt, variant) : proveAlternative(proving, attempt, variant))
  await attempt.remember(kind, [step.id])
  return [attempt.recording(`${kind}.${about}`)]
}

async function proveNearMiss(proving: Proving, attempt: ProofAttempt, { solution, step }: Variant): Promise<void> {
  const { list } = proving
  const about = `${solution.step}.${solution.name}`
  const expected = expectationOf(solution.file)
  const verdict = (): string | undefined => attempt.follower.verdicts()[`${step.id}/${expected?.check ?? ''}`]
  const isThere = (): boolean => verdict() === expected?.verdict || attempt.isPassed(step.id)
  const typed = attempt.do(step.id, solution.file)
  // A guard falls for a moment in the middle of a script, and that moment is what a replay needs to see.
  if (expected?.verdict === 'spent' && (await attempt.follower.until(isThere, attempt.budget))) await attempt.remember('spent', [step.id])
  const failed = await typed
  list.add('near-miss-applied', about, failed === undefined, failed)
  if (expected !== undefined && failed === undefined) await attempt.follower.until(isThere, attempt.budget)
  await attempt.settleAll({ quiet: proving.options.quiet ?? nearMissQuiet, isOver: () => attempt.isPassed(step.id) })
  list.add('near-miss-stays-red', about, !attempt.isPassed(step.id), 'the step passed')
  if (expected !== undefined) list.add('near-miss-verdict', `${about} ${expected.check} ${expected.verdict}`, verdict() === expected.verdict, verdict())
}

async function proveAlternative({ list }: Proving, attempt: ProofAttempt, { solution, step }: Variant): Promise<void> {
  const about = `${solution.step}.${solution.name}`
  const failed = await attempt.do(step.id, solution.file)
  list.add('alternative-runs', about, failed === undefined, failed)
  list.add('alternative-passes', about, failed === undefined && (await attempt.passes(step.id)), JSON.stringify(attempt.follower.verdicts()))
}
