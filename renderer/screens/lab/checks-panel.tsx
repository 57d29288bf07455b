import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import type { Attempt, StepState } from '#contract/attempt.ts'
import type { Answer } from '#contract/quiz.ts'
import { fillText } from '#contract/locale.ts'
import { Button } from '../../parts/chrome/button.tsx'
import { Tip } from '../../parts/chrome/tip.tsx'
import { CheckPanel } from '../../parts/verdict/check-panel.tsx'
import { showAttempt } from '../../stores/attempts-store.ts'
import { engine } from '../../stores/connection-store.ts'
import { useOffer } from '../../stores/offers-store.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { LabMenu } from './lab-menu.tsx'

/** The checks of the open step, where the eye already is, with its hints. */
export function ChecksPanel({ attempt }: { readonly attempt: Attempt }) {
  const { lab: texts } = useTexts()
  const step = attempt.steps.find(({ state }) => state === 'open')
  return (
    <section className="checks-panel" data-pane="checks" tabIndex={-1} aria-labelledby="checks-title">
      {attempt.sight.kind === 'lost' && <p className="sight-lost" role="alert">{texts.lost}</p>}
      <header>
        <h2 id="checks-title">{step === undefined ? texts.finished : texts.checks}</h2>
        {step !== undefined && <span className="meta">{fillText(texts.passedOf, passedOf(step))}</span>}
        <span className="grow" />
        {step !== undefined && <CheckNowButton attempt={attempt.id} step={step} />}
        {step !== undefined && <HintButton attempt={attempt.id} step={step} />}
        <LabMenu attempt={attempt} step={step} />
      </header>
      {step !== undefined && (
        <ul>
          {step.checks.map((check) => (
            <CheckPanel key={check.id} check={check} namespace={Object.values(attempt.namespaces)[0]} onRewind={() => rewind(attempt.id, step.id)} onAnswer={(answer) => answerQuestion(attempt.id, { step: step.id, check: check.id, answer })} />
          ))}
        </ul>
      )}
    </section>
  )
}

const rewind = (attempt: string, step: string): void => void engine().attempts.rewind({ attempt, step }).then(showAttempt).catch(() => {})

const answerQuestion = async (attempt: string, question: { readonly step: string; readonly check: string; readonly answer: Answer }): Promise<void> =>
  showAttempt(await engine().attempts.answer({ attempt, ...question, answer: [...question.answer] }))

const passedOf = ({ checks }: StepState): { passed: number; of: number } => ({ passed: checks.filter(({ verdict }) => verdict.kind === 'passed').length, of: checks.length })

/** Some checks ask a Service or a script, and by themselves ever more rarely: whoever has just done something need not wait. */
function CheckNowButton({ attempt, step }: { readonly attempt: string; readonly step: StepState }) {
  const { lab: texts } = useTexts()
  const [isAsking, setAsking] = useState(false)
  const canAsk = step.checks.some(({ isTriedOut, verdict }) => isTriedOut === true && verdict.kind !== 'passed')
  const ask = (): void => {
    setAsking(true)
    void engine().attempts.check({ attempt }).then(showAttempt).catch(() => {}).finally(() => setAsking(false))
  }
  useOffer('check-now', canAsk && !isAsking ? ask : undefined)
  if (!canAsk && !isAsking) return null
  return (
    <Tip text={texts.checkNowTip} action="check-now">
      <Button kind="quiet" aria-label={isAsking ? texts.checkingNow : texts.checkNow} aria-disabled={isAsking} aria-busy={isAsking} onClick={isAsking ? undefined : ask}>
        <RefreshCw size={14} aria-hidden="true" /> <span className="where-wide">{isAsking ? texts.checkingNow : texts.checkNow}</span>
      </Button>
    </Tip>
  )
}

/** Hints come one at a time, and stay until the step is done. */
function HintButton({ attempt, step }: { readonly attempt: string; readonly step: StepState }) {
  const { lab: texts } = useTexts()
  const locale = useLocale()
  const [hints, setHints] = useState<readonly string[]>([])
  const { shown, of } = step.hints
  const ask = async (): Promise<void> => {
    const { text } = await engine().attempts.hint({ attempt, step: step.id, locale })
    if (text !== null) setHints((known) => [...known, text])
  }
  useOffer('hint', shown < of ? () => void ask().catch(() => {}) : undefined)
  return (
    <>
      <Tip text={texts.hintTip} action="hint">
        <Button kind="quiet" disabled={shown >= of} onClick={() => void ask().catch(() => {})}>
          {shown >= of && of > 0 ? texts.noMoreHints : `${texts.hint} ${shown} / ${of}`}
        </Button>
      </Tip>
      {hints.length > 0 && (
        <ol className="hints" aria-live="polite">
          {hints.map((hint, index) => (
            <li key={hint}>
              <b>{fillText(texts.hintOf, { shown: shown - hints.length + index + 1, of })}</b> {hint}
            </li>
          ))}
        </ol>
      )}
    </>
  )
}
