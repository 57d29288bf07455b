import { Play } from 'lucide-react'
import { useContext } from 'react'
import { useTexts } from '../../texts/use-texts.ts'
import { Command } from '../chrome/command.tsx'
import { LessonContext } from '../lesson/lesson-actions.ts'

/** A command that shows what was said, to copy or to run in the terminal. */
export function SeeYourself({ command }: { readonly command: string }) {
  const { lab: texts } = useTexts()
  const { run } = useContext(LessonContext)
  return (
    <div className="see-yourself">
      <span>{texts.command}</span>
      <Command command={command} />
      <button type="button" className="run" aria-label={texts.run} title={texts.run} onClick={() => run(command, 'terminal')}>
        <Play size={12} aria-hidden="true" />
      </button>
    </div>
  )
}
