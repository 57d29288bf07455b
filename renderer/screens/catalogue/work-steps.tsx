import { useEffect, useState } from 'react'
import { sayDuration, sayStep } from '#contract/say.ts'
import type { Work, WorkStep } from '#contract/status.ts'
import { Button } from '../../parts/chrome/button.tsx'
import { useLocale, useTexts } from '../../texts/use-texts.ts'

/** A long operation as it goes: each step with its time, the log a click away, Cancel always there. */
export function WorkSteps({ work, onCancel }: { readonly work: Work; readonly onCancel: () => void }) {
  const { cluster: texts } = useTexts()
  const now = useNow(work.outcome.kind === 'running')
  const last = work.steps.at(-1)
  return (
    <div className="stack">
      <ol className="work-steps">
        {work.steps.map((step) => (
          <Step key={`${step.code} ${step.startedAt}`} step={step} now={now} />
        ))}
      </ol>
      {last?.done !== undefined && last.endedAt === undefined && <progress value={last.done} max={1} aria-label={last.code} />}
      <details className="work-log">
        <summary>{texts.log}</summary>
        <pre tabIndex={0}>{work.log.join('\n')}</pre>
      </details>
      <p className="actions">
        <Button onClick={onCancel}>{texts.cancel}</Button>
      </p>
    </div>
  )
}

function Step({ step, now }: { readonly step: WorkStep; readonly now: number }) {
  const locale = useLocale()
  const isDone = step.endedAt !== undefined
  return (
    <li data-done={isDone}>
      <span className="sign" data-verdict={isDone ? 'passed' : 'running'} aria-hidden="true">{isDone ? '✓' : '●'}</span>
      <span>
        {sayStep(step.code, step.params, locale)}
        {!isDone && step.note !== undefined && <small> · {step.note}</small>}
      </span>
      <time>{sayDuration((step.endedAt ?? now) - step.startedAt, locale)}</time>
    </li>
  )
}

function useNow(isRunning: boolean): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [isRunning])
  return now
}
