import { useEffect, useState } from 'react'
import { fillText } from '#contract/locale.ts'
import { sayDuration, sayStep } from '#contract/say.ts'
import type { Work, WorkStep } from '#contract/status.ts'
import { Button } from '../../parts/chrome/button.tsx'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import '../../parts/verdict/verdict.css'

/** A long operation as it goes: each step with its time, the log a click away, Cancel always there. */
export function WorkSteps({ work, onCancel }: { readonly work: Work; readonly onCancel: () => void }) {
  const { cluster: texts } = useTexts()
  const locale = useLocale()
  const now = useNow()
  const last = work.steps.at(-1)
  return (
    <div className="stack">
      <StepList work={work} now={now} />
      {last?.done !== undefined && last.endedAt === undefined && <progress value={last.done} max={1} aria-label={sayStep(last.code, last.params, locale)} />}
      <WorkLog work={work} />
      <p className="actions work-actions">
        <span className="meta">{fillText(texts.elapsed, { duration: sayDuration(now - work.startedAt, locale) })}</span>
        <Button onClick={onCancel}>{texts.cancel}</Button>
      </p>
    </div>
  )
}

/** The steps of an operation that has ended, for whoever wants to know. */
export function WorkStory({ work, title }: { readonly work: Work; readonly title: string }) {
  return work.steps.length === 0 ? null : (
    <details className="card-more">
      <summary>{title}</summary>
      <StepList work={work} now={endOf(work)} />
      <WorkLog work={work} />
    </details>
  )
}

const endOf = ({ outcome, startedAt }: Work): number => (outcome.kind === 'running' ? startedAt : outcome.at)

function WorkLog({ work }: { readonly work: Work }) {
  const { cluster: texts } = useTexts()
  return work.log.length === 0 ? null : (
    <details className="work-log">
      <summary>{texts.log}</summary>
      <pre tabIndex={0}>{work.log.join('\n')}</pre>
    </details>
  )
}

function StepList({ work, now }: { readonly work: Work; readonly now: number }) {
  const ended = work.outcome.kind === 'failed' ? 'failed' : 'running'
  return (
    <ol className="work-steps">
      {work.steps.map((step) => (
        <Step key={`${step.code} ${step.startedAt}`} step={step} now={now} state={step.endedAt === undefined ? ended : 'done'} />
      ))}
    </ol>
  )
}

const signs = { done: ['passed', '✓'], running: ['running', '●'], failed: ['wrong', '✕'] } as const

function Step({ step, now, state }: { readonly step: WorkStep; readonly now: number; readonly state: keyof typeof signs }) {
  const locale = useLocale()
  const [verdict, sign] = signs[state]
  return (
    <li data-state={state}>
      <span className="sign" data-verdict={verdict} aria-hidden="true">{sign}</span>
      <span>
        {sayStep(step.code, step.params, locale)}
        {state === 'running' && step.note !== undefined && <small> · {step.note}</small>}
      </span>
      <time>{sayDuration((step.endedAt ?? now) - step.startedAt, locale)}</time>
    </li>
  )
}

function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  return now
}
