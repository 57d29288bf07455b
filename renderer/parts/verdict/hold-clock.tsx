import { fillText } from '#contract/locale.ts'
import { sayDuration } from '#contract/say.ts'
import type { Holding } from '#contract/verdict.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { useNow } from './use-now.ts'

/** All is as it should be, and the time runs for which it must stay so. */
export function HoldClock({ holding }: { readonly holding: Holding }) {
  const { lab: texts } = useTexts()
  const locale = useLocale()
  const left = Math.max(0, holding.since + holding.for - useNow(100))
  return (
    <>
      <p>{fillText(texts.holding, { duration: sayDuration(holding.for, locale) })}</p>
      <p className="hold-clock">
        <progress max={holding.for} value={holding.for - left} aria-label={texts.holdingClock} />
        {/* Told each second anew it would talk over everything else. */}
        <span aria-hidden="true">{fillText(texts.secondsLeft, { seconds: Math.ceil(left / 1000) })}</span>
      </p>
    </>
  )
}
