import { fillText } from '#contract/locale.ts'
import { sayAgo, sayPackText } from '#contract/say.ts'
import type { LabSummary } from '#contract/lab-summary.ts'
import { Button } from '../../parts/chrome/button.tsx'
import { ProblemCard } from '../../parts/problem/problem-card.tsx'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { useEntrance } from './enter-lab.ts'
import { minutesLeft } from './lab-path.ts'

/** The lab that was last worked on, and the way back to where it was left. */
export function ContinueCard({ lab, isPossible }: { readonly lab: LabSummary; readonly isPossible: boolean }) {
  const { catalogue: texts } = useTexts()
  const locale = useLocale()
  const { entering, enter } = useEntrance(lab)
  if (lab.underWay === undefined) return null
  const { step, usedAt } = lab.underWay
  return (
    <section className="continue" aria-labelledby="continue-title">
      <div>
        <p className="eyebrow">
          {texts.underway} · {fillText(texts.step, { number: step.number, of: step.of })}
        </p>
        <h2 id="continue-title">{sayPackText(lab.title, locale)}</h2>
        <p className="soft">{sayPackText(step.title, locale)}</p>
        <p className="meta">
          {fillText(texts.lastUsed, { ago: sayAgo(usedAt, Date.now(), locale) })} · {fillText(texts.minutesLeft, { minutes: minutesLeft(lab) })}
        </p>
      </div>
      <Button kind="first" disabled={!isPossible || entering.kind === 'busy'} title={isPossible ? undefined : texts.needsCluster} onClick={enter}>
        {entering.kind === 'busy' ? texts.goingOn : texts.continue}
      </Button>
      {entering.kind === 'failed' && <ProblemCard problem={entering.problem} onAction={enter} />}
    </section>
  )
}
