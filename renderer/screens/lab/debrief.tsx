import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import type { Attempt, CheckState } from '#contract/attempt.ts'
import type { LabSummary } from '#contract/lab-summary.ts'
import { fillText } from '#contract/locale.ts'
import type { Problem } from '#contract/problem.ts'
import { sayDuration, sayPackText } from '#contract/say.ts'
import { Button } from '../../parts/chrome/button.tsx'
import { LessonText } from '../../parts/lesson/lesson-text.tsx'
import { ProblemCard } from '../../parts/problem/problem-card.tsx'
import { problemOf } from '../../rpc.ts'
import { showAttempt } from '../../stores/attempts-store.ts'
import { engine } from '../../stores/connection-store.ts'
import { useLabs } from '../../stores/labs-store.ts'
import { goTo } from '../../stores/place-store.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { conceptsOf, debriefFacts, nextLab, type DebriefFacts } from './debrief-facts.ts'
import { SureDialog } from './sure-dialog.tsx'
import { endOfLab } from './use-gates.ts'
import './debrief.css'

/** The end of a lab: what was done and learnt, what its author says of it, and the way on. */
export function Debrief({ attempt, text }: { readonly attempt: Attempt; readonly text: string | undefined }) {
  const { debrief: texts } = useTexts()
  const facts = debriefFacts(attempt)
  return (
    <section className="debrief" data-gate={endOfLab} aria-labelledby="debrief-title">
      <DoneSign />
      <h2 id="debrief-title">{texts.title}</h2>
      <Facts facts={facts} />
      {text !== undefined && <LessonText markdown={text} />}
      <Learned attempt={attempt} />
      {facts.hard.length > 0 && <Hard checks={facts.hard} />}
      <WayOn attempt={attempt} />
    </section>
  )
}

/** A tick that is drawn once, the moment that it is earned. */
function DoneSign() {
  return (
    <svg className="done-sign" viewBox="0 0 48 48" width="44" height="44" aria-hidden="true">
      <circle cx="24" cy="24" r="22" pathLength="1" />
      <path d="m15 24.5 6.5 6.5L34 18" pathLength="1" />
    </svg>
  )
}

function Facts({ facts: { points, took, hints, skipped } }: { readonly facts: DebriefFacts }) {
  const { debrief: texts } = useTexts()
  const locale = useLocale()
  const rows = [
    [texts.points, fillText(texts.pointsOf, { ...points })],
    [texts.time, sayDuration(took, locale)],
    [texts.hints, hints === 0 ? texts.none : fillText(texts.count, { count: hints })],
    ...(skipped === 0 ? [] : [[texts.skipped, fillText(texts.steps, { count: skipped })] as const]),
  ] as const
  return (
    <dl className="debrief-facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Learned({ attempt }: { readonly attempt: Attempt }) {
  const { debrief: texts } = useTexts()
  const locale = useLocale()
  const { packs, labs = [] } = useLabs()
  const concepts = conceptsOf({ packs, labs }, attempt)
  if (concepts.length === 0) return null
  return (
    <div>
      <h3>{texts.learned}</h3>
      <ul className="debrief-concepts">
        {concepts.map((concept) => (
          <li key={sayPackText(concept, locale)} className="pill">
            {sayPackText(concept, locale)}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Hard({ checks }: { readonly checks: readonly CheckState[] }) {
  const { debrief: texts } = useTexts()
  const locale = useLocale()
  return (
    <div>
      <h3>{texts.hard}</h3>
      <ul className="debrief-hard">
        {checks.map(({ id, title, stumbles = 0 }) => (
          <li key={id}>
            <span>{sayPackText(title, locale)}</span>
            <small>{fillText(stumbles === 1 ? texts.wrongOnce : texts.wrongTimes, { count: stumbles })}</small>
          </li>
        ))}
      </ul>
    </div>
  )
}

type Question = 'repeat' | 'remove'

function WayOn({ attempt }: { readonly attempt: Attempt }) {
  const { debrief: texts } = useTexts()
  const { packs, labs = [] } = useLabs()
  const [question, setQuestion] = useState<Question>()
  const [problem, setProblem] = useState<Problem>()
  const next = nextLab({ packs, labs }, attempt)
  const attemptTo = (work: () => Promise<void>): void => {
    setProblem(undefined)
    work().catch((error: unknown) => setProblem(problemOf(error)))
  }
  const sure = (): void => attemptTo(question === 'remove' ? () => remove(attempt) : () => repeat(attempt))
  return (
    <div className="way-on">
      {next !== undefined && <NextLab lab={next} onBegin={() => attemptTo(() => begin(next))} />}
      <p>
        <Button kind={next === undefined ? 'first' : 'plain'} onClick={() => goTo({ kind: 'catalogue' })}>
          {texts.allLabs}
        </Button>
        <Button kind="quiet" onClick={() => setQuestion('repeat')}>
          {texts.repeat}
        </Button>
        <Button kind="quiet" onClick={() => setQuestion('remove')}>
          {texts.remove}
        </Button>
      </p>
      {problem !== undefined && <ProblemCard problem={problem} />}
      <SureDialog isOpen={question !== undefined} title={question === 'remove' ? texts.remove : texts.repeat} text={question === 'remove' ? texts.removeSure : attempt.takesCluster ? texts.repeatClusterSure : texts.repeatSure} onClose={() => setQuestion(undefined)} onSure={sure} />
    </div>
  )
}

function NextLab({ lab, onBegin }: { readonly lab: LabSummary; readonly onBegin: () => void }) {
  const { debrief: texts } = useTexts()
  const locale = useLocale()
  return (
    <div className="next-lab">
      <div>
        <small>{texts.next}</small>
        <b>{sayPackText(lab.title, locale)}</b>
        <span>{sayPackText(lab.summary, locale)}</span>
      </div>
      <Button kind="first" onClick={onBegin}>
        {texts.begin} <ArrowRight size={14} aria-hidden="true" />
      </Button>
    </div>
  )
}

async function begin({ pack, lab }: LabSummary): Promise<void> {
  const attempt = await engine().attempts.start({ pack, lab })
  showAttempt(attempt)
  goTo({ kind: 'lab', attempt: attempt.id })
}

async function repeat({ id }: Attempt): Promise<void> {
  showAttempt(await engine().attempts.reset({ attempt: id }))
}

async function remove({ id }: Attempt): Promise<void> {
  await engine().attempts.end({ attempt: id })
  goTo({ kind: 'catalogue' })
}
