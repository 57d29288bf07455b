import pc from 'picocolors'
import type { Attempt, CheckState, StepState } from '#contract/attempt.ts'
import type { Locale } from '#contract/locale.ts'
import { sayEvidence } from '#contract/messages/checks.ts'
import { sayDiagnosis } from '#contract/messages/diagnosis.ts'
import { sayDuration, sayPackText, sayProblem } from '#contract/say.ts'
import type { Diagnosis, Evidence, Verdict } from '#contract/verdict.ts'
import { say } from './texts.ts'

const signs: Readonly<Record<Verdict['kind'], string>> = {
  passed: pc.green('✓'),
  'not-yet': pc.dim('…'),
  wrong: pc.yellow('≠'),
  unknown: pc.magenta('?'),
  spent: pc.red('↺'),
}

/** An attempt as a terminal shows it: every step, the checks of those that are open, and what keeps each from passing. */
export function attemptLines(attempt: Attempt, locale: Locale): readonly string[] {
  return [
    `${pc.bold(sayPackText(attempt.title, locale))} ${pc.dim(say('points', locale, { ...attempt.points }))}`,
    ...(attempt.sight.kind === 'lost' ? [pc.magenta(`? ${say('sightLost', locale)}`)] : []),
    ...attempt.steps.flatMap((step, index) => stepLines(step, index, attempt, locale)),
    ...(attempt.phase === 'finished' ? ['', pc.green(say('finished', locale, { ...attempt.points }))] : []),
  ]
}

function stepLines(step: StepState, index: number, attempt: Attempt, locale: Locale): readonly string[] {
  const heading = say('step', locale, { number: index + 1, of: attempt.steps.length, title: sayPackText(step.title, locale) })
  switch (step.state) {
    case 'locked':
      return ['', pc.dim(`${heading} · ${say('stepLocked', locale)}`)]
    case 'passed':
      return ['', `${pc.green('✓')} ${heading} ${pc.dim(say('stepPassed', locale))}`]
    case 'skipped':
      return ['', `${pc.dim('»')} ${heading} ${pc.dim(say('stepSkipped', locale))}`]
    case 'open':
      return ['', pc.bold(heading), ...step.checks.flatMap((check) => checkLines(check, locale))]
  }
}

export function checkLines(check: CheckState, locale: Locale): readonly string[] {
  return [`  ${signs[check.verdict.kind]} ${sayPackText(check.title, locale)}`, ...reasons(check.verdict, locale).map((line) => `    ${pc.dim(line)}`)]
}

function reasons(verdict: Verdict, locale: Locale): readonly string[] {
  switch (verdict.kind) {
    case 'passed':
      return []
    case 'unknown': {
      const spoken = sayProblem(verdict.problem, locale)
      return [spoken.says, spoken.hint]
    }
    case 'not-yet':
      if (verdict.holding !== undefined) return [say('holding', locale, { duration: sayDuration(verdict.holding.for, locale) })]
      return evidenceLines(verdict.evidence, locale, verdict.diagnosis)
    default:
      return evidenceLines(verdict.evidence, locale)
  }
}

/** The first difference in words, the others follow once it is mended; behind it the cause where one was found, and the command that shows what was said last. */
function evidenceLines([first]: readonly Evidence[], locale: Locale, diagnosis?: Diagnosis): readonly string[] {
  const command = diagnosis?.command ?? first?.command
  const said = [...(first === undefined ? [] : [sayEvidence(first, locale)]), ...(diagnosis === undefined ? [] : [`→ ${sayDiagnosis(diagnosis, locale)}`])]
  return command === undefined ? said : [...said, `$ ${command}`]
}
