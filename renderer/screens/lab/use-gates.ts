import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import type { Attempt } from '#contract/attempt.ts'
import { isDone } from './step-gates.ts'

/** The gate behind the last step. */
export const endOfLab = 'end-of-lab'

/** Whoever touched the lesson so short a time ago is reading it, milliseconds. */
const readingPause = 4_000

/** The place that a learner is to go on from. */
const gateOf = ({ steps, phase }: Attempt): string | undefined => (phase === 'finished' ? endOfLab : steps.find(({ state }) => state === 'open')?.id)

interface Gates {
  /** Steps that are done and shown all the same; '' is the introduction. */
  readonly unfolded: ReadonlySet<string>
  readonly toggle: (step: string) => void
  /** What has opened while the learner was reading something else. */
  readonly waiting: string | undefined
  /** Folds what is done and goes on to what has opened. */
  readonly arrive: () => void
}

/** What is folded, and where the page is: it follows what opens, but never moves under someone who reads. */
export function useGates(attempt: Attempt, place: RefObject<HTMLElement | null>): Gates {
  const isReading = useReading(place)
  const gate = gateOf(attempt)
  const done = attempt.steps.filter(isDone).map(({ id }) => id)
  const [known, setKnown] = useState({ gate, done })
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const [waiting, setWaiting] = useState<string>()
  // In the same drawing in which a step is done: what is being read must not fold even for a moment.
  if (known.gate !== gate || known.done.length !== done.length) {
    setKnown({ gate, done })
    const isLeft = isReading()
    setWaiting(isLeft ? gate : undefined)
    if (isLeft) setUnfolded(new Set([...unfolded, '', ...done.filter((step) => !known.done.includes(step))]))
  }
  useArrival(gate, waiting, place)
  const toggle = useCallback((step: string) => setUnfolded((before) => (before.has(step) ? new Set([...before].filter((one) => one !== step)) : new Set([...before, step]))), [])
  const arrive = useCallback(() => {
    setUnfolded(new Set())
    setWaiting(undefined)
  }, [])
  return { unfolded, toggle, waiting, arrive }
}

/** Brings a gate into view when it has opened, or when the learner says so; where a lesson is opened in the middle, at once. */
function useArrival(gate: string | undefined, waiting: string | undefined, place: RefObject<HTMLElement | null>): void {
  const isFirst = useRef(true)
  useEffect(() => {
    if (gate === undefined || waiting !== undefined) return
    const gates = [...(place.current?.querySelectorAll<HTMLElement>('[data-gate]') ?? [])]
    const index = gates.findIndex((one) => one.dataset['gate'] === gate)
    // The beginning of a lab is its introduction.
    if (!(isFirst.current && index === 0)) arriveAt(gates[index], gates[index - 1], isFirst.current ? 'instant' : 'auto')
    isFirst.current = false
  }, [gate, waiting, place])
}

/** What came of the step before stays in view above, where there is room for both. */
function arriveAt(opened: HTMLElement | undefined, before: HTMLElement | undefined, behavior: ScrollBehavior): void {
  if (opened === undefined) return
  const room = (opened.parentElement?.clientHeight ?? 0) * 0.6
  const isNear = before !== undefined && opened.offsetTop - before.offsetTop < room
  const target = isNear ? before : opened
  target.scrollIntoView({ block: 'start', behavior })
}

/** Whether the learner has just moved, scrolled or typed in the lesson. */
function useReading(place: RefObject<HTMLElement | null>): () => boolean {
  const touchedAt = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    const touch = (): void => {
      touchedAt.current = performance.now()
    }
    const events = ['wheel', 'pointermove', 'touchmove', 'keydown'] as const
    const lesson = place.current
    for (const event of events) lesson?.addEventListener(event, touch, { passive: true })
    return () => {
      for (const event of events) lesson?.removeEventListener(event, touch)
    }
  }, [place])
  return useCallback(() => performance.now() - touchedAt.current < readingPause, [])
}
