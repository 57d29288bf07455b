import { FilePlus } from 'lucide-react'
import { useFiles } from '../../stores/files-store.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../chrome/button.tsx'
import { nameNewFile } from './tree-state.ts'

/** No file is open: one sentence on what this place is for, and the way in. */
export function EmptyWork() {
  const { editor: texts } = useTexts()
  const hasFiles = useFiles(({ listing }) => listing?.entries.some(({ kind }) => kind === 'file') === true)
  return (
    <div className="work-empty">
      <h2>{hasFiles ? texts.chooseTitle : texts.emptyTitle}</h2>
      <p>{hasFiles ? texts.chooseLead : texts.emptyLead}</p>
      <Button onClick={nameNewFile}>
        <FilePlus size={15} /> {texts.newFile}
      </Button>
    </div>
  )
}
