import { useId } from 'react'
import type { Answer, QuizView } from '#contract/quiz.ts'
import { sayPackText } from '#contract/say.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { InlineText } from '../lesson/inline-text.tsx'

interface QuizChoicesProps {
  readonly options: QuizView['options']
  readonly isMultiple: boolean
  readonly chosen: Answer
  readonly onChange: (chosen: Answer) => void
}

/** One of several, or all that are right. */
export function QuizChoices({ options, isMultiple, chosen, onChange }: QuizChoicesProps) {
  const { quiz: texts } = useTexts()
  const locale = useLocale()
  const name = useId()
  const choose = (id: string, isChosen: boolean): void => {
    const others = isMultiple ? chosen.filter((one) => one !== id) : []
    // In the order in which they stand: the same choices are the same answer.
    onChange(options.map((option) => option.id).filter((one) => others.includes(one) || (one === id && isChosen)))
  }
  return (
    <>
      {isMultiple && <p className="quiz-lead">{texts.allThatAreRight}</p>}
      <ul className="quiz-options">
        {options.map(({ id, text }) => (
          <li key={id}>
            <label>
              <input type={isMultiple ? 'checkbox' : 'radio'} name={name} value={id} checked={chosen.includes(id)} onChange={({ target }) => choose(id, target.checked)} />
              <span>
                <InlineText text={sayPackText(text, locale)} />
              </span>
            </label>
          </li>
        ))}
      </ul>
    </>
  )
}
