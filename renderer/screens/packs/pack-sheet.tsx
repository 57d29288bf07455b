import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useEffect } from 'react'
import { ProblemCard } from '../../parts/problem/problem-card.tsx'
import { closeOverlay, comeBack, useOverlay } from '../../stores/overlay-store.ts'
import { followPacks, leaveWork, usePacks } from '../../stores/packs-store.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { AddForm } from './add-form.tsx'
import { InspectionCard } from './inspection-card.tsx'
import { PackRow } from './pack-row.tsx'
import './packs.css'

const close = (): void => {
  leaveWork()
  closeOverlay()
}

/** The packs that are here, and the way for others to come. */
export function PackSheet() {
  const isShown = useOverlay(({ shown }) => shown === 'packs')
  const { packs: texts, shortcuts } = useTexts()
  return (
    <Dialog.Root open={isShown} onOpenChange={(isOpen) => !isOpen && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content className="sheet pack-sheet" onCloseAutoFocus={comeBack}>
          <header>
            <Dialog.Title>{texts.title}</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label={shortcuts.close}>
              <X size={16} />
            </Dialog.Close>
          </header>
          <Dialog.Description>{texts.lead}</Dialog.Description>
          <AddForm />
          <div className="pack-body" tabIndex={-1}>
            <Working />
            <Present />
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Working() {
  const { packs: texts } = useTexts()
  const work = usePacks((state) => state.work)
  switch (work.kind) {
    case 'idle':
      return null
    case 'looking':
      return <p className="soft pack-looking" role="status">{texts.looking}</p>
    case 'inspected':
      return <InspectionCard inspection={work.inspection} isInstalling={work.isInstalling} />
    case 'failed':
      return <ProblemCard problem={work.problem} />
  }
}

function Present() {
  const { packs: texts } = useTexts()
  const packs = usePacks((state) => state.packs)
  useEffect(() => followPacks(), [])
  if (packs === undefined) return <p className="soft">{texts.reading}</p>
  return (
    <ul className="pack-list">
      {packs.map((view) => (
        <PackRow key={view.pack} view={view} />
      ))}
      {packs.every(({ kind }) => kind === 'built-in') && <li className="soft">{texts.none}</li>}
    </ul>
  )
}
