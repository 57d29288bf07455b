import { AlertDialog } from 'radix-ui'
import { fillText } from '#contract/locale.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../chrome/button.tsx'

interface RemoveDialogProps {
  readonly path: string
  readonly onAnswer: (isSure: boolean) => void
}

/** A file that is removed is gone, so it is asked about. */
export function RemoveDialog({ path, onAnswer }: RemoveDialogProps) {
  const { editor: texts, lab } = useTexts()
  return (
    <AlertDialog.Root open onOpenChange={(isOpen) => !isOpen && onAnswer(false)}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="overlay" />
        <AlertDialog.Content className="dialog">
          <AlertDialog.Title>{fillText(texts.remove, { file: path })}</AlertDialog.Title>
          <AlertDialog.Description>{texts.removeSure}</AlertDialog.Description>
          <p className="actions">
            <AlertDialog.Cancel asChild>
              <Button>{lab.cancel}</Button>
            </AlertDialog.Cancel>
            <Button kind="first" onClick={() => onAnswer(true)}>{texts.removeNow}</Button>
          </p>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
