import type { StepState } from '#contract/attempt.ts'
import { fillText } from '#contract/locale.ts'
import { useTexts } from '../../texts/use-texts.ts'

/** How far the lab is, as one mark a step. */
export function StepMeter({ steps }: { readonly steps: readonly StepState[] }) {
  const { lab: texts } = useTexts()
  const done = steps.filter(({ state }) => state === 'passed' || state === 'skipped').length
  const label = fillText(texts.step, { number: Math.min(done + 1, steps.length), of: steps.length })
  return (
    <div className="step-meter" role="img" aria-label={label}>
      {steps.map(({ id, state }) => (
        <i key={id} data-state={state} />
      ))}
      <span>
        {Math.min(done + 1, steps.length)} / {steps.length}
      </span>
    </div>
  )
}
