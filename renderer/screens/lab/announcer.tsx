import { useEffect, useRef, useState } from 'react'
import type { Attempt, CheckState } from '#contract/attempt.ts'
import { sayPackText } from '#contract/say.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'

/** Says each new verdict aloud to screen readers: the check's title and its word. */
export function Announcer({ attempt }: { readonly attempt: Attempt }) {
  const locale = useLocale()
  const { verdict: words } = useTexts()
  const known = useRef(new Map<string, string>())
  const [sentence, setSentence] = useState('')
  useEffect(() => {
    const fresh = changedChecks(attempt, known.current)
    if (fresh.length > 0) setSentence(fresh.map(({ title, verdict }) => `${sayPackText(title, locale)}: ${words[verdict.kind]}`).join('. '))
  }, [attempt, locale, words])
  return (
    <p className="visually-hidden" aria-live="polite" role="status">
      {sentence}
    </p>
  )
}

/** Checks whose verdict is another kind than when last seen; the first sight of a check is no news. */
function changedChecks({ steps }: Attempt, known: Map<string, string>): CheckState[] {
  return steps.flatMap((step) =>
    step.checks.filter((check) => {
      const key = `${step.id}/${check.id}`
      const before = known.get(key)
      known.set(key, check.verdict.kind)
      return before !== undefined && before !== check.verdict.kind
    }),
  )
}
