import { FileText } from 'lucide-react'
import type { ReactNode } from 'react'
import { fillText } from '#contract/locale.ts'
import { createFile } from '../../stores/files-store.ts'
import { useTexts } from '../../texts/use-texts.ts'

/** A link to the web, or one that opens a file of the learner's, which is made where it is not there. */
export function LessonLink({ href = '', children }: { readonly href: string | undefined; readonly children?: ReactNode }) {
  const { lab: texts } = useTexts()
  if (!href.startsWith('file:')) {
    return (
      <a href={href} target="_blank" rel="noreferrer">
        {children}
      </a>
    )
  }
  const path = decodeURI(href.slice('file:'.length))
  return (
    <button type="button" className="file-link" title={fillText(texts.openFile, { file: path })} onClick={() => void createFile(path)}>
      <FileText size={13} aria-hidden="true" />
      {children}
    </button>
  )
}
