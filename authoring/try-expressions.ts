import type { Check } from '#contract/check.ts'
import type { Lab, Step } from '#contract/lab.ts'
import type { Evidence, Verdict } from '#contract/verdict.ts'
import { judgeHeld, judgeRecording, prepared, shownOf } from './judge-moment.ts'
import type { Recording } from './recording.ts'

/** An expression that cannot be evaluated on objects that were really there. */
export interface FailedExpression {
  /** `step/check assert[0]` */
  readonly place: string
  readonly found: string
}

/**
 * Runs every expression of a lab's checks on everything that was recorded while they were open. One that compares what has no order,
 * or reads a list's item that is not always there, never passes and never falls: nobody sees it while the lab is loaded. Pure.
 */
export function tryExpressions(lab: Lab, recordings: readonly Recording[]): readonly FailedExpression[] {
  const failed = recordings.flatMap((recording) => [...failedAssertions(lab, recording), ...lab.steps.flatMap((step) => step.checks.flatMap((check) => failedGuards({ lab, step, check, recording })))])
  return [...new Map(failed.map((one) => [one.place, one])).values()]
}

function failedAssertions(lab: Lab, recording: Recording): readonly FailedExpression[] {
  return judgeRecording(lab, recording).flatMap(({ step, check, moment, verdict }) =>
    failuresIn(verdict).map(({ expression = '', actual }) => {
      const index = (check.assert ?? []).findIndex((text) => sameExpression(text, expression))
      return { place: `${step.id}/${check.id} assert${index === -1 ? '' : `[${index}]`}`, found: told(expression, actual, recording.name, moment.name) }
    }),
  )
}

interface Tried {
  readonly lab: Lab
  readonly step: Step
  readonly check: Check
  readonly recording: Recording
}

/** A guard that cannot be evaluated does not fall, and says nothing: it is tried as if it were an assertion. */
function failedGuards({ lab, step, check, recording }: Tried): readonly FailedExpression[] {
  const moments = recording.moments.filter(({ verdicts }) => `${step.id}/${check.id}` in verdicts)
  return (check.unless ?? []).flatMap((guard, index) => {
    const { unless: _unless, hold: _hold, ...rest } = check
    // The same kind of check with one optional part more or less.
    const ready = prepared({ ...rest, assert: [guard] } as Check, lab)
    return moments.flatMap((moment) =>
      failuresIn(judgeHeld(ready, shownOf(moment, step.id, check.id), recording).verdict)
        .filter(({ expression = '' }) => sameExpression(guard, expression))
        .map(({ actual }) => ({ place: `${step.id}/${check.id} unless[${index}]`, found: told(guard, actual, recording.name, moment.name) })),
    )
  })
}

function failuresIn(verdict: Verdict): readonly Evidence[] {
  return 'evidence' in verdict ? verdict.evidence.filter(({ code }) => code === 'assertion-failed') : []
}

/** Evidence writes an expression anew, and only the part of it that failed. */
function sameExpression(written: string, told: string): boolean {
  const plain = (text: string): string => text.replaceAll(/[\s()'"]/g, '')
  return plain(written).includes(plain(told))
}

const told = (expression: string, why: unknown, recording: string, moment: string): string => `${expression} cannot be evaluated at “${moment}” of ${recording}: ${String(why)}`
