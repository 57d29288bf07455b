import { Check, ChevronDown, ChevronRight, ChevronsRight, Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import type { StepState } from '#contract/attempt.ts'
import { outcomeText, shownText } from '#contract/lesson-parts.ts'
import { sayPackText } from '#contract/say.ts'
import { LessonText } from '../../parts/lesson/lesson-text.tsx'
import { Answered } from '../../parts/verdict/quiz-card.tsx'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { isDone } from './step-gates.ts'
import { StepRecord } from './step-record.tsx'

interface LessonStepProps {
  readonly step: StepState
  readonly number: number
  readonly text: string
  readonly isFolded: boolean
  /** The one that was done last: what came of it stays to be read. */
  readonly isNewest: boolean
  readonly onToggle: () => void
}

export function LessonStep({ step, number, text, isFolded, isNewest, onToggle }: LessonStepProps) {
  const { lab: texts } = useTexts()
  const locale = useLocale()
  const title = sayPackText(step.title, locale)
  const shown = shownText(text, step.state)
  return (
    <section className="lesson-step" data-state={step.state} data-folded={isFolded} data-gate={step.id}>
      <h2>
        <StepSign state={step.state} number={number} />
        {isDone(step) ? (
          <Fold isFolded={isFolded} onToggle={onToggle}>
            {title}
          </Fold>
        ) : (
          title
        )}
        {step.state === 'locked' && <span className="visually-hidden">{texts.locked}</span>}
      </h2>
      {isDone(step) && <StepRecord step={step} />}
      {isDone(step) && (isNewest || !isFolded) && step.checks.map(({ id, quiz }) => quiz?.answer !== undefined && <Answered key={id} quiz={quiz} />)}
      {isFolded ? isNewest && <Outcome text={outcomeText(text)} /> : step.state !== 'locked' && <LessonText markdown={shown.text} />}
      {shown.more && <p className="soft">{texts.moreOncePassed}</p>}
    </section>
  )
}

function Outcome({ text }: { readonly text: string }) {
  return text === '' ? null : <LessonText markdown={text} />
}

/** Where a step stands, as a shape on the rail; the words beside it say the same. */
function StepSign({ state, number }: { readonly state: StepState['state']; readonly number: number }) {
  return (
    <i className="step-sign" aria-hidden="true">
      {state === 'passed' ? <Check size={12} strokeWidth={3} /> : state === 'skipped' ? <ChevronsRight size={12} /> : state === 'locked' ? <Lock size={11} /> : number}
    </i>
  )
}

interface FoldProps {
  readonly isFolded: boolean
  readonly onToggle: () => void
  readonly children: ReactNode
}

/** A title that opens and closes what stands under it. */
export function Fold({ isFolded, onToggle, children }: FoldProps) {
  const Arrow = isFolded ? ChevronRight : ChevronDown
  return (
    <button type="button" className="fold" aria-expanded={!isFolded} onClick={onToggle}>
      {children} <Arrow size={14} aria-hidden="true" />
    </button>
  )
}
