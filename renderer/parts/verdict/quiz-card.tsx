import { useId, useState, type FormEvent } from 'react'
import type { CheckState } from '#contract/attempt.ts'
import { fillText } from '#contract/locale.ts'
import { sayEvidence } from '#contract/messages/checks.ts'
import type { Answer, QuizView } from '#contract/quiz.ts'
import type { Problem } from '#contract/problem.ts'
import { sayPackText, sayProblem } from '#contract/say.ts'
import { problemOf } from '../../rpc.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { Button } from '../chrome/button.tsx'
import { InlineText } from '../lesson/inline-text.tsx'
import { QuizChoices } from './quiz-choices.tsx'
import { QuizOrder } from './quiz-order.tsx'
import './quiz.css'

interface QuizCardProps {
  readonly check: CheckState
  readonly quiz: QuizView
  readonly onAnswer: (answer: Answer) => Promise<void>
}

/** A question where its check stands: to be answered, told what is wrong with an answer, or done. */
export function QuizCard({ check, quiz, onAnswer }: QuizCardProps) {
  return check.verdict.kind === 'passed' ? <Answered quiz={quiz} /> : <Asking check={check} quiz={quiz} onAnswer={onAnswer} />
}

function Asking({ check, quiz, onAnswer }: QuizCardProps) {
  const { quiz: texts } = useTexts()
  const locale = useLocale()
  const [answer, setAnswer] = useState<Answer>(quiz.answer ?? (quiz.type === 'order' ? quiz.options.map(({ id }) => id) : []))
  const [problem, setProblem] = useState<Problem>()
  const isSame = JSON.stringify(answer) === JSON.stringify(quiz.answer)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!isFilled(answer)) return
    setProblem(undefined)
    onAnswer(answer).catch((error: unknown) => setProblem(problemOf(error)))
  }
  return (
    <form className="quiz" onSubmit={submit}>
      <fieldset>
        <legend>
          <InlineText text={sayPackText(quiz.ask, locale)} />
        </legend>
        <Field quiz={quiz} answer={answer} onChange={setAnswer} />
      </fieldset>
      {/* Told when it comes: whoever answered waits for it. */}
      <div aria-live="polite">{problem === undefined ? check.verdict.kind === 'wrong' && isSame && <Wrong check={check} tries={quiz.tries} /> : <Refused problem={problem} />}</div>
      <Button kind="first" type="submit" disabled={!isFilled(answer) || isSame}>
        {texts.answer}
      </Button>
    </form>
  )
}

const isFilled = (answer: Answer): boolean => answer.length > 0 && answer.every((one) => one.trim() !== '')

interface FieldProps {
  readonly quiz: QuizView
  readonly answer: Answer
  readonly onChange: (answer: Answer) => void
}

function Field({ quiz, answer, onChange }: FieldProps) {
  switch (quiz.type) {
    case 'single':
    case 'multiple':
      return <QuizChoices options={quiz.options} isMultiple={quiz.type === 'multiple'} chosen={answer} onChange={onChange} />
    case 'order':
      return <QuizOrder options={quiz.options} order={answer} onChange={onChange} />
    case 'number':
    case 'text':
      return <Typed quiz={quiz} answer={answer} onChange={onChange} />
  }
}

function Typed({ quiz, answer, onChange }: FieldProps) {
  const { quiz: texts } = useTexts()
  const locale = useLocale()
  const id = useId()
  return (
    <p className="quiz-typed">
      <label className="visually-hidden" htmlFor={id}>
        {texts.yourAnswer}
      </label>
      <input id={id} value={answer[0] ?? ''} inputMode={quiz.type === 'number' ? 'decimal' : 'text'} autoComplete="off" spellCheck={false} placeholder={texts.yourAnswer} onChange={({ target }) => onChange([target.value])} />
      {quiz.unit !== undefined && <span>{sayPackText(quiz.unit, locale)}</span>}
    </p>
  )
}

function Wrong({ check: { verdict }, tries }: { readonly check: CheckState; readonly tries: number }) {
  const { quiz: texts } = useTexts()
  const locale = useLocale()
  const [evidence] = 'evidence' in verdict ? verdict.evidence : []
  return (
    <div className="quiz-wrong">
      <p>
        <b>{evidence === undefined ? texts.notYet : sayEvidence(evidence, locale)}</b> {tries > 1 && <small>{fillText(texts.tries, { count: tries })}</small>}
      </p>
      {evidence?.explanation !== undefined && (
        <p>
          <InlineText text={sayPackText(evidence.explanation, locale)} />
        </p>
      )}
    </div>
  )
}

/** What was no answer at all, and was not counted. */
function Refused({ problem }: { readonly problem: Problem }) {
  const { says, hint } = sayProblem(problem, useLocale())
  return (
    <div className="quiz-wrong">
      <p>
        <b>{says}</b>
      </p>
      <p>{hint}</p>
    </div>
  )
}

/** What was asked, what was answered, and what its author adds. */
export function Answered({ quiz }: { readonly quiz: QuizView }) {
  const locale = useLocale()
  const wordsOf = (one: string): string => {
    const option = quiz.options.find(({ id }) => id === one)
    return option === undefined ? one : sayPackText(option.text, locale)
  }
  return (
    <div className="quiz-answered">
      <p>
        <InlineText text={sayPackText(quiz.ask, locale)} />
      </p>
      <ul>
        {(quiz.answer ?? []).map((one) => (
          <li key={one}>
            <InlineText text={wordsOf(one)} />
          </li>
        ))}
      </ul>
      {quiz.explain !== undefined && (
        <p>
          <InlineText text={sayPackText(quiz.explain, locale)} />
        </p>
      )}
    </div>
  )
}
