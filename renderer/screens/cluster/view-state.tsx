import { Telescope } from 'lucide-react'
import type { ReactNode } from 'react'
import { fillText } from '#contract/locale.ts'
import { sayList } from '#contract/say.ts'
import { useScope, useSeen } from '../../stores/views-store.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { ProblemCard } from '../../parts/problem/problem-card.tsx'
import { Button } from '../../parts/chrome/button.tsx'
import { useTone } from './use-scene.ts'

/** A line above a view that does not show everything as it is now. */
export function SightStrip() {
  const { views: texts } = useTexts()
  const locale = useLocale()
  const denied = useSeen((seen) => seen.kinds.denied)
  const lostSince = useSeen((seen) => seen.lostSince)
  if (lostSince !== undefined) return <p className="sight-strip" role="alert">{fillText(texts.lost, { time: new Date(lostSince).toLocaleTimeString(locale) })}</p>
  if (denied.length === 0) return null
  return <p className="sight-strip">{fillText(texts.denied, { kinds: sayList(denied.map((key) => key.split('/').at(-1) ?? key), locale) })}</p>
}

interface NothingProps {
  /** There would be something without the filter. */
  readonly hasAny: boolean
  readonly isBegun: boolean
  readonly title?: string
  readonly children?: ReactNode
}

/** What stands where nothing is: it is still being looked for, there is none, or none that was asked for. */
export function Nothing({ hasAny, isBegun, title, children }: NothingProps) {
  const { views: texts } = useTexts()
  const problem = useSeen((seen) => seen.problem)
  const isDenied = useSeen((seen) => seen.kinds.denied.length > 0)
  if (problem !== undefined) return <div className="view-problem"><ProblemCard problem={problem} /></div>
  if (!isBegun) return <div className="view-nothing"><p className="soft">{texts.coming}</p></div>
  if (hasAny) {
    const showAll = (): void => {
      useScope.setState({ filter: '' })
      useTone.setState({ tone: undefined })
    }
    return <div className="view-nothing"><h2>{texts.noMatch}</h2><Button onClick={showAll}>{texts.showAll}</Button></div>
  }
  // That may not be seen is told above.
  if (isDenied) return <div className="view-nothing" />
  return (
    <div className="view-nothing">
      <Telescope size={26} aria-hidden="true" />
      <h2>{title ?? texts.nothing}</h2>
      <p className="soft">{children ?? texts.nothingLead}</p>
    </div>
  )
}
