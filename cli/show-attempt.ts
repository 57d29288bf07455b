import pc from 'picocolors'
import type { Attempt, CheckState, StepState } from '#contract/attempt.ts'
import type { Locale } from '#contract/locale.ts'
import { sayEvidence } from '#contract/messages/checks.ts'
import { sayDiagnosis } from '#contract/messages/diagnosis.ts'
import { sayDuration, sayElapsed, sayPackText, sayProblem } from '#contract/say.ts'
import type { Diagnosis, Evidence, Verdict } from '#contract/verdict.ts'
import { draftLines } from './show-draft.ts'
import { say } from './texts.ts'
import type { WrittenPlaces } from './written-places.ts'

const signs: Readonly<Record<Verdict['kind'], string>> = {
  passed: pc.green('✓'),
  'not-yet': pc.dim('…'),
  wrong: pc.yellow('≠'),
  unknown: pc.magenta('?'),
  spent: pc.red('↺'),
}

/** An attempt as a terminal shows it: every step, the checks of those that are open, and what keeps each from passing. */
export function attemptLines(attempt: Attempt, locale: Locale, places: WrittenPlaces = new Map()): readonly string[] {
  return [
    `${pc.bold(sayPackText(attempt.title, locale))} ${pc.dim(say('points', locale, { ...attempt.points }))}`,
    ...(attempt.sight.kind === 'lost' ? [pc.magenta(`? ${say('sightLost', locale)}`)] : []),
    ...(attempt.draft === undefined ? [] : draftLines(attempt.draft, locale)),
    ...attempt.steps.flatMap((step, index) => stepLines(step, index, { attempt, locale, places })),
    ...(attempt.phase === 'finished' ? ['', pc.green(say('finished', locale, { ...attempt.points }))] : []),
  ]
}

interface Shown {
  readonly attempt: Attempt
  readonly locale: Locale
  readonly places: WrittenPlaces
}

function stepLines(step: StepState, index: number, { attempt, locale, places }: Shown): readonly string[] {
  const heading = say('step', locale, { number: index + 1, of: attempt.steps.length, title: sayPackText(step.title, locale) })
  switch (step.state) {
    case 'locked':
      return ['', pc.dim(`${heading} · ${say('stepLocked', locale)}`)]
    case 'passed':
      return ['', `${pc.green('✓')} ${heading} ${pc.dim(say('stepPassed', locale))}`]
    case 'skipped':
      return ['', `${pc.dim('»')} ${heading} ${pc.dim(say('stepSkipped', locale))}`]
    case 'open':
      return ['', pc.bold(heading), ...step.checks.flatMap((check) => checkLines(check, locale, places))]
  }
}

export function checkLines(check: CheckState, locale: Locale, places: WrittenPlaces = new Map()): readonly string[] {
  return [`  ${signs[check.verdict.kind]} ${sayPackText(check.title, locale)}${standing(check, locale)}`, ...reasons(check.verdict, locale, places).map((line) => `    ${pc.dim(line)}`), ...questionLines(check, locale).map((line) => `    ${line}`)]
}

/** How long a check has waited, or been wrong; a hold says its own time, and what is used up waits for nothing. */
function standing({ verdict, since }: CheckState, locale: Locale): string {
  if (verdict.kind === 'passed' || verdict.kind === 'spent' || (verdict.kind === 'not-yet' && verdict.holding !== undefined)) return ''
  const elapsed = sayElapsed(Date.now() - since, locale)
  return elapsed === undefined ? '' : ` ${pc.dim(say('standing', locale, { elapsed }))}`
}

function reasons(verdict: Verdict, locale: Locale, places: WrittenPlaces): readonly string[] {
  switch (verdict.kind) {
    case 'passed':
      return []
    case 'unknown': {
      const spoken = sayProblem(verdict.problem, locale)
      return [spoken.says, spoken.hint]
    }
    case 'not-yet':
      if (verdict.holding !== undefined) return [say('holding', locale, { duration: sayDuration(verdict.holding.for, locale) })]
      return evidenceLines(verdict, locale, places)
    default:
      return evidenceLines(verdict, locale, places)
  }
}

/**
 * The first difference in words, the others follow once it is mended; where the learner's own file writes it, the cause where one was found,
 * and the command that shows what was said last.
 */
function evidenceLines({ evidence: [first], diagnosis }: { readonly evidence: readonly Evidence[]; readonly diagnosis?: Diagnosis }, locale: Locale, places: WrittenPlaces): readonly string[] {
  const command = diagnosis?.command ?? first?.command
  const written = first && places.get(first)
  return [
    ...(first === undefined || first.code === 'not-answered' ? [] : [sayEvidence(first, locale)]),
    ...(first?.explanation === undefined ? [] : [sayPackText(first.explanation, locale)]),
    ...(written === undefined ? [] : [`${written.place}${written.isUnapplied ? ` ${say('notApplied', locale)}` : ''}`]),
    ...(diagnosis === undefined ? [] : [`→ ${sayDiagnosis(diagnosis, locale)}`]),
    ...(command === undefined ? [] : [`$ ${command}`]),
  ]
}

/** A question with what can be chosen, each by the number that `labs answer` takes. */
function questionLines({ id, verdict, quiz }: CheckState, locale: Locale): readonly string[] {
  if (quiz === undefined) return []
  if (verdict.kind === 'passed') return quiz.explain === undefined ? [] : [pc.dim(sayPackText(quiz.explain, locale))]
  const options = quiz.options.map(({ text }, index) => `  ${pc.cyan(String(index + 1))} ${sayPackText(text, locale)}`)
  const unit = quiz.unit === undefined ? '' : ` (${sayPackText(quiz.unit, locale)})`
  return [`${sayPackText(quiz.ask, locale)}${unit}`, ...options, pc.dim(say(`answer-${quiz.type}`, locale, { check: id }))]
}
