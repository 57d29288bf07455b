import type { Attempt } from '#contract/attempt.ts'
import { fillText } from '#contract/locale.ts'
import { sayPackText } from '#contract/say.ts'
import { Button } from '../../parts/chrome/button.tsx'
import { goTo } from '../../stores/place-store.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'

/** A lab that was begun, and the way back to where it was left. */
export function ContinueCard({ attempt }: { readonly attempt: Attempt }) {
  const { catalogue: texts } = useTexts()
  const locale = useLocale()
  const index = attempt.steps.findIndex(({ state }) => state === 'open')
  const step = attempt.steps[index]
  return (
    <section className="continue">
      <div>
        <p className="eyebrow">
          {texts.underway} · {fillText(texts.step, { number: index + 1, of: attempt.steps.length })}
        </p>
        <h2>{sayPackText(attempt.title, locale)}</h2>
        {step !== undefined && <p className="soft">{sayPackText(step.title, locale)}</p>}
      </div>
      <Button kind="first" onClick={() => goTo({ kind: 'lab', attempt: attempt.id })}>{texts.continue}</Button>
    </section>
  )
}
