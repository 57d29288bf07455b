import type { Fix, Problem } from '#contract/problem.ts'
import { sayProblem } from '#contract/say.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { Button } from '../chrome/button.tsx'
import { Command } from '../chrome/command.tsx'
import './problem.css'

type Action = Extract<Fix, { kind: 'action' }>['action']

interface ProblemCardProps {
  readonly problem: Problem
  /** What to do for each way out that is a button; without it only commands are offered. */
  readonly onAction?: (action: Action) => void
}

/** What happened, why it matters, and the ways on. */
export function ProblemCard({ problem, onAction }: ProblemCardProps) {
  const locale = useLocale()
  const { cluster: texts } = useTexts()
  const spoken = sayProblem(problem, locale)
  const fixes: readonly Fix[] = problem.fixes ?? [{ kind: 'action', action: 'retry' }]
  const label = (action: Action): string => (action === 'recreate-cluster' ? texts.recreate : action === 'resume-cluster' ? texts.resume : texts.retry)
  return (
    <section className="problem" role="alert">
      <h3>{spoken.says}</h3>
      {spoken.why && <p>{spoken.why}</p>}
      <p>{spoken.hint}</p>
      {fixes.map((fix) => fix.kind === 'command' && <Command key={fix.command} command={fix.command} />)}
      {onAction && (
        <p className="actions">
          {fixes.map((fix) => fix.kind === 'action' && <Button key={fix.action} kind="first" onClick={() => onAction(fix.action)}>{label(fix.action)}</Button>)}
        </p>
      )}
      {problem.detail && (
        <details>
          <summary>{texts.details}</summary>
          <pre tabIndex={0}>{problem.detail}</pre>
        </details>
      )}
    </section>
  )
}
