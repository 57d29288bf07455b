import type { Locale } from '#contract/locale.ts'
import type { Fix, Problem } from '#contract/problem.ts'
import { sayDuration, sayProblem, sayStep } from '#contract/say.ts'
import type { Work, WorkStep } from '#contract/status.ts'
import { element } from './element.ts'
import { pageTexts } from './texts.ts'

export interface WorkActions {
  readonly cancel: () => void
  readonly act: (action: Extract<Fix, { kind: 'action' }>['action']) => void
}

/** The long operation under way as a list of steps with their durations, its log one click away and Cancel always there. */
export function drawWork(work: Work, locale: Locale, actions: WorkActions): HTMLElement {
  const texts = pageTexts[locale]
  const isRunning = work.outcome.kind === 'running'
  const last = work.steps.at(-1)
  return element('section', { class: 'card' },
    element('h2', {}, texts.steps, element('small', {}, sayDuration(endOf(work) - work.startedAt, locale))),
    element('ol', {}, ...work.steps.map((step) => drawStep(step, work, locale))),
    isRunning && last?.done !== undefined && element('progress', { value: String(last.done), max: '1', 'aria-label': sayStep(last.code, last.params, locale) }),
    work.log.length > 0 && element('details', { id: 'log' }, element('summary', {}, texts.log), element('pre', { tabindex: '0' }, work.log.join('\n'))),
    isRunning && element('div', { class: 'actions' }, element('button', { class: 'button', type: 'button', click: actions.cancel }, texts.cancel)),
  )
}

const endOf = (work: Work): number => (work.outcome.kind === 'running' ? Date.now() : work.outcome.at)

function drawStep(step: WorkStep, work: Work, locale: Locale): HTMLElement {
  const state = step.endedAt !== undefined ? 'done' : work.outcome.kind === 'failed' ? 'failed' : 'running'
  const sign = { done: '✓', failed: '!', running: '●' }[state]
  const until = step.endedAt ?? endOf(work)
  return element('li', { class: 'step', 'data-state': state },
    element('span', { class: 'sign', 'data-state': state, 'aria-hidden': 'true' }, sign),
    element('b', {}, sayStep(step.code, step.params, locale), step.note !== undefined && state === 'running' ? ` · ${step.note}` : ''),
    element('time', {}, sayDuration(until - step.startedAt, locale)),
  )
}

/** What went wrong, why, and the ways out as buttons and commands to copy. */
export function drawProblem(problem: Problem, locale: Locale, actions: WorkActions): HTMLElement {
  const texts = pageTexts[locale]
  const spoken = sayProblem(problem, locale)
  const fixes = problem.fixes ?? [{ kind: 'action', action: 'retry' } as const]
  return element('section', { class: 'card problem', role: 'alert' },
    element('h2', {}, spoken.says),
    spoken.why !== undefined && element('p', { class: 'lead' }, spoken.why),
    element('p', { class: 'lead' }, spoken.hint),
    ...fixes.flatMap((fix) => (fix.kind === 'command' ? [drawCommand(fix.command, locale)] : [])),
    element('div', { class: 'actions' }, ...fixes.flatMap((fix) => (fix.kind === 'action' ? [drawAction(fix.action, locale, actions)] : []))),
    problem.detail !== undefined && element('details', {}, element('summary', {}, texts.details), element('pre', { tabindex: '0' }, problem.detail)),
  )
}

function drawAction(action: Parameters<WorkActions['act']>[0], locale: Locale, actions: WorkActions): HTMLElement {
  const texts = pageTexts[locale]
  const label = { 'recreate-cluster': texts.recreate, 'resume-cluster': texts.resume }[action as string] ?? texts.retry
  return element('button', { class: 'button first', type: 'button', click: () => actions.act(action) }, label)
}

/** A command that a click puts on the clipboard. */
export function drawCommand(command: string, locale: Locale): HTMLElement {
  const texts = pageTexts[locale]
  const button = element('button', {
    type: 'button',
    click: () => {
      void navigator.clipboard.writeText(command).then(() => (button.textContent = texts.copied))
    },
  }, texts.copy)
  return element('div', { class: 'command' }, element('code', {}, command), button)
}
