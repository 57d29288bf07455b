import { AlertDialog } from 'radix-ui'
import { useEffect, useState, type ReactNode } from 'react'
import type { LabSummary } from '#contract/lab-summary.ts'
import { fillText } from '#contract/locale.ts'
import type { Problem } from '#contract/problem.ts'
import { sayPackText, sayProblem } from '#contract/say.ts'
import { Button } from '../../parts/chrome/button.tsx'
import { ProblemCard } from '../../parts/problem/problem-card.tsx'
import { problemOf } from '../../rpc.ts'
import { readAttempts, showAttempt, useAttempts } from '../../stores/attempts-store.ts'
import { engine, whileConnected } from '../../stores/connection-store.ts'
import { useLabs } from '../../stores/labs-store.ts'
import { goOnTo } from '../../stores/place-store.ts'
import { useStatus } from '../../stores/status-store.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'

interface LabLink {
  readonly pack: string
  readonly lab: string
}

const leave = (): void => goOnTo({ kind: 'catalogue' })

/** A link has named a lab: one that is under way goes on; a new one is begun only when the learner says so. */
export function BeginDialog({ pack, lab }: LabLink) {
  const isKnown = useAttemptUnderWay({ pack, lab })
  const labs = useLabs((state) => state.labs)
  const { begin: texts } = useTexts()
  const summary = labs?.find((one) => one.pack === pack && one.lab === lab)
  if (labs === undefined || !isKnown) return null
  return (
    <AlertDialog.Root open onOpenChange={(isOpen) => !isOpen && leave()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="overlay" />
        <AlertDialog.Content className="dialog begin">
          {summary === undefined ? <Unknown>{fillText(texts.unknown, { pack, lab })}</Unknown> : <Offer lab={summary} />}
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

function Unknown({ children }: { readonly children: ReactNode }) {
  const { begin: texts, shortcuts } = useTexts()
  return (
    <>
      <AlertDialog.Title>{texts.unknownTitle}</AlertDialog.Title>
      <AlertDialog.Description>{children}</AlertDialog.Description>
      <p className="actions">
        <AlertDialog.Cancel asChild>
          <Button kind="first">{shortcuts.close}</Button>
        </AlertDialog.Cancel>
      </p>
    </>
  )
}

type Beginning = { readonly kind: 'idle' } | { readonly kind: 'busy' } | { readonly kind: 'failed'; readonly problem: Problem }

function Offer({ lab }: { readonly lab: LabSummary }) {
  const { begin: texts } = useTexts()
  const locale = useLocale()
  const [beginning, setBeginning] = useState<Beginning>({ kind: 'idle' })
  const obstacle = useObstacle(lab)
  const begin = async (): Promise<void> => {
    setBeginning({ kind: 'busy' })
    try {
      const attempt = await engine().attempts.start({ pack: lab.pack, lab: lab.lab })
      showAttempt(attempt)
      goOnTo({ kind: 'lab', attempt: attempt.id })
    } catch (error) {
      setBeginning({ kind: 'failed', problem: problemOf(error) })
    }
  }
  return (
    <>
      <p className="eyebrow">{texts.title}</p>
      <AlertDialog.Title>{sayPackText(lab.title, locale)}</AlertDialog.Title>
      <AlertDialog.Description>{sayPackText(lab.summary, locale)}</AlertDialog.Description>
      <p className="meta">{fillText(texts.meta, { minutes: lab.minutes, steps: lab.steps })}</p>
      {obstacle !== undefined && <p role="status" className="obstacle">{obstacle}</p>}
      {beginning.kind === 'failed' && <ProblemCard problem={beginning.problem} onAction={() => void begin()} />}
      <p className="actions">
        <AlertDialog.Cancel asChild>
          <Button>{texts.notNow}</Button>
        </AlertDialog.Cancel>
        <Button kind="first" disabled={obstacle !== undefined || beginning.kind === 'busy'} onClick={() => void begin()}>
          {beginning.kind === 'busy' ? texts.beginning : texts.begin}
        </Button>
      </p>
    </>
  )
}

/** Why the lab cannot begin now, in words. */
function useObstacle(lab: LabSummary): string | undefined {
  const { begin: texts } = useTexts()
  const locale = useLocale()
  const cluster = useStatus(({ status }) => status?.cluster.kind)
  if (lab.cannotRunHere !== undefined) return sayProblem(lab.cannotRunHere, locale).says
  // One that rests comes back with the lab.
  return cluster === 'ready' || cluster === 'paused' || cluster === 'stopped' ? undefined : texts.needsCluster
}

/** Leads on to the attempt that is under way; tells whether it is known by now that there is none. Without a cluster there is none to be known. */
function useAttemptUnderWay({ pack, lab }: LabLink): boolean {
  const cluster = useStatus(({ status }) => status?.cluster.kind)
  const [isAsked, setAsked] = useState(false)
  const attempt = useAttempts(({ attempts }) => Object.values(attempts).find((one) => one.pack === pack && one.lab === lab && one.phase === 'open')?.id)
  const isReady = cluster === 'ready'
  useEffect(() => {
    if (!isReady) return
    return whileConnected(async ({ attempts }) => {
      await readAttempts(() => attempts.list())
      setAsked(true)
    })
  }, [isReady])
  useEffect(() => {
    if (attempt !== undefined) goOnTo({ kind: 'lab', attempt })
  }, [attempt])
  if (attempt !== undefined) return false
  return isReady ? isAsked : cluster !== undefined && cluster !== 'working'
}
