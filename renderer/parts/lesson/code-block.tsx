import { FileText, FileInput, Play } from 'lucide-react'
import { lazy, Suspense, useContext, type ReactNode } from 'react'
import { fillText } from '#contract/locale.ts'
import { insertAtCursor } from '../editor/insert-text.ts'
import { useFiles } from '../../stores/files-store.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { CopyButton } from '../chrome/copy-button.tsx'
import { LessonContext } from './lesson-actions.ts'
import { putIntoFile } from './put-into-file.ts'

const ColouredCode = lazy(() => import('./coloured-code.tsx').then(({ ColouredCode: loaded }) => ({ default: loaded })))

interface CodeBlockProps {
  readonly text: string
  readonly language: string | undefined
  /** The words behind the language: `run`, `node`, `output`, `insert`, `insert=web.yaml`. */
  readonly marks: readonly string[]
}

/** A block of code: to run in the terminal, to put into a file, to copy, or only to compare with. */
export function CodeBlock({ text, language, marks }: CodeBlockProps) {
  const isOutput = marks.includes('output')
  const file = marks.find((mark) => mark.startsWith('insert='))?.slice('insert='.length)
  return (
    <div className="code-block" data-kind={isOutput ? 'output' : 'code'}>
      {file !== undefined && (
        <p className="code-file">
          <FileText size={13} aria-hidden="true" /> {file}
        </p>
      )}
      <pre tabIndex={0} lang="en">
        <code>
          <Suspense fallback={text}>{language === undefined || isOutput ? text : <ColouredCode text={text} language={language} />}</Suspense>
        </code>
      </pre>
      {!isOutput && (
        <div className="code-actions">
          {marks.includes('run') && <RunButton command={text} place={marks.includes('node') ? 'node' : 'terminal'} />}
          {file !== undefined && <InsertIntoFile file={file} text={text} />}
          {marks.includes('insert') && <InsertHere text={text} />}
          <CopyButton text={text} />
        </div>
      )}
    </div>
  )
}

function RunButton({ command, place }: { readonly command: string; readonly place: 'terminal' | 'node' }) {
  const { lab: texts } = useTexts()
  const { run } = useContext(LessonContext)
  return (
    <Act icon={<Play size={12} aria-hidden="true" />} onClick={() => run(command, place)}>
      {place === 'node' ? texts.runOnNode : texts.run}
    </Act>
  )
}

function InsertIntoFile({ file, text }: { readonly file: string; readonly text: string }) {
  const { lab: texts } = useTexts()
  return (
    <Act icon={<FileInput size={12} aria-hidden="true" />} onClick={() => void putIntoFile(file, text)}>
      {fillText(texts.insertInto, { file })}
    </Act>
  )
}

/** At the cursor of whichever file is open; with none open there is no such place. */
function InsertHere({ text }: { readonly text: string }) {
  const { lab: texts } = useTexts()
  const isFileOpen = useFiles(({ shown, buffers }) => shown !== undefined && buffers[shown] !== undefined)
  return (
    <Act icon={<FileInput size={12} aria-hidden="true" />} isIdle={!isFileOpen} title={isFileOpen ? undefined : texts.insertNowhere} onClick={() => insertAtCursor(text)}>
      {texts.insert}
    </Act>
  )
}

interface ActProps {
  readonly icon: ReactNode
  readonly children: ReactNode
  readonly onClick: () => void
  readonly isIdle?: boolean
  readonly title?: string | undefined
}

function Act({ icon, children, onClick, isIdle = false, title }: ActProps) {
  return (
    <button type="button" className="run" disabled={isIdle} title={title} onClick={onClick}>
      {icon} {children}
    </button>
  )
}
