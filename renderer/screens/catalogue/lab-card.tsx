import { useState } from 'react'
import type { LabSummary } from '#contract/lab-summary.ts'
import { fillText } from '#contract/locale.ts'
import type { Problem } from '#contract/problem.ts'
import { sayPackText, sayProblem } from '#contract/say.ts'
import { Button } from '../../parts/chrome/button.tsx'
import { ProblemCard } from '../../parts/problem/problem-card.tsx'
import { problemOf } from '../../rpc.ts'
import { showAttempt } from '../../stores/attempts-store.ts'
import { engine } from '../../stores/connection-store.ts'
import { goTo } from '../../stores/place-store.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'

type Beginning = { readonly kind: 'idle' } | { readonly kind: 'busy' } | { readonly kind: 'failed'; readonly problem: Problem }

/** A lab on the path: what it teaches, what it takes, and the way in. */
export function LabCard({ lab, isPossible }: { readonly lab: LabSummary; readonly isPossible: boolean }) {
  const { catalogue: texts } = useTexts()
  const locale = useLocale()
  const [beginning, setBeginning] = useState<Beginning>({ kind: 'idle' })
  const refusal = lab.cannotRunHere && sayProblem(lab.cannotRunHere, locale).says
  const begin = async (): Promise<void> => {
    setBeginning({ kind: 'busy' })
    try {
      const attempt = await engine().attempts.start({ pack: lab.pack, lab: lab.lab })
      showAttempt(attempt)
      goTo({ kind: 'lab', attempt: attempt.id })
    } catch (error) {
      setBeginning({ kind: 'failed', problem: problemOf(error) })
    }
  }
  return (
    <li className="lab-card">
      <div>
        <h3>{sayPackText(lab.title, locale)}</h3>
        <p>{sayPackText(lab.summary, locale)}</p>
        <p className="meta">
          {fillText(texts.minutes, { minutes: lab.minutes })} · {fillText(texts.checks, { checks: lab.checks })}
        </p>
        {refusal !== undefined && (
          <p id={`${lab.lab}-refusal`}>
            {refusal}
          </p>
        )}
      </div>
      <Button
        disabled={!isPossible || refusal !== undefined || beginning.kind === 'busy'}
        title={isPossible ? undefined : texts.needsCluster}
        aria-describedby={refusal === undefined ? undefined : `${lab.lab}-refusal`}
        onClick={() => void begin()}
      >
        {beginning.kind === 'busy' ? texts.beginning : texts.begin}
      </Button>
      {beginning.kind === 'failed' && <ProblemCard problem={beginning.problem} onAction={() => void begin()} />}
    </li>
  )
}
