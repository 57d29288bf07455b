import { fillText } from '#contract/locale.ts'
import { resolveConflict, useFiles } from '../../stores/files-store.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../chrome/button.tsx'

/** Two wrote the same file: both texts are still there until the learner says which goes on. */
export function ConflictBar() {
  const { editor: texts } = useTexts()
  const path = useFiles((files) => files.shown)
  const conflict = useFiles(({ shown, buffers }) => (shown === undefined ? undefined : buffers[shown]?.conflict))
  if (path === undefined || conflict === undefined) return null
  const isGone = conflict.kind === 'missing'
  return (
    <div className="work-note" role="alert" data-kind="wrong">
      <p>{fillText(isGone ? texts.removedMeanwhile : texts.changedMeanwhile, { file: path })}</p>
      {conflict.kind === 'text' && (
        <details>
          <summary>{texts.seeTheirs}</summary>
          <pre tabIndex={0}>{conflict.text}</pre>
        </details>
      )}
      <p className="actions">
        <Button onClick={() => void resolveConflict(path, 'mine')}>{texts.keepMine}</Button>
        <Button onClick={() => void resolveConflict(path, 'theirs')}>{isGone ? texts.letGo : texts.takeTheirs}</Button>
      </p>
    </div>
  )
}
