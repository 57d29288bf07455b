import { ChevronDown } from 'lucide-react'
import type { LabSummary } from '#contract/lab-summary.ts'
import { fillText } from '#contract/locale.ts'
import { sayMemory, sayPackText } from '#contract/say.ts'
import { Button } from '../../parts/chrome/button.tsx'
import { ProblemCard } from '../../parts/problem/problem-card.tsx'
import { useStatus } from '../../stores/status-store.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { useEntrance } from './enter-lab.ts'
import { LabFacts } from './lab-facts.tsx'
import { standingOf } from './lab-path.ts'

interface LabCardProps {
  readonly lab: LabSummary
  readonly isNext: boolean
  readonly isOpen: boolean
  readonly onToggle: () => void
  /** Whether the cluster is there, or comes with a click. */
  readonly isPossible: boolean
}

/** A lab on its path: one calm line, and behind it what it teaches, what it costs, and the way in. */
export function LabCard({ lab, isNext, isOpen, onToggle, isPossible }: LabCardProps) {
  const locale = useLocale()
  const id = `lab-${lab.pack}-${lab.lab}`
  return (
    <li className="lab-card" data-standing={standingOf(lab)} data-next={isNext} data-open={isOpen}>
      <span className="stop" aria-hidden="true" />
      <div className="lab-line">
        <h3>
          <button type="button" aria-expanded={isOpen} aria-controls={id} onClick={onToggle}>
            {sayPackText(lab.title, locale)}
          </button>
        </h3>
        <LabState lab={lab} isNext={isNext} />
        <LabCost lab={lab} />
        <ChevronDown className="turn" size={16} aria-hidden="true" />
      </div>
      {isOpen && (
        <div className="lab-more" id={id}>
          <p className="lab-summary">{sayPackText(lab.summary, locale)}</p>
          <LabFacts lab={lab} />
          <Entrance lab={lab} isNext={isNext} isPossible={isPossible} />
        </div>
      )}
    </li>
  )
}

/** Where the learner stands with it, in a word; nothing where there is nothing to say. */
function LabState({ lab, isNext }: Pick<LabCardProps, 'lab' | 'isNext'>) {
  const { catalogue: texts } = useTexts()
  const { done, underWay } = lab
  if (underWay !== undefined) return <span className="lab-state" data-tone="accent">{texts.standing['under-way']} · {fillText(texts.step, { number: underWay.step.number, of: underWay.step.of })}</span>
  if (done !== undefined) return <span className="lab-state" data-tone="ok">{texts.standing.done} · {fillText(texts.points, { earned: done.earned, of: done.of })}</span>
  if (lab.cannotRunHere !== undefined) return <span className="lab-state">{texts.notHere}</span>
  if (isNext) return <span className="lab-state" data-tone="accent">{texts.next}</span>
  return <span className="lab-state"><span className="visually-hidden">{texts.standing.new}</span></span>
}

function LabCost({ lab }: { readonly lab: LabSummary }) {
  const { catalogue: texts } = useTexts()
  return (
    <span className="lab-cost">
      <span>{fillText(texts.minutes, { minutes: lab.minutes })}</span>
      <span>{sayMemory(lab.memoryBytes)}</span>
    </span>
  )
}

function Entrance({ lab, isNext, isPossible }: Pick<LabCardProps, 'lab' | 'isNext' | 'isPossible'>) {
  const { catalogue: texts } = useTexts()
  const isReady = useStatus(({ status }) => status?.cluster.kind === 'ready')
  const { entering, enter } = useEntrance(lab)
  if (lab.cannotRunHere !== undefined) return null
  const word = { new: texts.begin, 'under-way': texts.continue, done: texts.beginAgain }[standingOf(lab)]
  return (
    <div className="lab-entrance">
      <Button kind={isNext || lab.underWay !== undefined ? 'first' : 'plain'} disabled={!isPossible || entering.kind === 'busy'} onClick={enter}>
        {entering.kind === 'busy' ? texts.beginning : word}
      </Button>
      {!isReady && entering.kind !== 'busy' && <span className="meta">{isPossible ? texts.comesUpFirst : texts.needsCluster}</span>}
      {entering.kind === 'failed' && <ProblemCard problem={entering.problem} onAction={enter} />}
    </div>
  )
}
