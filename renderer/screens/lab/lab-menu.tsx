import { MoreHorizontal } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useState } from 'react'
import type { Attempt, StepState } from '#contract/attempt.ts'
import { showAttempt } from '../../stores/attempts-store.ts'
import { engine } from '../../stores/connection-store.ts'
import { useOffer } from '../../stores/offers-store.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { SureDialog } from './sure-dialog.tsx'

/** What else can be done with an attempt: its solution shown, a step or all of it begun again. */
export function LabMenu({ attempt, step }: { readonly attempt: Attempt; readonly step: StepState | undefined }) {
  const { lab: texts } = useTexts()
  const [asksReset, setAsksReset] = useState(false)
  const change = (call: Promise<Attempt>): void => void call.then(showAttempt).catch(() => {})
  const skip = step && ((): void => change(engine().attempts.skip({ attempt: attempt.id, step: step.id })))
  const rewind = step && ((): void => change(engine().attempts.rewind({ attempt: attempt.id, step: step.id })))
  useOffer('skip', skip)
  useOffer('rewind', rewind)
  useOffer('start-over', () => setAsksReset(true))
  return (
    <>
      <DropdownMenu.Root>
        <DropdownMenu.Trigger className="icon-button" aria-label={texts.more}>
          <MoreHorizontal size={16} />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" align="end" sideOffset={6}>
            {step !== undefined && (
              <>
                <DropdownMenu.Item onSelect={skip}>{texts.skip}</DropdownMenu.Item>
                <DropdownMenu.Item onSelect={rewind}>{texts.rewind}</DropdownMenu.Item>
              </>
            )}
            <DropdownMenu.Item onSelect={() => setAsksReset(true)}>{texts.reset}</DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <SureDialog isOpen={asksReset} title={texts.reset} text={attempt.takesCluster ? texts.resetClusterSure : texts.resetSure} onClose={() => setAsksReset(false)} onSure={() => change(engine().attempts.reset({ attempt: attempt.id }))} />
    </>
  )
}
