import type { Attempt, CheckState, StepState } from '#contract/attempt.ts'
import type { LabSummary } from '#contract/lab-summary.ts'
import { fillText, type Locale } from '#contract/locale.ts'
import { sayEvidence } from '#contract/messages/checks.ts'
import { sayPackText, sayProblem } from '#contract/say.ts'
import type { Verdict } from '#contract/verdict.ts'
import { drawCommand } from './draw-work.ts'
import { element } from './element.ts'
import { pageTexts } from './texts.ts'

/** The labs and the command that begins each. */
export function drawLabs(labs: readonly LabSummary[], locale: Locale): HTMLElement {
  const texts = pageTexts[locale]
  return element('section', { class: 'card' },
    element('h2', {}, texts.labs),
    element('ul', {}, ...labs.map((lab) => element('li', { class: 'lab' },
      element('h2', {}, sayPackText(lab.title, locale), element('small', {}, fillText(texts.minutes, { minutes: lab.minutes }))),
      element('p', {}, sayPackText(lab.summary, locale)),
      drawCommand(`npx kindlab labs start ${lab.lab}`, locale),
    ))),
  )
}

/** One attempt with its checks, live. */
export function drawAttempt(attempt: Attempt, locale: Locale): HTMLElement {
  const texts = pageTexts[locale]
  const shown = attempt.steps.filter((step) => step.state !== 'locked')
  return element('section', { class: 'card' },
    element('h2', {}, sayPackText(attempt.title, locale), element('small', {}, texts.attempt, ` · ${attempt.points.earned} / ${attempt.points.of}`)),
    ...shown.map((step) => drawAttemptStep(step, locale)),
  )
}

const drawAttemptStep = (step: StepState, locale: Locale): HTMLElement =>
  element('section', { class: 'lab' },
    element('p', {}, sayPackText(step.title, locale)),
    element('ul', {}, ...step.checks.map((check) => drawCheck(check, locale))),
  )

const signs: Readonly<Record<Verdict['kind'], string>> = { passed: '✓', 'not-yet': '…', wrong: '≠', unknown: '?', spent: '↺' }

function drawCheck(check: CheckState, locale: Locale): HTMLElement {
  const { verdict } = check
  const said = sayVerdict(verdict, locale)
  return element('li', { class: 'check' },
    element('span', { class: 'sign', 'data-state': verdict.kind, 'aria-hidden': 'true' }, signs[verdict.kind]),
    element('div', {}, sayPackText(check.title, locale), ...said.map((line) => element('p', {}, line))),
    element('time', {}, pageTexts[locale].verdict[verdict.kind] ?? verdict.kind),
  )
}

function sayVerdict(verdict: Verdict, locale: Locale): readonly string[] {
  switch (verdict.kind) {
    case 'passed':
      return []
    case 'unknown':
      return [sayProblem(verdict.problem, locale).says]
    default:
      return verdict.evidence.slice(0, 1).map((evidence) => sayEvidence(evidence, locale))
  }
}
