import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Fault } from '#contract/editing.ts'
import { fillText } from '#contract/locale.ts'
import { sayProblem } from '#contract/say.ts'
import { forgetAnswer, sendShown, useEditing } from '../../stores/editing-store.ts'
import { useFiles } from '../../stores/files-store.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { Button } from '../chrome/button.tsx'
import { ProblemCard } from '../problem/problem-card.tsx'
import { faultsIn } from './faults-in.ts'
import { goToPlace } from './go-to-place.ts'

/** Everything that keeps the shown file from being applied, each with its line; what went well is one line in the foot. */
export function AnswerPanel() {
  const { editor: texts } = useTexts()
  const answer = useEditing((editing) => editing.answer)
  const problem = useFiles((files) => files.problem)
  if (answer.kind === 'failed') return <Note><ProblemCard problem={answer.problem} /></Note>
  if (problem !== undefined) return <Note><ProblemCard problem={problem} /></Note>
  if (answer.kind !== 'told') return null
  const faults = faultsIn(answer.outcome)
  if (faults.length === 0) return null
  return (
    <Note>
      <ul className="faults">
        {faults.map((fault) => (
          <FaultLine key={`${fault.at.startLine}:${fault.at.startColumn}:${JSON.stringify(fault.problem.params)}`} fault={fault} />
        ))}
      </ul>
      {faults.every((fault) => fault.problem.code === 'field-owned') && (
        <p className="actions">
          <Button onClick={() => void sendShown('apply', true)}>{texts.takeOver}</Button>
        </p>
      )}
    </Note>
  )
}

function Note({ children }: { readonly children: ReactNode }) {
  const { editor: texts } = useTexts()
  const close = (): void => {
    forgetAnswer()
    useFiles.setState({ problem: undefined })
  }
  return (
    <div className="work-note" data-kind="wrong">
      <button type="button" className="icon-button work-note-close" aria-label={texts.closeNote} onClick={close}>
        <X size={14} />
      </button>
      {children}
    </div>
  )
}

/** What stands between backticks is code. */
function withCode(sentence: string): ReactNode {
  return sentence.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))
}

function FaultLine({ fault: { at, problem } }: { readonly fault: Fault }) {
  const { editor: texts } = useTexts()
  const locale = useLocale()
  const { says, why, hint } = sayProblem(problem, locale)
  return (
    <li>
      <button type="button" className="fault-line" onClick={() => goToPlace(at)}>{fillText(texts.line, { line: at.startLine })}</button>
      <span>
        {withCode(says)} <span className="soft">{why !== undefined && withCode(`${why} `)}{withCode(hint)}</span>
      </span>
    </li>
  )
}
