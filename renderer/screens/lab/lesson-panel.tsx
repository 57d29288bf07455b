import { useEffect, useState } from 'react'
import type { Attempt, StepState } from '#contract/attempt.ts'
import { fillText } from '#contract/locale.ts'
import { shownText } from '#contract/lesson-parts.ts'
import type { Lesson } from '#contract/lab-summary.ts'
import { sayPackText } from '#contract/say.ts'
import { LessonText } from '../../parts/lesson/lesson-text.tsx'
import { whileConnected } from '../../stores/connection-store.ts'
import { goTo } from '../../stores/place-store.ts'
import { Button } from '../../parts/chrome/button.tsx'
import { useLocale, useTexts } from '../../texts/use-texts.ts'

interface LessonPanelProps {
  readonly attempt: Attempt
  readonly onRun: (command: string) => void
}

/** The lesson: its introduction, every step that is open or done, and what comes later by its title. */
export function LessonPanel({ attempt, onRun }: LessonPanelProps) {
  const locale = useLocale()
  const lesson = useLesson(attempt)
  if (lesson === undefined) return <div className="lesson" />
  return (
    <article className="lesson">
      <h1>{sayPackText(attempt.title, locale)}</h1>
      <LessonText markdown={lesson.introduction} onRun={onRun} />
      {attempt.steps.map((step, index) => (
        <LessonStep key={step.id} step={step} number={index + 1} text={lesson.steps[step.id] ?? ''} onRun={onRun} />
      ))}
      {attempt.phase === 'finished' && <Finished attempt={attempt} />}
    </article>
  )
}

interface LessonStepProps {
  readonly step: StepState
  readonly number: number
  readonly text: string
  readonly onRun: (command: string) => void
}

function LessonStep({ step, number, text, onRun }: LessonStepProps) {
  const { lab: texts } = useTexts()
  const locale = useLocale()
  const isLocked = step.state === 'locked'
  const shown = shownText(text, step.state)
  return (
    <section className="lesson-step" data-state={step.state}>
      <h2>
        <i aria-hidden="true">{step.state === 'passed' ? '✓' : number}</i>
        {sayPackText(step.title, locale)}
        {step.state === 'skipped' && <small>{texts.skipped}</small>}
      </h2>
      {isLocked ? <p className="soft">{texts.locked}</p> : <LessonText markdown={shown.text} onRun={onRun} />}
      {shown.more && <p className="soft">{texts.moreOncePassed}</p>}
    </section>
  )
}

function Finished({ attempt }: { readonly attempt: Attempt }) {
  const { lab: texts } = useTexts()
  return (
    <section className="finished">
      <h2>{texts.finished}</h2>
      <p>{fillText(texts.finishedLead, { ...attempt.points })}</p>
      <Button kind="first" onClick={() => goTo({ kind: 'catalogue' })}>{texts.finishedNext}</Button>
    </section>
  )
}

/** The lesson in the reader's language; read again after a reset, whose namespaces have other names. */
function useLesson({ id, namespaces }: Attempt): Lesson | undefined {
  const locale = useLocale()
  const [lesson, setLesson] = useState<Lesson>()
  const names = JSON.stringify(namespaces)
  useEffect(
    () =>
      whileConnected(async (engine) => {
        setLesson(await engine.attempts.lesson({ attempt: id, locale }))
      }),
    [id, locale, names],
  )
  return lesson
}
