import { ArrowDown, ArrowUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { fillText } from '#contract/locale.ts'
import type { Answer, QuizView } from '#contract/quiz.ts'
import { sayPackText } from '#contract/say.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { InlineText } from '../lesson/inline-text.tsx'
import { moved } from './moved.ts'

interface QuizOrderProps {
  readonly options: QuizView['options']
  readonly order: Answer
  readonly onChange: (order: Answer) => void
}

/** Things to be put in order, with buttons that a keyboard reaches; each move is told aloud. */
export function QuizOrder({ options, order, onChange }: QuizOrderProps) {
  const { quiz: texts } = useTexts()
  const locale = useLocale()
  const list = useRef<HTMLOListElement>(null)
  const [told, setTold] = useState('')
  const wordsOf = (id: string): string => sayPackText(options.find((one) => one.id === id)?.text ?? {}, locale)
  const move = (id: string, by: 1 | -1): void => {
    const next = moved(order, id, by)
    onChange(next)
    setTold(fillText(texts.movedTo, { item: wordsOf(id), place: next.indexOf(id) + 1, of: next.length }))
    // At the end of the list its own button is idle: the other one goes on.
    requestAnimationFrame(() => list.current?.querySelector<HTMLButtonElement>(`[data-item="${id}"] button:not(:disabled)[data-by="${by}"], [data-item="${id}"] button:not(:disabled)`)?.focus())
  }
  return (
    <>
      <p className="quiz-lead">{texts.inOrder}</p>
      <ol className="quiz-order" ref={list}>
        {order.map((id, index) => (
          <li key={id} data-item={id}>
            <span className="quiz-place">{index + 1}</span>
            <span>
              <InlineText text={wordsOf(id)} />
            </span>
            <button type="button" className="icon-button" data-by="-1" disabled={index === 0} aria-label={fillText(texts.up, { item: wordsOf(id) })} onClick={() => move(id, -1)}>
              <ArrowUp size={14} />
            </button>
            <button type="button" className="icon-button" data-by="1" disabled={index === order.length - 1} aria-label={fillText(texts.down, { item: wordsOf(id) })} onClick={() => move(id, 1)}>
              <ArrowDown size={14} />
            </button>
          </li>
        ))}
      </ol>
      <p className="visually-hidden" aria-live="polite">
        {told}
      </p>
    </>
  )
}
