import { ArrowDown } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Attempt } from '#contract/attempt.ts'
import { fillText } from '#contract/locale.ts'
import type { Lesson } from '#contract/lab-summary.ts'
import { sayPackText } from '#contract/say.ts'
import { LessonText } from '../../parts/lesson/lesson-text.tsx'
import { whileConnected } from '../../stores/connection-store.ts'
import { Button } from '../../parts/chrome/button.tsx'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { Debrief } from './debrief.tsx'
import { Fold, LessonStep } from './lesson-step.tsx'
import { isDone, lastDone } from './step-gates.ts'
import { endOfLab, useGates } from './use-gates.ts'

/** The lesson: what is open to be done; what is done folds to its title and to what came of it; what comes later is only named. */
export function LessonPanel({ attempt }: { readonly attempt: Attempt }) {
  const lesson = useLesson(attempt)
  if (lesson === undefined) return <div className="lesson" />
  return <ReadLesson attempt={attempt} lesson={lesson} />
}

function ReadLesson({ attempt, lesson }: { readonly attempt: Attempt; readonly lesson: Lesson }) {
  const locale = useLocale()
  const { panes } = useTexts()
  const place = useRef<HTMLElement>(null)
  const { unfolded, toggle, waiting, arrive } = useGates(attempt, place)
  const { steps } = attempt
  return (
    <article className="lesson" data-pane="lesson" tabIndex={-1} aria-label={panes.lesson} ref={place}>
      <h1>{sayPackText(attempt.title, locale)}</h1>
      <Introduction text={lesson.introduction} isFolded={steps.some(isDone) && !unfolded.has('')} isFixed={!steps.some(isDone)} onToggle={() => toggle('')} />
      {steps.map((step, index) => (
        <LessonStep
          key={step.id}
          step={step}
          number={index + 1}
          text={lesson.steps[step.id] ?? ''}
          isFolded={isDone(step) && !unfolded.has(step.id)}
          isNewest={lastDone(steps)?.id === step.id}
          onToggle={() => toggle(step.id)}
        />
      ))}
      {attempt.phase === 'finished' && <Debrief attempt={attempt} text={lesson.debrief} />}
      {waiting !== undefined && <NextGate attempt={attempt} gate={waiting} onGo={arrive} />}
    </article>
  )
}

interface IntroductionProps {
  readonly text: string
  readonly isFolded: boolean
  /** Nothing is done yet: there is nothing to fold. */
  readonly isFixed: boolean
  readonly onToggle: () => void
}

function Introduction({ text, isFolded, isFixed, onToggle }: IntroductionProps) {
  const { lab: texts } = useTexts()
  if (isFixed) return <LessonText markdown={text} />
  return (
    <section className="lesson-introduction">
      <Fold isFolded={isFolded} onToggle={onToggle}>
        {texts.introduction}
      </Fold>
      {!isFolded && <LessonText markdown={text} />}
    </section>
  )
}

/** For someone who is still reading: what has opened below waits for them. */
function NextGate({ attempt, gate, onGo }: { readonly attempt: Attempt; readonly gate: string; readonly onGo: () => void }) {
  const { lab: texts } = useTexts()
  const locale = useLocale()
  const step = attempt.steps.find(({ id }) => id === gate)
  return (
    <p className="next-gate">
      <Button kind="first" onClick={onGo}>
        <ArrowDown size={14} aria-hidden="true" /> {gate === endOfLab || step === undefined ? texts.finished : fillText(texts.nextStep, { title: sayPackText(step.title, locale) })}
      </Button>
    </p>
  )
}

/** The lesson in the reader's language; read again after a reset, whose namespaces have other names, and when its author saves it. */
function useLesson({ id, namespaces, draft }: Attempt): Lesson | undefined {
  const locale = useLocale()
  const [lesson, setLesson] = useState<Lesson>()
  const names = JSON.stringify(namespaces)
  useEffect(
    () =>
      whileConnected(async (engine) => {
        setLesson(await engine.attempts.lesson({ attempt: id, locale }))
      }),
    [id, locale, names, draft?.savedAt],
  )
  return lesson
}
