import { AlertDialog } from 'radix-ui'
import { Button } from '../../parts/chrome/button.tsx'
import { useTexts } from '../../texts/use-texts.ts'

interface SureDialogProps {
  readonly isOpen: boolean
  readonly title: string
  readonly text: string
  /** What the button says, where that is not the title. */
  readonly word?: string
  readonly onClose: () => void
  readonly onSure: () => void
}

/** Asks before something is done that cannot be undone. */
export function SureDialog({ isOpen, title, text, word, onClose, onSure }: SureDialogProps) {
  const { lab: texts } = useTexts()
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={(isStillOpen) => !isStillOpen && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="overlay" />
        <AlertDialog.Content className="dialog">
          <AlertDialog.Title>{title}</AlertDialog.Title>
          <AlertDialog.Description>{text}</AlertDialog.Description>
          <p className="actions">
            <AlertDialog.Cancel asChild>
              <Button>{texts.cancel}</Button>
            </AlertDialog.Cancel>
            <AlertDialog.Action asChild>
              <Button kind="first" onClick={onSure}>
                {word ?? title}
              </Button>
            </AlertDialog.Action>
          </p>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
