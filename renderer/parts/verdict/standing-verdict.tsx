import { fillText } from '#contract/locale.ts'
import { sayElapsed } from '#contract/say.ts'
import type { Verdict } from '#contract/verdict.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { useNow } from './use-now.ts'

/** A verdict's word with how long it has stood: `not yet for 12 s`. Nothing but this word is drawn anew while it counts. */
export function StandingVerdict({ kind, since }: { readonly kind: Verdict['kind']; readonly since: number }) {
  const locale = useLocale()
  const { lab: texts, verdict: words } = useTexts()
  const elapsed = sayElapsed(useNow(1_000) - since, locale)
  return elapsed === undefined ? words[kind] : fillText(texts.standing, { verdict: words[kind], elapsed })
}
