import { useState } from 'react'
import type { LabSummary } from '#contract/lab-summary.ts'
import type { Problem } from '#contract/problem.ts'
import { problemOf } from '../../rpc.ts'
import { showAttempt } from '../../stores/attempts-store.ts'
import { engine } from '../../stores/connection-store.ts'
import { goTo } from '../../stores/place-store.ts'
import { useStatus } from '../../stores/status-store.ts'

export type Entering = { readonly kind: 'idle' } | { readonly kind: 'busy' } | { readonly kind: 'failed'; readonly problem: Problem }

/** The way into a lab: goes on with it where it is under way, else begins it. A cluster that is not up is brought up first. */
export function useEntrance(lab: LabSummary): { readonly entering: Entering; readonly enter: () => void } {
  const isReady = useStatus(({ status }) => status?.cluster.kind === 'ready')
  const [entering, setEntering] = useState<Entering>({ kind: 'idle' })
  const begin = async (): Promise<void> => {
    setEntering({ kind: 'busy' })
    try {
      const attempt = await engine().attempts.start({ pack: lab.pack, lab: lab.lab })
      showAttempt(attempt)
      goTo({ kind: 'lab', attempt: attempt.id })
    } catch (error) {
      const problem = problemOf(error)
      setEntering(problem.code === 'cancelled' ? { kind: 'idle' } : { kind: 'failed', problem })
    }
  }
  const enter = (): void => {
    if (lab.underWay !== undefined && isReady) goTo({ kind: 'lab', attempt: lab.underWay.attempt })
    else void begin()
  }
  return { entering, enter }
}
