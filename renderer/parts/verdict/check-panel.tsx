import type { CheckState } from '#contract/attempt.ts'
import { fillText, type Locale } from '#contract/locale.ts'
import type { Answer } from '#contract/quiz.ts'
import { sayPackText, sayProblem } from '#contract/say.ts'
import type { Verdict } from '#contract/verdict.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { Button } from '../chrome/button.tsx'
import { Cause } from './cause.tsx'
import { Differences } from './differences.tsx'
import { HoldClock } from './hold-clock.tsx'
import { QuizCard } from './quiz-card.tsx'
import { StandingVerdict } from './standing-verdict.tsx'
import { VerdictSign } from './verdict-sign.tsx'

interface CheckPanelProps {
  readonly check: CheckState
  /** Where the attempt's objects lie that name no namespace. */
  readonly namespace: string | undefined
  /** Takes the learner back to where the step began. */
  readonly onRewind: () => void
  /** Answers the check's question. */
  readonly onAnswer: (answer: Answer) => Promise<void>
}

/** One check: its verdict, and as much of the why as the lab reveals. */
export function CheckPanel({ check, onAnswer, ...why }: CheckPanelProps) {
  const locale = useLocale()
  return (
    <li className="check" data-verdict={check.verdict.kind}>
      <VerdictSign kind={check.verdict.kind} />
      <span className="check-title">
        {sayPackText(check.title, locale)} <Worth check={check} />
      </span>
      <CheckMeta check={check} />
      {check.quiz === undefined ? <Why verdict={check.verdict} {...why} /> : <QuizCard check={check} quiz={check.quiz} onAnswer={onAnswer} />}
    </li>
  )
}

/** What a check earns where that is not the one point of every other, and whether it may be left out. */
function Worth({ check: { points, optional } }: { readonly check: CheckState }) {
  const { lab: texts } = useTexts()
  const words = [...(points === 1 ? [] : [fillText(texts.points, { points })]), ...(optional ? [texts.optional] : [])]
  return words.length === 0 ? null : <small className="worth">{words.join(' · ')}</small>
}

function CheckMeta({ check: { verdict, since } }: { readonly check: CheckState }) {
  const locale = useLocale()
  const { verdict: words } = useTexts()
  if (verdict.kind === 'passed') return <span className="check-meta">{timeOf(since, locale)}</span>
  const isHolding = verdict.kind === 'not-yet' && verdict.holding !== undefined
  // A hold has a clock of its own, and what is used up does not wait for anything.
  return <span className="check-meta">{isHolding || verdict.kind === 'spent' ? words[verdict.kind] : <StandingVerdict kind={verdict.kind} since={since} />}</span>
}

const timeOf = (at: number, locale: Locale): string => new Date(at).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false })

interface WhyProps extends Omit<CheckPanelProps, 'check' | 'onAnswer'> {
  readonly verdict: Verdict
}

function Why({ verdict, namespace, onRewind }: WhyProps) {
  const locale = useLocale()
  const { lab: texts } = useTexts()
  switch (verdict.kind) {
    case 'passed':
      return null
    case 'unknown': {
      const { says, hint } = sayProblem(verdict.problem, locale)
      return <div className="why"><p>{says}</p><p>{hint}</p></div>
    }
    case 'not-yet':
      if (verdict.holding !== undefined) return <div className="why"><HoldClock holding={verdict.holding} /></div>
      return (
        <Differences evidence={verdict.evidence} namespace={namespace}>
          {verdict.diagnosis !== undefined && <Cause diagnosis={verdict.diagnosis} />}
        </Differences>
      )
    case 'wrong':
      return <Differences evidence={verdict.evidence} namespace={namespace} />
    case 'spent':
      return (
        <Differences evidence={verdict.evidence} namespace={namespace}>
          <p>{texts.spentLead}</p>
          <p>
            <Button onClick={onRewind}>{texts.rewind}</Button>
          </p>
        </Differences>
      )
  }
}
