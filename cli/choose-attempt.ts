import type { Attempt, StepState } from '#contract/attempt.ts'
import type { Cli } from './context.ts'
import { UsageError } from './usage-error.ts'

/** The attempt a command is about: the one named by its lab, else the only one under way. */
export async function chooseAttempt(cli: Cli, lab: string | undefined): Promise<Attempt> {
  const open = (await cli.engine.attempts()).filter((attempt) => attempt.phase !== 'ended')
  const named = lab === undefined ? open : open.filter((attempt) => attempt.lab === lab || attempt.id === lab)
  if (named.length > 1) throw new UsageError('severalAttempts', { labs: named.map((attempt) => attempt.id).join(', ') })
  const [attempt] = named
  if (attempt === undefined) throw new UsageError('noAttempt')
  return attempt
}

/** The step a command is about: the one named, else the first open one. */
export function chooseStep(attempt: Attempt, id: string | undefined): StepState {
  const step = id === undefined ? attempt.steps.find((one) => one.state === 'open') : attempt.steps.find((one) => one.id === id)
  if (step === undefined) throw new UsageError('noStep', { step: id ?? '', steps: attempt.steps.map((one) => one.id).join(', ') })
  return step
}
