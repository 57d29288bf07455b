import { insertAtCursor } from '../editor/insert-text.ts'
import { createFile, editFile, settledText, useFiles } from '../../stores/files-store.ts'
import { withBlock } from './with-block.ts'

/** Puts a block into a file of the learner's, which is made where it is not there, and shows it. Undone as anything typed is. */
export async function putIntoFile(path: string, block: string): Promise<void> {
  const wasShown = useFiles.getState().shown === path
  if (!(await createFile(path))) return
  const text = await settledText(path)
  // A second click shows what the first one did.
  if (text === undefined || text.includes(block)) return
  if (wasShown && text.trim() !== '') insertAtCursor(block)
  else editFile(path, withBlock(text, block))
}
