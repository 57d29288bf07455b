import { Play } from 'lucide-react'
import { useTexts } from '../../texts/use-texts.ts'
import { CopyButton } from '../chrome/copy-button.tsx'

interface RunnableCodeProps {
  readonly text: string
  readonly language: string | undefined
  readonly isRunnable: boolean
  readonly isOutput: boolean
  readonly onRun: (command: string) => void
}

/** A block of code: to run in the terminal, to copy, or only to compare with. */
export function RunnableCode({ text, language, isRunnable, isOutput, onRun }: RunnableCodeProps) {
  const { lab } = useTexts()
  return (
    <div className="code-block" data-kind={isOutput ? 'output' : 'code'}>
      <pre tabIndex={0}>
        <code lang="en" data-language={language}>{text}</code>
      </pre>
      {!isOutput && (
        <div className="code-actions">
          {isRunnable && (
            <button type="button" className="run" onClick={() => onRun(text)}>
              <Play size={12} aria-hidden="true" /> {lab.run}
            </button>
          )}
          <CopyButton text={text} />
        </div>
      )}
    </div>
  )
}
