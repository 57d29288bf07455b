import type { StepState } from '#contract/attempt.ts'
import { fillText } from '#contract/locale.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { doneAt, pointsOf } from './step-gates.ts'

/** What was done in a step that is over: when, for how many points, with how much help. */
export function StepRecord({ step }: { readonly step: StepState }) {
  const { lab: texts } = useTexts()
  const locale = useLocale()
  const time = new Date(doneAt(step)).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', hour12: false })
  const { shown } = step.hints
  return (
    <p className="step-record">
      <span>{fillText(step.state === 'skipped' ? texts.skippedAt : texts.passedAt, { time })}</span>
      <span>{fillText(texts.stepPoints, pointsOf(step))}</span>
      {shown > 0 && <span>{fillText(shown === 1 ? texts.oneHint : texts.hints, { count: shown })}</span>}
    </p>
  )
}
