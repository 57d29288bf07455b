import type { Fix, Problem } from '#contract/problem.ts'
import { sayProblem } from '#contract/say.ts'
import { useLocale, useTexts, type Texts } from '../../texts/use-texts.ts'
import { Button } from '../chrome/button.tsx'
import { Command } from '../chrome/command.tsx'
import { ProblemSign } from './problem-sign.tsx'
import { Prose } from './prose.tsx'
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
  const commands = (problem.fixes ?? []).flatMap((fix) => (fix.kind === 'command' ? [fix.command] : []))
  return (
    <section className="problem" role="alert">
      <ProblemSign code={problem.code} />
      <h3><Prose text={spoken.says} /></h3>
      {spoken.why && <p><Prose text={spoken.why} /></p>}
      <p><Prose text={spoken.hint} /></p>
      {problem.lines && (
        <ul className="problem-lines">
          {problem.lines.map((line) => (
            <li key={line.en}>{line[locale]}</li>
          ))}
        </ul>
      )}
      {commands.map((command) => (
        <Command key={command} command={command} />
      ))}
      {onAction && (
        <p className="actions">
          {actionsOf(problem).map((action, index) => (
            <Button key={action} kind={index === 0 ? 'first' : 'plain'} onClick={() => onAction(action)}>
              {wordFor(action, texts)}
            </Button>
          ))}
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

/** Whoever ran the command, or did what the hint says, wants to go on too. */
function actionsOf({ fixes = [] }: Problem): readonly Action[] {
  const actions = fixes.flatMap((fix) => (fix.kind === 'action' ? [fix.action] : []))
  return actions.length === 0 ? ['retry'] : actions
}

function wordFor(action: Action, texts: Texts['cluster']): string {
  const words: Readonly<Record<Action, string>> = {
    retry: texts.retry,
    'free-disk': texts.retry,
    'recreate-cluster': texts.recreate,
    'resume-cluster': texts.resume,
    'start-docker': texts.startDocker,
    'install-docker': texts.installDocker,
  }
  return words[action]
}
